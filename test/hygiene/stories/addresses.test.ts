import { expect, test } from 'vitest';
import { openedForgejo, openedGitea } from '../../support/forge-world/gitea/opened-gitea.ts';
import { MINUTE } from '../../support/forge-world/state.ts';
import type { SteppedClock } from '../../support/stepped-clock.ts';
import { Bot } from './issue-bot.ts';

test.each([
  ['Gitea 1.25', () => openedGitea({ version: '1.25.4' }), ['needs:issue']],
  ['Gitea 1.26', () => openedGitea({ version: '1.26.0' }), []],
  ['Forgejo', () => openedForgejo(), ['needs:issue']],
] as const)('on %s a pull request that closes an issue by its address', async (_, open, labels) => {
  const opened = await open();
  const { world, forge } = opened;
  world.repository({ files: { '.github/hygiene.yml': 'version: 1\nmode: enforce\n' } });
  const issue = world.openIssue();
  const address = `https://${forge.host}/octo/hello/issues/${issue.number}`;
  const pull = world.openPull({ body: `It waits. Fixes ${address}` });
  const bot = new Bot(opened);

  await (world.clock as SteppedClock).pass(MINUTE);
  await bot.look(pull);

  expect(world.labelsOn(pull)).toEqual(labels);
});
