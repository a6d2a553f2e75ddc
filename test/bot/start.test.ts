import { describe, expect, test } from 'vitest';
import { botWorld } from '../support/bot-world.ts';

const HOUR = 3_600_000;

const TEMPLATE = '### Issue for this PR\n\nCloses #\n\n### What does this PR do?\n';
const ENFORCE = 'version: 1\nextends: [preset:opencode]\n';
const ORIGIN = '## Problem\n\nIt ends early.\n\n## Fix\n\nWait for the children.\n';
const FIXED =
  '### Issue for this PR\n\nCloses #1\n\n### What does this PR do?\n\nIt waits for the children.\n';

describe('the whole bot', () => {
  test('flags, closes when the time is up, and reopens what was fixed', async () => {
    const here = await botWorld();
    here.world.repository({
      files: { '.github/pull_request_template.md': TEMPLATE, '.github/hygiene.yml': ENFORCE },
    });
    here.world.openIssue({ title: 'It ends early' });
    await here.startBot();
    await here.pass(60_000);
    const pull = here.world.openPull({ author: 'ann', title: 'fix(run): wait', body: ORIGIN });

    await here.deliver();
    await here.pass(30_000);
    await here.until(() => here.world.noticesOn(pull).length > 0);
    const told = here.world.noticesOn(pull).map(({ body }) => body);
    await here.deliver();

    expect(told.join()).toContain('Issue for this PR');
    expect(here.world.labelsOn(pull)).toContain('needs:compliance');

    await here.pass(2 * HOUR + 1000);
    await here.until(() => here.world.stateOf(pull) === 'closed');

    here.world.editBody(pull, FIXED);
    await here.deliver();
    await here.pass(3000);
    await here.until(() => here.world.stateOf(pull) === 'open');
  });
});
