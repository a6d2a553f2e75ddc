import type { SubjectRef } from '../../src/forge/model.ts';
import { type Brand, HygieneWorld } from './hygiene-job.ts';
import { MINUTE } from './forge-world/state.ts';

export const TEMPLATE = '## What\n\n<!-- what it changes -->\n\n## Why\n\n<!-- why -->\n';

export const GOOD_BODY =
  '## What\n\nThe parser reads empty files.\n\n## Why\n\nIt crashed on them, see the issue.\n\nFixes #1\n';
export const BAD_BODY = 'Please merge this.';

export const ENFORCE = [
  'version: 1',
  'mode: enforce',
  'since: 2020-01-01',
  'grace: { period: 2h, remind_before: 0 }',
  'rules:',
  '  pr-template: { close: true }',
  '  pr-linked-issue: { close: true }',
  '',
].join('\n');

/** A repository that closes what is not fixed within two hours, with an open issue #1 and an author without rights. */
export async function enforcingWorld(
  bundle: string,
  { config = ENFORCE, brand = 'github' }: { config?: string; brand?: Brand } = {},
): Promise<HygieneWorld> {
  const here = new HygieneWorld(bundle, brand);
  here.world.repository({
    files: {
      ...(config === '' ? {} : { '.github/hygiene.yml': config }),
      '.github/PULL_REQUEST_TEMPLATE.md': TEMPLATE,
    },
    permissions: { max: 'maintain' },
  });
  await here.start();
  await here.clock.pass(MINUTE);
  here.world.openIssue({ author: 'max', body: 'Empty files crash the parser.' });
  return here;
}

export async function openBadPull(here: HygieneWorld): Promise<SubjectRef> {
  await here.clock.pass(MINUTE);
  return here.world.openPull({ author: 'ann', body: BAD_BODY });
}
