import { expect, test } from 'vitest';
import { Forbidden, ForgeUnavailable, RateLimited, Refused } from '../../src/forge/errors.ts';
import { dryFiles } from '../../src/hygiene/dry-files.ts';
import { endWithBlankIssues } from '../../src/hygiene/keep-blank-issues.ts';
import { builtInNotices } from '../../src/hygiene/notice-files.ts';
import { createPolicies } from '../../src/hygiene/policies.ts';
import type { RepositoryPolicy } from '../../src/hygiene/read-policy.ts';
import { fakeForge } from '../support/forge-world/fake-forge.ts';
import { START } from '../support/forge-world/ground.ts';
import { forgeWorld } from '../support/forge-world/world.ts';
import { SteppedClock } from '../support/stepped-clock.ts';

const CONFIG = '.github/ISSUE_TEMPLATE/config.yml';

/** A repository whose config wants blank issues while its menu has none. */
async function drifted() {
  const clock = new SteppedClock(START);
  const world = forgeWorld({ clock });
  world.repository({
    files: {
      '.github/hygiene.yml': 'version: 1\nmode: warn\nissues: { blank: allow }\n',
      [CONFIG]: 'blank_issues_enabled: false\n',
    },
  });
  const forge = fakeForge(world);
  const policies = createPolicies({ forge, clock, builtInNotices: builtInNotices() });
  const home = (await policies.of(world.home())) as RepositoryPolicy;
  const { kind, files } = forge;
  if (files === undefined) throw new Error('the fake has files');
  return { world, home, kind, files };
}

test.each([
  ['refuses', new Refused('no')],
  ['forbids', new Forbidden('no', 'contents')],
  ['asks for patience', new RateLimited('no', 'primary', START)],
  ['does not answer', new ForgeUnavailable('no')],
])('a sweep ends with a result, too, where the forge %s', async (_title, error) => {
  const { home, kind, files } = await drifted();
  const failing = { ...files, readIssueFiles: () => Promise.reject(error) };

  const told = await endWithBlankIssues(home, { kind, files: failing });

  expect(told).toEqual({ result: 'failed', error });
});

test('a mistake of ours stays one', async () => {
  const { home, kind, files } = await drifted();
  const failing = { ...files, readIssueFiles: () => Promise.reject(new TypeError('x')) };

  await expect(endWithBlankIssues(home, { kind, files: failing })).rejects.toThrow(TypeError);
});

test.each(['pull-request', 'commit'] as const)(
  'a dry run that would write by %s tells the change and writes nothing',
  async (write) => {
    const { world, home, kind, files } = await drifted();
    const policy = { ...home.policy, issues: { ...home.policy.issues, write } };

    const told = await endWithBlankIssues({ ...home, policy }, { kind, files: dryFiles(files) });

    expect(told).toMatchObject({ result: 'by-hand', why: 'dry-run' });
    expect(told).toHaveProperty('diff', expect.stringContaining('+blank_issues_enabled: true'));
    expect(world.writes).toEqual([]);
  },
);
