import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countedLooks } from '../support/bot-metrics.ts';
import type { BotProcess } from '../support/bot-process.ts';
import { MINUTE } from '../support/forge-world/state.ts';
import { COALESCED, liveBots } from '../support/live-bot.ts';
import { BAD, enforcingRepository, GOOD, openPull, TITLE } from '../support/live-pull.ts';
import { hasPostgres, startPostgres, type Postgres } from '../support/postgres.ts';

const AT_ONCE = 16;
/** A thousand looks take their time where others work, too. */
const LONG = 90_000;

describe('many deliveries', () => {
  test('1,000 through five kills: each subject is as its last state demands, told once', async (context) => {
    const here = await liveBots(context.onTestFinished);
    const { world, github } = here;
    enforcingRepository(here);
    const pulls = Array.from({ length: 1000 }, (_, index) =>
      openPull(here, index % 50 === 0 ? BAD : GOOD),
    );
    here.pass(2 * MINUTE);
    const waiting = github.deliveries.take().slice(-pulls.length);
    const kills = [137, 290, 444, 601, 858];
    await here.start({ LOG_LEVEL: 'info' });

    let sent = 0;
    const statuses: number[] = [];
    const send = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        sent += 1;
        if (sent === kills[0]) here.bot.kill();
        statuses.push(await github.deliveries.send(next, `${here.bot.url}/webhooks/github`));
        // GitHub goes on; what fails until the next bot listens is in its log of deliveries.
        if (sent >= (kills[0] ?? Number.POSITIVE_INFINITY) + 5) {
          kills.shift();
          restarted = here.startAgain({ LOG_LEVEL: 'info' });
        }
        await restarted;
      }
    };
    let restarted: Promise<unknown> = Promise.resolve();
    await Promise.all(Array.from({ length: AT_ONCE }, send));
    here.pass(COALESCED);
    await here.until(async () => (await here.jobs()).waiting === 20, LONG);

    const failed = statuses.filter((status) => status !== 200);
    expect(statuses).toHaveLength(1000);
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.length).toBeLessThan(300);
    for (const [index, pull] of pulls.entries()) {
      const isBad = index % 50 === 0;
      const check = world.checkOn(pull)?.conclusion;
      expect({ pull: pull.number, check, notices: world.noticesOn(pull).length }).toEqual({
        pull: pull.number,
        check: isBad ? 'failure' : 'success',
        notices: isBad ? 2 : 0,
      });
    }
  }, 150_000);

  test('300 at once for one pull request come to one look and one notice of each kind', async (context) => {
    const here = await liveBots(context.onTestFinished);
    enforcingRepository(here);
    const pull = openPull(here, BAD);
    for (let edit = 1; edit < 300; edit += 1) here.world.editTitle(pull, `${TITLE} ${edit}`);
    here.pass(2 * MINUTE);
    await here.start();

    const statuses = (await here.deliver()).slice(-300);
    here.pass(COALESCED);
    await here.until(() => here.world.labelsOn(pull).length === 2);

    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(here.world.noticesOn(pull)).toHaveLength(2);
    expect(countedLooks(await here.bot.metrics())).toBe(2);
  });
});

describe.runIf(hasPostgres())('two bots with one PostgreSQL', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(async () => {
    await postgres.stop();
  });

  test('look once at each of 200 subjects, and both take their part', async (context) => {
    const here = await liveBots(context.onTestFinished);
    const { world, github } = here;
    // Each account's writes stay within what one bot allows itself in a minute.
    const homes = Array.from({ length: 8 }, (_, index) =>
      enforcingRepository(here, `owner-${index}`),
    );
    const pulls = homes.flatMap((home) =>
      Array.from({ length: 25 }, () => openPull(here, BAD, home)),
    );
    here.pass(60 * MINUTE);
    const DATABASE_URL = await postgres.newDatabase();
    const one = await here.start({ DATABASE_URL });
    const other = await here.start({ DATABASE_URL }, { another: true });

    const waiting = github.deliveries.take().filter(({ event }) => event === 'pull_request');
    const statuses: number[] = [];
    const sendTo = async ({ url }: BotProcess): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        statuses.push(await github.deliveries.send(next, `${url}/webhooks/github`));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, (_, lane) => sendTo(lane % 2 ? one : other)));
    await here.until(() => pulls.every((pull) => world.labelsOn(pull).length === 2));

    const looks = [one, other].map(async (bot) => countedLooks(await bot.metrics()));
    const [byOne = 0, byOther = 0] = await Promise.all(looks);
    expect(statuses).toEqual(Array.from({ length: 200 }, () => 200));
    expect(byOne + byOther).toBe(200);
    expect(Math.min(byOne, byOther)).toBeGreaterThan(20);
    for (const pull of pulls) expect(world.noticesOn(pull)).toHaveLength(2);
  });
});
