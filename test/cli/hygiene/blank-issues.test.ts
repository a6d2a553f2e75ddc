import { Command } from 'commander';
import { beforeEach, describe, expect, test } from 'vitest';
import { addBlankIssues } from '../../../src/cli/blank-issues-command.ts';
import { blankIssues } from '../../../src/cli/hygiene/blank-issues.ts';
import type { Desk } from '../../../src/cli/hygiene/desk.ts';
import { systemClock } from '../../../src/clock.ts';
import { readOnly } from '../../../src/cli/hygiene/read-only-forge.ts';
import { sweepForge } from '../../../src/cli/hygiene/sweep-forge.ts';
import { openedForgejo, openedGitea } from '../../support/forge-world/gitea/opened-gitea.ts';
import { openedGithub } from '../../support/forge-world/github/opened-github.ts';
import type { ForgeWorld } from '../../support/forge-world/world.ts';

const CONFIG = '.github/ISSUE_TEMPLATE/config.yml';
const TEMPLATE = '.github/ISSUE_TEMPLATE/bug.md';
const OFF = '# menu\nblank_issues_enabled: false\n';
const ON = '# menu\nblank_issues_enabled: true\n';
const FILES = { [CONFIG]: OFF, [TEMPLATE]: '---\nname: Bug\nabout: A bug\n---\n' };

type Here = { world: ForgeWorld; server: { url: string } };

/** The command with its flags, before a forge. */
async function typed(here: Here, ...argv: string[]) {
  let out = '';
  let err = '';
  let code = -1;
  const { kind } = here.world.traits;
  const desk = {
    out: { write: (text: string) => (out += text) },
    err: { write: (text: string) => (err += text) },
    environment: {
      GITHUB_API_URL: here.server.url,
      GITHUB_TOKEN: 'ghs_of_a_test',
      GITEA_TOKEN: 'a-token-of-a-test',
    },
    clock: systemClock,
    folder: '.',
  } as unknown as Desk;
  const program = new Command('agent-run').exitOverride();
  addBlankIssues(program, async (request) => {
    code = await blankIssues(request, desk);
  });
  const page = kind === 'github' ? 'https://github.com' : here.server.url;
  const where = ['--repo', `${page}/octo/hello`, '--forge', kind];
  await program.parseAsync(['blank-issues', ...argv, ...where], { from: 'user' });
  return { code, out, err };
}

describe.each([
  ['GitHub', openedGithub],
  ['Gitea', openedGitea],
  ['Forgejo', openedForgejo],
])('on %s', (_name, open) => {
  let here: Here;

  beforeEach(async () => {
    here = await open();
    here.world.repository({ files: FILES });
  });

  test('get tells the value and the file that decides', async () => {
    const { code, out } = await typed(here, 'get');

    expect(code).toBe(0);
    expect(out).toBe(`Issues without a template are not allowed, as "${CONFIG}" decides.\n`);
  });

  test('get tells programs the same', async () => {
    const { out } = await typed(here, 'get', '--json');

    expect(JSON.parse(out)).toMatchObject({ blankIssues: false, path: CONFIG, valid: true });
  });

  test('a dry run prints the change and writes nothing', async () => {
    const { code, out } = await typed(here, 'set', 'on', '--dry-run');

    expect(code).toBe(0);
    expect(out).toContain('-blank_issues_enabled: false\n+blank_issues_enabled: true\n');
    expect(here.world.fileOn(CONFIG)).toBe(OFF);
    expect(here.world.writes).toEqual([]);
  });

  test('set proposes the change and prints where', async () => {
    const { code, out } = await typed(here, 'set', 'on');

    expect(code).toBe(0);
    expect(out).toMatch(/^https:\/\/\S+\/octo\/hello\/pulls?\/1\n$/);
    expect(here.world.fileOn(CONFIG, here.world.home(), 'hygiene/blank-issues-on')).toBe(ON);
  });

  test('set commits where that is asked for, and then has nothing to do', async () => {
    expect(await typed(here, 'set', 'on', '--commit')).toMatchObject({ code: 0, out: '' });
    expect(here.world.fileOn(CONFIG)).toBe(ON);

    const again = await typed(here, 'set', 'on', '--commit');

    expect(again.code).toBe(0);
    expect(again.err).toContain('already');
    expect(here.world.pushes).toHaveLength(1);
  });
});

test('what cannot be edited ends with 1 and says why', async () => {
  const here = await openedGithub();
  here.world.repository({ files: { ...FILES, [CONFIG]: 'blank_issues_enabled: [\n' } });

  const { code, err } = await typed(here, 'set', 'off');

  expect(code).toBe(1);
  expect(err).toContain('not valid YAML');
});

test('the owner’s templates are copied only when that is asked for', async () => {
  const here = await openedGithub();
  here.world.repository({ files: {} });
  here.world.repository({ name: '.github', files: FILES });

  expect((await typed(here, 'set', 'on', '--commit')).code).toBe(1);
  expect(here.world.fileOn(CONFIG)).toBeUndefined();

  expect((await typed(here, 'set', 'on', '--commit', '--copy-owner-templates')).code).toBe(0);
  expect(here.world.fileOn(CONFIG)).toBe(ON);
  expect(here.world.fileOn(TEMPLATE)).toBe(FILES[TEMPLATE]);
});

test('a diff of a hostile file does not reach the terminal as it is', async () => {
  const here = await openedGithub();
  here.world.repository({
    files: { ...FILES, [CONFIG]: `${OFF}# \u202Ereversed \u0007\n` },
  });

  const { out } = await typed(here, 'set', 'on', '--dry-run');

  expect(out).toContain('reversed');
  // oxlint-disable-next-line no-control-regex -- what a terminal would obey is what is looked for
  expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
});

test('a repository that is gone is a mistake of the command line', async () => {
  const here = await openedGithub();

  await expect(typed(here, 'get')).rejects.toThrow(/octo\/hello.* does not exist/);
});

test('a command that only reads has no way to the files, and a dry run none to write them', async () => {
  const { forge } = await openedGithub();

  expect(forge.files).toMatchObject({ commitFiles: expect.any(Function) as unknown });
  expect(readOnly(forge).files).toBeUndefined();
  const { files } = sweepForge(forge, { dryRun: true });
  const ask = { branch: 'x', onto: '', files: [], message: '' };
  await expect(files?.commitFiles({ owner: 'octo', name: 'hello' }, ask)).rejects.toThrow(
    'a dry run',
  );
  expect(sweepForge(forge, { dryRun: false }).files).toBe(forge.files);
});
