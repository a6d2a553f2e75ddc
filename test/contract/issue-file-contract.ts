import { describe, expect, test } from 'vitest';
import { Forbidden } from '../../src/forge/errors.ts';
import type { FileProposal, ForgeFiles, IssueFiles } from '../../src/forge/forge-files.ts';
import type { Forge } from '../../src/forge/forge.ts';
import type { OpenForge } from './opened-forge.ts';

const HERE = { owner: 'octo', name: 'hello' };
const CONFIG = '.github/ISSUE_TEMPLATE/config.yml';
const OFF = 'blank_issues_enabled: false\n';
const ON = 'blank_issues_enabled: true\n';
const BRANCH = 'hygiene/blank-issues-on';

/** What must be told of the files that make the menu of issues, and how they are written. */
export function issueFileContract(open: OpenForge): void {
  describe('the files of the menu of issues', () => {
    test.each([
      CONFIG,
      '.github/ISSUE_TEMPLATE/bug.md',
      '.github/issue_template/form.yaml',
      '.gitea/ISSUE_TEMPLATE/config.yaml',
      '.forgejo/issue_template/config.yml',
      'docs/ISSUE_TEMPLATE/config.yml',
      'ISSUE_TEMPLATE/bug.md',
      '.github/ISSUE_TEMPLATE.md',
      'issue_template.yml',
    ])('has %s among them, byte for byte', async (path) => {
      const { world, forge } = await open();
      const text = '\uFEFF# wörds\r\nname: x\r\n';
      world.repository({ ...HERE, files: { [path]: text, 'src/a.ts': 'a' } });

      const found = await writesOf(forge).readIssueFiles(HERE);

      expect(found?.files).toMatchObject([{ path, text, whole: true }]);
      expect(found?.ownerFiles).toEqual([]);
    });

    test.each([
      'src/ISSUE_TEMPLATE/config.yml',
      '.github/workflows/ci.yml',
      '.github/ISSUE_TEMPLATE/logo.png',
      '.github/ISSUE_TEMPLATE/deeper/bug.md',
    ])('has not %s', async (path) => {
      const { world, forge } = await open();
      const commit =
        world.repository({ ...HERE, files: { [path]: 'x' } }) && world.commitFile('b', 'b');

      expect(await writesOf(forge).readIssueFiles(HERE)).toEqual({
        commit,
        defaultBranch: 'main',
        files: [],
        ownerFiles: [],
      });
    });

    test('are not told of a repository that is gone', async () => {
      const { world, forge } = await open();
      world.repository(HERE);

      expect(await writesOf(forge).readIssueFiles({ owner: 'octo', name: 'gone' })).toBeUndefined();
    });

    test.each([
      [OFF, false],
      [ON, true],
      ['contact_links: []\n', true],
    ])('mean to the forge itself: %j is %s', async (text, value) => {
      const { world, forge } = await open();
      world.repository({ ...HERE, files: { [CONFIG]: text, '.github/ISSUE_TEMPLATE/a.md': 'a' } });

      expect(await writesOf(forge).issueConfig(HERE)).toMatchObject({ value });
    });
  });

  describe('a commit of files', () => {
    test('changes one file and makes another, at once', async () => {
      const { world, forge } = await open();
      world.repository({ ...HERE, files: { [CONFIG]: `${OFF}# kept\r\n`, 'a.txt': 'a' } });
      const files = writesOf(forge);

      const result = await files.commitFiles(HERE, {
        ...commitOn(await read(files)),
        files: [edit(await read(files), `${ON}# kept\r\n`), { path: 'new/ü.md', text: 'wörds' }],
      });

      expect(result).toBe('done');
      expect(world.fileOn(CONFIG)).toBe(`${ON}# kept\r\n`);
      expect(world.fileOn('new/ü.md')).toBe('wörds');
      expect(world.pushes).toHaveLength(1);
    });

    test('is a conflict when somebody changed the file meanwhile, and overwrites nothing', async () => {
      const { world, forge } = await open();
      world.repository({ ...HERE, files: { [CONFIG]: OFF } });
      const files = writesOf(forge);
      const before = await read(files);
      world.commitFile(CONFIG, 'contact_links: []\n');

      const commit = { ...commitOn(before), files: [edit(before, ON)] };

      expect(await files.commitFiles(HERE, commit)).toBe('conflict');
      expect(world.fileOn(CONFIG)).toBe('contact_links: []\n');
    });

    test('is a conflict when somebody made the file meanwhile', async () => {
      const { world, forge } = await open();
      world.repository(HERE);
      const files = writesOf(forge);
      const before = await read(files);
      world.commitFile(CONFIG, OFF);

      const commit = { ...commitOn(before), files: [{ path: CONFIG, text: ON }] };

      expect(await files.commitFiles(HERE, commit)).toBe('conflict');
      expect(world.fileOn(CONFIG)).toBe(OFF);
    });

    test('is a conflict when somebody removed the file meanwhile', async () => {
      const { world, forge } = await open();
      world.repository({ ...HERE, files: { [CONFIG]: OFF, 'README.md': 'Hello' } });
      const files = writesOf(forge);
      const before = await read(files);
      world.removeFile(CONFIG);

      const commit = { ...commitOn(before), files: [edit(before, ON)] };

      expect(await files.commitFiles(HERE, commit)).toBe('conflict');
      expect(world.fileOn(CONFIG)).toBeUndefined();
    });

    test('stops at a protected branch', async () => {
      const { world, forge } = await open();
      world.repository({ ...HERE, files: { [CONFIG]: OFF } });
      world.protectBranch();
      const files = writesOf(forge);
      const before = await read(files);

      const commit = { ...commitOn(before), files: [edit(before, ON)] };

      expect(await files.commitFiles(HERE, commit)).toBe('protected');
      expect(world.fileOn(CONFIG)).toBe(OFF);
    });

    test('is forbidden to an account that may not write files', async () => {
      const { world, forge } = await open();
      world.repository({ ...HERE, files: { [CONFIG]: OFF } });
      world.closeToCommits();
      const files = writesOf(forge);
      const before = await read(files);

      const commit = { ...commitOn(before), files: [edit(before, ON)] };

      await expect(files.commitFiles(HERE, commit)).rejects.toThrow(Forbidden);
      await expect(files.ensurePullRequest(HERE, proposalOf(before))).rejects.toThrow(Forbidden);
    });
  });

  describe('a pull request with files', () => {
    test('is opened once, and leaves the default branch alone', async () => {
      const { world, forge } = await open();
      world.repository({ ...HERE, files: { [CONFIG]: OFF } });
      world.protectBranch();
      const files = writesOf(forge);

      const first = await files.ensurePullRequest(HERE, proposalOf(await read(files)));
      const second = await files.ensurePullRequest(HERE, proposalOf(await read(files)));

      expect(first).toMatchObject({ state: 'opened', number: 1 });
      expect(second).toEqual({ ...first, state: 'open-already' });
      expect(world.subject({ ...HERE, number: 1 })).toMatchObject({
        title: 'Allow them',
        body: 'Because.',
        pull: { base: 'main', head: BRANCH },
      });
      expect(world.fileOn(CONFIG, HERE, BRANCH)).toBe(ON);
      expect(world.fileOn(CONFIG)).toBe(OFF);
    });

    test('that was closed is a no, unless somebody asks again', async () => {
      const { world, forge } = await open();
      world.repository({ ...HERE, files: { [CONFIG]: OFF } });
      const files = writesOf(forge);
      const { number } = await files.ensurePullRequest(HERE, proposalOf(await read(files)));
      world.close({ ...HERE, number }, { by: 'octo' });
      world.commitFile('later.txt', 'later');

      const declined = await files.ensurePullRequest(HERE, proposalOf(await read(files)));
      const again = await files.ensurePullRequest(HERE, {
        ...proposalOf(await read(files)),
        again: true,
      });

      expect(declined).toMatchObject({ number, state: 'declined' });
      expect(again).toMatchObject({ number: number + 1, state: 'opened' });
      expect(world.fileOn('later.txt', HERE, BRANCH)).toBe('later');
    });

    test('that was merged long ago does not stand in the way of another, nor does its branch', async () => {
      const { world, forge } = await open();
      world.repository({ ...HERE, files: { [CONFIG]: OFF } });
      const files = writesOf(forge);
      const { number } = await files.ensurePullRequest(HERE, proposalOf(await read(files)));
      world.mergeBranch({ ...HERE, number });
      world.commitFile(CONFIG, OFF);

      const next = await files.ensurePullRequest(HERE, proposalOf(await read(files)));

      expect(next).toMatchObject({ number: number + 1, state: 'opened' });
    });

    test('is not mistaken for one from a fork with a branch of the same name', async () => {
      const { world, forge } = await open();
      world.repository({ ...HERE, files: { [CONFIG]: OFF } });
      const strange = world.openPull({ author: 'ann', head: BRANCH });
      const files = writesOf(forge);

      const made = await files.ensurePullRequest(HERE, proposalOf(await read(files)));

      expect(made).toMatchObject({ number: strange.number + 1, state: 'opened' });
    });
  });
}

function writesOf({ files }: Forge): ForgeFiles {
  if (files === undefined) throw new Error('the forge should be able to write files');
  return files;
}

async function read(files: ForgeFiles): Promise<IssueFiles> {
  const found = await files.readIssueFiles(HERE);
  if (found === undefined) throw new Error('the repository should be there');
  return found;
}

function commitOn({ commit, defaultBranch }: IssueFiles) {
  return { branch: defaultBranch, onto: commit, message: 'Allow them' };
}

function edit({ files }: IssueFiles, text: string) {
  const sha = files.find(({ path }) => path === CONFIG)?.sha;
  return { path: CONFIG, text, ...(sha === undefined ? {} : { sha }) };
}

function proposalOf(found: IssueFiles): FileProposal {
  return {
    ...commitOn(found),
    branch: BRANCH,
    base: found.defaultBranch,
    files: [edit(found, ON)],
    title: 'Allow them',
    body: 'Because.',
    again: false,
  };
}
