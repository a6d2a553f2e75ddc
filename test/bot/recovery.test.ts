import { describe, expect, test } from 'vitest';
import { BAD, botWorld, type BotWorld } from '../support/bot-world.ts';
import type { SubjectRef } from '../../src/forge/model.ts';

const SECOND = 1000;
const HOUR = 3_600_000;

async function withFlagged(): Promise<{ here: BotWorld; pull: SubjectRef }> {
  const here = await botWorld();
  here.strictRepository();
  await here.startBot();
  const pull = here.world.openPull({ author: 'ann', title: 'fix: wait', body: BAD });
  await here.deliver();
  await here.pass(30 * SECOND);
  expect(here.world.labelsOn(pull)).toContain('needs:compliance');
  return { here, pull };
}

describe('a bot that comes to a repository', () => {
  test('leaves alone what was there before it', async () => {
    const here = await botWorld();
    here.strictRepository();
    const old = here.world.openPull({ author: 'ann', title: 'fix: wait', body: BAD });
    here.github.deliveries.lose();
    here.world.installedAt = here.clock.now() + SECOND;
    await here.startBot();

    await here.pass(2 * SECOND);
    here.world.editTitle(old, 'fix: wait longer');
    await here.deliver();
    await here.pass(30 * SECOND);
    const young = here.world.openPull({ author: 'ann', title: 'fix: wait', body: BAD });
    await here.deliver();
    await here.pass(30 * SECOND);

    expect(here.world.labelsOn(old)).toEqual([]);
    expect(here.world.labelsOn(young)).toContain('needs:compliance');
  });
});

describe('a bot that comes back', () => {
  test('keeps the deadline of a notice', async () => {
    const { here, pull } = await withFlagged();

    await here.stopBot();
    here.github.deliveries.take();
    await here.startBot();
    await here.pass(2 * HOUR);

    expect(here.world.stateOf(pull)).toBe('closed');
  });

  test('keeps it when the whole store is lost: the notices hold it', async () => {
    const { here, pull } = await withFlagged();

    await here.stopBot();
    here.loseStore();
    await here.startBot();
    await here.pass(HOUR);
    expect(here.world.stateOf(pull)).toBe('open');
    await here.pass(HOUR);

    expect(here.world.stateOf(pull)).toBe('closed');
  });

  test('reads what was not delivered while it was away', async () => {
    const here = await botWorld();
    here.strictRepository();
    await here.startBot();
    await here.deliver();
    await here.stopBot();
    const pull = here.world.openPull({ author: 'ann', title: 'fix: wait', body: BAD });
    here.github.deliveries.lose();

    await here.startBot();
    await here.pass(30 * SECOND);

    expect(here.world.labelsOn(pull)).toContain('needs:compliance');
    expect(here.linesOf('Missed deliveries were read again')).toMatchObject([{ count: 1 }]);
  });

  test('does not read again what came in the end', async () => {
    const here = await botWorld();
    here.strictRepository();
    await here.startBot();
    here.world.openPull({ author: 'ann', title: 'fix: wait', body: BAD });
    here.github.deliveries.lose();
    const lost = here.github.deliveries.log.slice();
    for (const delivery of lost) {
      await here.github.deliveries.send(delivery, `${here.url}/webhooks/github`);
    }
    await here.pass(HOUR);

    expect(here.linesOf('Missed deliveries were read again')).toEqual([]);
  });
});

describe('a sweep', () => {
  test('asks nothing of what was looked at since its last change', async () => {
    const here = await botWorld();
    here.world.repository({ files: { '.github/pull_request_template.md': '## Why\n' } });
    await here.startBot();
    const pull = here.world.openPull({ author: 'ann', title: 'fix: wait', body: BAD });
    await here.deliver();
    await here.pass(2 * HOUR + 60 * SECOND);
    expect(here.world.noticesOn(pull)).toHaveLength(1);
    const before = here.world.requests.total;

    await here.pass(HOUR);

    const names = here.world.requests.entries.slice(before).map(({ name }) => name);
    expect(names).not.toContain('readSubject');
    expect(names).toContain('listSubjects');
  });

  test('looks at what changed when no webhook came', async () => {
    const { here, pull } = await withFlagged();

    here.world.editTitle(pull, 'fix: wait for it');
    here.world.editBody(
      pull,
      '### Issue for this PR\n\nCloses #1\n\n### What does this PR do?\n\nIt waits.\n',
    );
    here.github.deliveries.take();
    await here.pass(HOUR + 60 * SECOND);

    expect(here.world.labelsOn(pull)).not.toContain('needs:compliance');
  });
});

describe('a forge that fails', () => {
  test('is tried again until it answers', async () => {
    const here = await botWorld();
    here.strictRepository();
    await here.startBot();
    await here.pass(0);
    const pull = here.world.openPull({ author: 'ann', title: 'fix: wait', body: BAD });
    here.world.faults.next('read', { kind: 'broken' });
    here.world.faults.next('read', { kind: 'cut-before' });
    here.world.faults.next('write', { kind: 'cut-after' });

    await here.deliver();
    await here.pass(120 * SECOND);

    expect(here.world.labelsOn(pull)).toContain('needs:compliance');
    expect(here.world.noticesOn(pull)).toHaveLength(2);
  });

  test('is left alone for as long as it asks', async () => {
    const here = await botWorld();
    here.strictRepository();
    await here.startBot();
    await here.pass(0);
    const pull = here.world.openPull({ author: 'ann', title: 'fix: wait', body: BAD });
    here.world.faults.next('read', { kind: 'burst', seconds: 300 });

    await here.deliver();
    await here.pass(60 * SECOND);
    const asked = here.world.requests.total;
    await here.pass(200 * SECOND);
    expect(here.world.requests.total).toBe(asked);
    await here.pass(60 * SECOND);

    expect(here.world.labelsOn(pull)).toContain('needs:compliance');
  });
});

describe('a repository that left', () => {
  test('is forgotten without an error', async () => {
    const { here, pull } = await withFlagged();

    here.world.deleteRepository(pull);
    await here.pass(2 * HOUR);

    expect(here.linesOf('A look failed')).toEqual([]);
    expect(await here.bot.queue.counts(here.clock.now())).toMatchObject({ waiting: 0, dead: 0 });
  });
});
