import type { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openPgQueue } from '../../../src/bot/queue/pg-queue.ts';
import { hasPostgres, isThrowaway, startPostgres, type Postgres } from '../../support/postgres.ts';
import { operatorOf } from '../../support/queue-stores.ts';
import { MINUTE, only, START } from '../../support/queue-world.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

const event = { dueAt: 0, reason: 'event' } as const;

describe.runIf(hasPostgres())('the server of the queue', () => {
  let postgres: Postgres;

  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());

  async function newDatabase(): Promise<string> {
    const database = await postgres.newDatabase();
    onTestFinished(() => postgres.drop(database));
    return database;
  }

  test.runIf(isThrowaway())('may go away and come back', async () => {
    const background: unknown[] = [];
    const clock = new SteppedClock(START);
    const onError = (error: unknown): unknown => background.push(error);
    const queue = await openPgQueue(await newDatabase(), { clock, onError });
    await queue.put('promised', event);
    const job = only(await queue.claim(START, 9));

    await postgres.shutDown();
    const asked = [
      queue.put('lost', event),
      queue.claim(START, 1),
      queue.counts(START),
      queue.nextDue(),
      queue.finish(job),
    ];
    const answers = await Promise.allSettled(asked);
    await postgres.startAgain();

    expect(answers.map(({ status }) => status)).toEqual(asked.map(() => 'rejected'));
    expect(background.length).toBeGreaterThan(0);
    expect(await queue.counts(START)).toEqual({ waiting: 0, due: 0, claimed: 1, dead: 0 });
    await queue.put('promised', event);
    await queue.finish(job);
    expect((await queue.claim(START, 9)).map(({ key }) => key)).toEqual(['promised']);
    await queue.close();
  });

  test('gets its tables once when several bots start at once', async () => {
    const database = await newDatabase();
    const bots = await Promise.all(Array.from({ length: 3 }, () => open(database)));

    await Promise.all(bots.map((bot, nth) => bot.put(`from ${nth}`, event)));

    expect(await bots[0]?.counts(START)).toMatchObject({ waiting: 3 });
  });

  test('keeps nothing of what was done', async () => {
    const database = await newDatabase();
    const queue = await open(database);
    await queue.put('a', event);
    await queue.finish(only(await queue.claim(START, 9)), { ...event, dueAt: START });
    await queue.put('a', event);
    await queue.finish(only(await queue.claim(START, 9)));

    const { rows } = await (
      await bossOf(database)
    )
      .getDb()
      .executeSql('SELECT 1 FROM agent_run.job');
    expect(rows).toEqual([]);
  });

  test('hands out at once what is due, and within a second, never early, what was to come', async () => {
    const now = START + 300;
    const queue = await open(await newDatabase(), new SteppedClock(now));
    await queue.put('due', { ...event, dueAt: now });
    await queue.put('to come', { ...event, dueAt: now + 200 });

    expect(await queue.claim(now, 9)).toMatchObject([{ key: 'due', dueAt: now }]);
    await queue.put('due', { ...event, dueAt: now });
    expect(await queue.nextDue()).toBe(START + 1000);
    expect(await queue.claim(START + 499, 9)).toEqual([]);
    expect(await queue.claim(START + 1000, 9)).toMatchObject([
      { key: 'to come', dueAt: now + 200 },
    ]);
  });

  test('does not clean up what waits long, whatever the bot’s clock says', async () => {
    const database = await newDatabase();
    const queue = await open(database, new SteppedClock(0));
    await queue.put('of 1970', event);
    await queue.put('in a year', { ...event, dueAt: START + 525_600 * MINUTE });

    await (await bossOf(database)).supervise();

    expect(await queue.counts(START)).toEqual({ waiting: 2, due: 1, claimed: 0, dead: 0 });
  });

  test.each([
    { claim: 'while another waited', again: [MINUTE], left: ['retry', 'created'] },
    { claim: 'alone', again: [], left: ['retry'] },
  ])(
    'may take a job out of a hand after a day, $claim: one look is left',
    async ({ again, left }) => {
      const database = await newDatabase();
      const queue = await open(database);
      await queue.put('a', event);
      const lost = only(await queue.claim(START, 9));
      for (const later of again) await queue.put('a', { ...event, dueAt: START + later });
      const boss = await bossOf(database);
      await boss
        .getDb()
        .executeSql(`UPDATE agent_run.job SET started_on = now() - interval '2 days'`);
      await boss.supervise('looks');
      expect((await boss.findJobs('looks')).map(({ state }) => state)).toEqual(left);

      for (const later of again) await queue.put('a', { ...event, dueAt: START + 2 * later });
      const taken = only(await queue.claim(START + 5 * MINUTE, 9));
      await queue.finish(lost);

      expect(taken).toMatchObject({ key: 'a', dueAt: 0 });
      expect(await queue.counts(START)).toEqual({ waiting: 0, due: 0, claimed: 1, dead: 0 });
      await queue.finish(taken);
      expect(await queue.counts(START)).toEqual({ waiting: 0, due: 0, claimed: 0, dead: 0 });
    },
  );
});

test.each([
  { claim: 'nothing listens', url: 'postgres://bot:s3cret@127.0.0.1:1/jobs', says: 'ECONNREFUSED' },
  {
    claim: 'it is no address',
    url: 'postgres://bot:s3cret@[no/jobs',
    says: 'no connection string',
  },
  { claim: 'the port is none', url: 'postgres://bot:s3cret@h:99999/jobs', says: 'found: ' },
])(
  'a database that cannot be reached is said without its password: $claim',
  async ({ url, says }) => {
    const refused = await openPgQueue(url, {
      clock: new SteppedClock(),
      onError: () => undefined,
    }).catch((error: unknown) => error);

    expect(refused).toMatchObject({
      name: 'QueueProblem',
      message: expect.stringContaining(says) as string,
    });
    expect(refused).toMatchObject({ message: expect.stringContaining('DATABASE_URL') as string });
    expect(everythingOf(refused)).not.toContain('s3cret');
  },
);

function everythingOf(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error);
  const fields = Object.getOwnPropertyNames(error).map(
    (name) => Reflect.get(error, name) as unknown,
  );
  return fields
    .map((value) => (value instanceof Error ? everythingOf(value) : String(value)))
    .join(' ');
}

async function open(
  database: string,
  clock = new SteppedClock(START),
): ReturnType<typeof openPgQueue> {
  const failed: unknown[] = [];
  const queue = await openPgQueue(database, { clock, onError: (error) => failed.push(error) });
  onTestFinished(async () => {
    await queue.close();
    expect(failed).toEqual([]);
  });
  return queue;
}

async function bossOf(database: string): Promise<PgBoss> {
  const boss = await operatorOf(database);
  onTestFinished(() => boss.stop({ graceful: false }));
  return boss;
}
