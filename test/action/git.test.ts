import { chmodSync } from 'node:fs';
import { appendFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChangedFile } from '../../src/sessions/outcome.ts';
import { changesOf } from '../support/changes.ts';
import { createGitWorkspace, type GitWorkspace } from '../support/git-workspace.ts';

let workspace: GitWorkspace;

beforeEach(async () => {
  workspace = await createGitWorkspace();
});

afterEach(async () => {
  await workspace.remove();
});

const at = (name: string): string => join(workspace.path, name);
const write = (name: string, text: string): Promise<void> => writeFile(at(name), text);
const commit = async (message: string): Promise<void> => {
  await workspace.git('add', '--all');
  await workspace.git('commit', '--quiet', `--message=${message}`);
};

const filesOf = async (work: () => Promise<unknown>): Promise<ChangedFile[] | undefined> =>
  (await changesOf(workspace.path, work))?.files;

describe('finds what changed', () => {
  test('when nothing did, in a clean checkout and in a dirty one', async () => {
    expect(await changesOf(workspace.path, () => Promise.resolve())).toEqual({
      files: [],
      commits: 0,
    });

    await write('README.md', 'dirty');
    await write('new.txt', 'dirty');
    expect(await changesOf(workspace.path, () => Promise.resolve())).toEqual({
      files: [],
      commits: 0,
    });
  });

  test('an edit, a new file and a deletion, with their lines', async () => {
    await write('old.txt', '1\n2\n3\n');
    await commit('Add old');

    const files = await filesOf(async () => {
      await appendFile(at('README.md'), 'more\nlines\n');
      await write('new.txt', '1\n');
      await rm(at('old.txt'));
    });

    expect(files).toEqual([
      { path: 'README.md', status: 'M', added: 2, deleted: 0 },
      { path: 'new.txt', status: 'A', added: 1, deleted: 0 },
      { path: 'old.txt', status: 'D', added: 0, deleted: 3 },
    ]);
  });

  test('a second edit of a file that was dirty before, and not the first', async () => {
    await write('README.md', 'first\n');
    await write('notes.txt', 'mine\n');

    const files = await filesOf(() => write('README.md', 'first\nsecond\n'));

    expect(files).toEqual([{ path: 'README.md', status: 'M', added: 1, deleted: 0 }]);
  });

  test('that somebody undid what was dirty', async () => {
    await write('README.md', 'dirty\n');

    const files = await filesOf(() => workspace.git('checkout', '--', 'README.md'));

    expect(files).toMatchObject([{ path: 'README.md', status: 'M' }]);
  });

  test('commits, and once only what they hold', async () => {
    const changes = await changesOf(workspace.path, async () => {
      await write('a.txt', '1\n');
      await commit('Add a');
      await write('b.txt', '2\n');
      await commit('Add b');
      await write('b.txt', '2\n3\n');
    });

    expect(changes).toEqual({
      files: [
        { path: 'a.txt', status: 'A', added: 1, deleted: 0 },
        { path: 'b.txt', status: 'A', added: 2, deleted: 0 },
      ],
      commits: 2,
    });
  });

  test('a commit of what was dirty before: a commit and no change', async () => {
    await write('a.txt', 'mine\n');

    expect(await changesOf(workspace.path, () => commit('Commit it'))).toEqual({
      files: [],
      commits: 1,
    });
  });

  test('commits on a new branch and none for a step back', async () => {
    await write('a.txt', '1\n');
    await commit('Add a');

    const back = await changesOf(workspace.path, () =>
      workspace.git('reset', '--quiet', '--hard', 'HEAD~1'),
    );
    expect(back).toMatchObject({ files: [{ path: 'a.txt', status: 'D' }], commits: 0 });

    const branched = await changesOf(workspace.path, async () => {
      await workspace.git('switch', '--quiet', '--create', 'feature');
      await write('b.txt', '1\n');
      await commit('Add b');
    });
    expect(branched?.commits).toBe(1);
  });

  test.each([
    ['spaces', 'a name with spaces.txt'],
    ['a line break', 'two\nlines.txt'],
    ['a tab', 'a\ttab.txt'],
    ['quotes', '"quoted" \'twice\'.txt'],
    ['letters of the world', 'änderung-变更-🚀.txt'],
    ['what looks like an option', '--all'],
    ['what looks like a pathspec', ':(exclude)x'],
  ])('a name with %s', async (_, path) => {
    const files = await filesOf(() => write(path, '1\n2\n'));

    expect(files).toEqual([{ path, status: 'A', added: 2, deleted: 0 }]);
  });

  test('a file that is no text, without counting lines', async () => {
    const files = await filesOf(() => writeFile(at('image.png'), Buffer.from([0, 1, 2, 0, 255])));

    expect(files).toEqual([{ path: 'image.png', status: 'A' }]);
  });

  test('a move as a deletion and a new file', async () => {
    const files = await filesOf(() => rename(at('README.md'), at('READ.md')));

    expect(files?.map(({ path, status }) => `${status} ${path}`)).toEqual([
      'A READ.md',
      'D README.md',
    ]);
  });

  test('that a file became executable', async () => {
    const files = await filesOf(async () => chmodSync(at('README.md'), 0o755));

    expect(files).toEqual([{ path: 'README.md', status: 'M', added: 0, deleted: 0 }]);
  });
});

describe('leaves out', () => {
  test('what the repository ignores', async () => {
    await write('.gitignore', 'build/\n*.log\n');

    const files = await filesOf(async () => {
      await mkdir(at('build'));
      await write('build/out.js', '1');
      await write('debug.log', '1');
    });

    expect(files).toEqual([]);
  });

  test('what lies below a named folder, at any depth, and nothing that is only named alike', async () => {
    const changes = await changesOf(workspace.path, async () => {
      for (const folder of ['.opencode', 'deep', 'deep/.opencode', 'my.opencode']) {
        await mkdir(at(folder));
        await write(`${folder}/file.txt`, '1');
      }
    });

    expect(changes?.files.map(({ path }) => path)).toEqual([
      'deep/file.txt',
      'my.opencode/file.txt',
    ]);
  });
});
