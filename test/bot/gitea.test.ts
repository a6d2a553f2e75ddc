import { describe, expect, test } from 'vitest';
import { BAD, botWorld, BotWorld, GOOD } from '../support/bot-world.ts';
import type { ForgeWorld } from '../support/forge-world/world.ts';
import { teaSite } from '../support/tea-site.ts';

const SECOND = 1000;
const HOUR = 3_600_000;

async function aBotFor(brand: 'gitea' | 'forgejo', { start = true } = {}) {
  const here = new BotWorld();
  const tea = await teaSite(here, brand, 'tea');
  here.strictRepository(tea.world);
  const startBot = () => here.startBot({ forges: [tea.configuration] });
  if (start) await startBot();
  return { here, tea, world: tea.world, startBot };
}

function readsOf(world: ForgeWorld): number {
  return world.requests.entries.filter(({ name }) => name === 'GET repos/*/*/pulls/*').length;
}

describe.each(['gitea', 'forgejo'] as const)('on %s a pull request', (brand) => {
  test('is flagged, closed when its time is up, and reopened when it is fixed', async () => {
    const { here, tea, world } = await aBotFor(brand);
    const pull = world.openPull({ author: 'ann', title: 'fix(run): wait', body: BAD });

    expect(await tea.deliver()).not.toContain(503);
    await here.pass(30 * SECOND);
    const told = world.noticesOn(pull).map(({ body }) => body);
    expect(told.join()).toContain('Issue for this PR');
    expect(world.labelsOn(pull)).toContain('needs:compliance');
    expect(world.checkOn(pull)?.conclusion).toBe('failure');
    expect(world.stateOf(pull)).toBe('open');

    await here.pass(2 * HOUR - 60 * SECOND);
    expect(world.stateOf(pull)).toBe('open');
    await here.pass(60 * SECOND);
    expect(world.stateOf(pull)).toBe('closed');

    world.editBody(pull, GOOD);
    await tea.deliver();
    await here.pass(30 * SECOND);
    expect(world.stateOf(pull)).toBe('open');
    expect(world.labelsOn(pull)).toEqual([]);
    expect(world.checkOn(pull)?.conclusion).toBe('success');
  });

  test('gets one notice for deliveries that come twice and backwards', async () => {
    const { here, tea, world } = await aBotFor(brand);
    const pull = world.openPull({ author: 'ann', title: 'fix: wait', body: 'x' });
    world.editBody(pull, BAD);
    world.label(pull, 'bug');

    await tea.deliver({ reversed: true, times: 2 });
    await here.pass(30 * SECOND);
    const notices = world.noticesOn(pull).map(({ body }) => body);
    world.editTitle(pull, 'fix: wait for it');
    await tea.deliver({ times: 2 });
    await here.pass(30 * SECOND);

    expect(notices.length).toBeGreaterThan(0);
    expect(new Set(notices).size).toBe(notices.length);
    expect(world.noticesOn(pull)).toHaveLength(notices.length);
  });

  test('is left alone by our own doings', async () => {
    const { here, tea, world } = await aBotFor(brand);
    world.openPull({ author: 'ann', title: 'fix: wait', body: BAD });
    await tea.deliver();
    await here.pass(30 * SECOND);
    const requests = world.requests.total;

    expect(new Set(await tea.deliver())).toEqual(new Set([200]));
    await here.pass(30 * SECOND);

    expect(world.requests.total).toBe(requests);
  });

  test('is looked at when it is no draft any more', async () => {
    const { here, tea, world } = await aBotFor(brand);
    const pull = world.openPull({ author: 'ann', title: 'fix: wait', body: BAD, draft: true });
    await tea.deliver();
    await here.pass(30 * SECOND);
    expect(world.labelsOn(pull)).toEqual([]);

    world.ready(pull);
    await tea.deliver();
    await here.pass(30 * SECOND);

    expect(world.labelsOn(pull)).toContain('needs:compliance');
  });

  test('is exempted by the command of a maintainer', async () => {
    const { here, tea, world } = await aBotFor(brand);
    world.permit('max', 'write');
    const pull = world.openPull({ author: 'ann', title: 'fix: wait', body: BAD });
    await tea.deliver();
    await here.pass(30 * SECOND);

    world.comment(pull, '/hygiene exempt it is fine', { by: 'max' });
    await tea.deliver();
    await here.pass(2 * HOUR);

    expect(world.stateOf(pull)).toBe('open');
    expect(world.labelsOn(pull)).toContain('hygiene:exempt');
  });

  test('is looked at again when the template changes', async () => {
    const { here, tea, world } = await aBotFor(brand);
    const pull = world.openPull({ author: 'ann', title: 'fix: wait', body: BAD });
    await tea.deliver();
    await here.pass(30 * SECOND);
    expect(world.labelsOn(pull)).toContain('needs:compliance');

    world.commitFiles({ '.github/pull_request_template.md': '## Problem\n\n## Fix\n' });
    await tea.deliver();
    await here.pass(30 * SECOND);

    expect(world.labelsOn(pull)).not.toContain('needs:compliance');
  });
});

describe('what was missed', () => {
  test('while there was no bot is found by its first sweep', async () => {
    const { here, tea, world, startBot } = await aBotFor('gitea', { start: false });
    const pull = world.openPull({ author: 'ann', title: 'fix: wait', body: BAD });
    const issue = world.openIssue({ author: 'ann', title: 'fine' });
    expect(tea.deliveries.lose()).toBeGreaterThan(0);

    await startBot();
    await here.pass(30 * SECOND);

    expect(world.labelsOn(pull)).toContain('needs:compliance');
    expect(world.labelsOn(issue)).toEqual([]);
  });

  test('while the bot was away is found when it is back, also on what it had closed', async () => {
    const { here, tea, world, startBot } = await aBotFor('forgejo');
    const closed = world.openPull({ author: 'ann', title: 'fix: wait', body: BAD });
    const flagged = world.openPull({ author: 'bob', title: 'fix: other', body: BAD });
    await tea.deliver();
    await here.pass(3 * HOUR);
    world.reopen(flagged, { by: 'bob' });
    await tea.deliver();
    await here.pass(30 * SECOND);
    expect(world.stateOf(closed)).toBe('closed');
    await here.stopBot();

    world.editBody(closed, GOOD);
    world.editBody(flagged, GOOD);
    tea.deliveries.lose();
    here.loseStore();
    await startBot();
    await here.pass(30 * SECOND);

    expect(world.stateOf(closed)).toBe('open');
    expect(world.labelsOn(closed)).toEqual([]);
    expect(world.labelsOn(flagged)).toEqual([]);
  });

  test('while it runs is found by the next sweep, which asks for nothing else', async () => {
    const { here, tea, world } = await aBotFor('gitea');
    for (let count = 0; count < 5; count += 1) {
      world.openPull({ author: 'ann', title: 'fix: wait', body: GOOD });
    }
    await tea.deliver();
    await here.pass(HOUR + 60 * SECOND);
    const pull = world.openPull({ author: 'ann', title: 'fix: wait', body: BAD });
    tea.deliveries.lose();
    const before = readsOf(world);

    await here.pass(HOUR);

    expect(world.labelsOn(pull)).toContain('needs:compliance');
    expect(readsOf(world) - before).toBeLessThanOrEqual(3);
  });
});

describe('what was missed in a repository without a config', () => {
  const TEMPLATE = '### What does this PR do?\n\n### Why?\n';

  async function aBotWithoutConfig() {
    const here = new BotWorld();
    const tea = await teaSite(here, 'gitea', 'tea');
    const { world } = tea;
    world.repository({ files: { 'PULL_REQUEST_TEMPLATE.md': TEMPLATE } });
    const old = world.openPull({ author: 'ann', title: 'fix: old', body: BAD });
    tea.deliveries.lose();
    const startBot = () => here.startBot({ forges: [tea.configuration] });
    await startBot();
    await here.pass(HOUR);
    return { here, tea, world, old, startBot };
  }

  test('is found when it was made since the first delivery, also after a restart', async () => {
    const { here, tea, world, old, startBot } = await aBotWithoutConfig();
    world.openPull({ author: 'ann', title: 'fix: first', body: BAD });
    expect(await tea.deliver()).not.toContain(503);
    await here.pass(30 * SECOND);
    await here.stopBot();

    const missed = world.openPull({ author: 'ann', title: 'fix: missed', body: BAD });
    world.comment(old, 'Any news?', { by: 'ann' });
    tea.deliveries.lose();
    await startBot();
    await here.pass(HOUR + 60 * SECOND);

    expect(world.labelsOn(missed)).toContain('needs:compliance');
    expect(world.noticesOn(old)).toEqual([]);
    expect(world.labelsOn(old)).toEqual([]);
  });

  test('is left alone where nothing was ever delivered: nobody may want the bot there', async () => {
    const { here, tea, world } = await aBotWithoutConfig();
    const missed = world.openPull({ author: 'ann', title: 'fix: missed', body: BAD });
    tea.deliveries.lose();

    await here.pass(2 * HOUR);

    expect(world.labelsOn(missed)).toEqual([]);
  });
});

describe('one bot for GitHub, Gitea and Forgejo', () => {
  test('keeps them apart, though all have the same numbers', async () => {
    const here = await botWorld();
    const tea = await teaSite(here, 'gitea', 'tea');
    const berg = await teaSite(here, 'forgejo', 'berg');
    for (const world of [here.world, tea.world, berg.world]) here.strictRepository(world);
    await here.startBot({
      forges: [...here.configuration().forges, tea.configuration, berg.configuration],
    });
    const bad = [here.world, berg.world].map((world) => ({
      world,
      pull: world.openPull({ author: 'ann', title: 'fix: wait', body: BAD }),
    }));
    const fine = tea.world.openPull({ author: 'ann', title: 'fix: wait', body: GOOD });

    await here.deliver();
    await tea.deliver();
    await berg.deliver();
    await here.pass(30 * SECOND);

    for (const { world, pull } of bad) {
      expect(pull).toEqual(fine);
      expect(world.labelsOn(pull)).toContain('needs:compliance');
    }
    expect(tea.world.labelsOn(fine)).toEqual([]);
    expect(tea.world.noticesOn(fine)).toEqual([]);
  });

  test('works for the others while one does not answer', async () => {
    const here = new BotWorld();
    const tea = await teaSite(here, 'gitea', 'tea');
    const berg = await teaSite(here, 'forgejo', 'berg');
    for (const world of [tea.world, berg.world]) here.strictRepository(world);
    await here.startBot({ forges: [tea.configuration, berg.configuration] });
    for (let time = 0; time < 20; time += 1) tea.world.faults.next('read', { kind: 'broken' });
    const pulls = [tea.world, berg.world].map((world) =>
      world.openPull({ author: 'ann', title: 'fix: wait', body: BAD }),
    );

    await tea.deliver();
    await berg.deliver();
    await here.pass(60 * SECOND);

    const [onTea, onBerg] = pulls;
    expect(onTea && tea.world.labelsOn(onTea)).toEqual([]);
    expect(onBerg && berg.world.labelsOn(onBerg)).toContain('needs:compliance');
  });
});
