import { expect, test } from 'vitest';
import type { ForgeAtWork } from '../../src/bot/forge-at-work.ts';
import { createPauses } from '../../src/bot/pauses.ts';
import { createSweeper, type Sweeper } from '../../src/bot/sweep.ts';
import { createMemory } from '../../src/hygiene/memory.ts';
import { builtInNotices } from '../../src/hygiene/notice-files.ts';
import { createPolicies } from '../../src/hygiene/policies.ts';
import { keptLog, keptMetrics, type Line } from '../support/bot-parts.ts';
import { fakeForge } from '../support/forge-world/fake-forge.ts';
import { START } from '../support/forge-world/ground.ts';
import { type ForgeWorld, forgeWorld } from '../support/forge-world/world.ts';
import { SteppedClock } from '../support/stepped-clock.ts';

const CONFIG = '.github/ISSUE_TEMPLATE/config.yml';
const OFF = 'blank_issues_enabled: false\n';

/** A bot that looks after one repository, whose config wants blank issues. */
function aBot(): { world: ForgeWorld; sweeper: Sweeper; lines: Line[] } {
  const clock = new SteppedClock(START);
  const world = forgeWorld({ clock });
  world.repository({
    files: {
      '.github/hygiene.yml': 'version: 1\nmode: warn\nissues: { blank: allow, write: commit }\n',
      [CONFIG]: OFF,
      '.github/ISSUE_TEMPLATE/bug.md': '---\nname: Bug\nabout: A bug\n---\n',
    },
  });
  const forge = fakeForge(world);
  const policies = createPolicies({ forge, clock, builtInNotices: builtInNotices() });
  const place = { account: 'a', world: { forge, policies, memory: createMemory(), clock } };
  const log = keptLog();
  const atWork = {
    name: 'github',
    async *places() {
      yield place;
    },
    placeOf: async () => place,
  } as unknown as ForgeAtWork;
  const sweeper = createSweeper({
    forges: [atWork],
    queue: { put: async () => undefined, putIfAbsent: async () => undefined },
    wake: () => undefined,
    pauses: createPauses(clock, () => 1),
    clock,
    metrics: keptMetrics(),
    log,
  });
  return { world, sweeper, lines: log.lines };
}

test.each([
  ['all repositories', (sweeper: Sweeper) => sweeper.sweep()],
  [
    'the one whose files were pushed to',
    (sweeper: Sweeper) => sweeper.sweepRepository('github', { owner: 'octo', name: 'hello' }),
  ],
])('a sweep of %s repairs the switch once', async (_title, sweep) => {
  const { world, sweeper, lines } = aBot();

  await sweep(sweeper);
  await sweep(sweeper);

  expect(world.fileOn(CONFIG)).toBe('blank_issues_enabled: true\n');
  expect(world.pushes).toHaveLength(1);
  expect(lines.filter(({ result }) => result === 'committed')).toHaveLength(1);
});

test('a sweep ends well where the switch cannot be repaired, and the log says why', async () => {
  const { world, sweeper, lines } = aBot();
  world.closeToCommits();

  expect(await sweeper.sweep()).toBeUndefined();

  expect(world.fileOn(CONFIG)).toBe(OFF);
  expect(lines).toContainEqual(
    expect.objectContaining({ level: 'warn', result: 'by-hand', repository: 'octo/hello' }),
  );
});
