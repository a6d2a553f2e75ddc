import { chmodSync, chownSync, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { changesSince, earlierLook, lookAtCheckout } from '../../src/action/git.ts';
import type { ChangedFile } from '../../src/sessions/outcome.ts';
import { changesOf } from '../support/changes.ts';
import { createGitWorkspace, type GitWorkspace } from '../support/git-workspace.ts';

let workspace: GitWorkspace;
let beside: string;

beforeEach(async () => {
  workspace = await createGitWorkspace();
  beside = await mkdtemp(join(tmpdir(), 'agent-run-beside-'));
});

afterEach(async () => {
  await rm(beside, { recursive: true });
  vi.unstubAllEnvs();
  await workspace.remove();
});

const at = (name: string, folder = workspace.path): string => join(folder, name);
/** The folder for what is needed to compare. */
const own = (): string => join(beside, 'own');
const write = (name: string, text: string): Promise<void> => writeFile(at(name), text);
const commit = async (message: string): Promise<void> => {
  await workspace.git('add', '--all');
  await workspace.git('commit', '--quiet', `--message=${message}`);
};

const filesOf = async (work: () => Promise<unknown>): Promise<ChangedFile[] | undefined> =>
  (await changesOf(workspace.path, work))?.files;

describe('works', () => {
  test('before the first commit', async () => {
    const bare = await realpath(await mkdtemp(join(tmpdir(), 'agent-run-unborn-')));
    await workspace.git('init', '--quiet', bare);
    const changes = await changesOf(bare, () => writeFile(at('a.txt', bare), '1\n'));
    expect(changes).toEqual({
      files: [{ path: 'a.txt', status: 'A', added: 1, deleted: 0 }],
      commits: 0,
    });

    const first = await changesOf(bare, async () => {
      await workspace.git('-C', bare, 'add', '--all');
      await workspace.git(
        '-C',
        bare,
        '-c',
        'user.name=A',
        '-c',
        'user.email=a@example.com',
        'commit',
        '-qm',
        'First',
      );
    });
    expect(first).toEqual({ files: [], commits: 1 });
    await rm(bare, { recursive: true });
  });

  test('in a shallow clone, in a clone that borrows its objects, in a worktree', async () => {
    await write('a.txt', '1\n');
    await commit('Add a');
    const clones = await realpath(await mkdtemp(join(tmpdir(), 'agent-run-clones-')));
    const [shallow, borrowing, tree] = ['shallow', 'borrowing', 'tree'].map((n) => at(n, clones));
    await workspace.git('clone', '--quiet', '--depth=1', `file://${workspace.path}`, shallow!);
    await workspace.git('clone', '--quiet', '--shared', workspace.path, borrowing!);
    await workspace.git('worktree', 'add', '--quiet', tree!);

    for (const folder of [shallow!, borrowing!, tree!]) {
      const changes = await changesOf(folder, async () => {
        await writeFile(at('a.txt', folder), '1\n2\n');
        const me = ['-c', 'user.name=A', '-c', 'user.email=a@example.com'];
        await workspace.git('-C', folder, ...me, 'commit', '-qam', 'Edit');
      });
      expect(changes).toEqual({
        files: [{ path: 'a.txt', status: 'M', added: 1, deleted: 0 }],
        commits: 1,
      });
    }
    await rm(clones, { recursive: true });
  });

  test('from a folder below the root, for the whole repository', async () => {
    await mkdir(at('packages'));

    const changes = await changesOf(at('packages'), () => write('README.md', '1\n'));

    expect(changes?.files).toMatchObject([{ path: 'README.md', status: 'M' }]);
  });

  test('with a repository inside: a submodule that moved, a new one, one without a commit', async () => {
    const inner = await createGitWorkspace();
    const file = ['-c', 'protocol.file.allow=always'];
    await workspace.git(...file, 'submodule', '--quiet', 'add', inner.path, 'inner');
    await commit('Add inner');

    const files = await filesOf(async () => {
      const me = ['-c', 'user.name=A', '-c', 'user.email=a@example.com'];
      await workspace.git('-C', 'inner', ...me, 'commit', '-q', '--allow-empty', '-m', 'Move');
      await workspace.git('init', '--quiet', 'empty');
      await write('empty/a.txt', '1');
      await write('z.txt', '1\n');
    });

    expect(files?.map(({ path, status }) => `${status} ${path}`)).toEqual(['M inner', 'A z.txt']);
    await inner.remove();
  });

  test('while another git holds the lock of the index', async () => {
    await write('.git/index.lock', '');

    expect(await filesOf(() => write('a.txt', '1\n'))).toMatchObject([{ path: 'a.txt' }]);
  });
});

describe('touches nothing', () => {
  test('of the index, the objects and the stash of the repository', async () => {
    await write('staged.txt', '1\n');
    await workspace.git('add', 'staged.txt');
    await write('staged.txt', '1\n2\n');
    const state = async (): Promise<unknown> => [
      await workspace.git('status', '--short'),
      await workspace.git('count-objects', '-v'),
      await readFile(at('.git/index')),
      (await readdir(at('.git'))).toSorted(),
    ];
    const before = await state();

    await changesOf(workspace.path, () => Promise.resolve());

    expect(await state()).toEqual(before);
  });

  test('that stays behind in the temporary folder', async () => {
    const temporary = await mkdtemp(join(tmpdir(), 'agent-run-tmp-'));
    vi.stubEnv('TMPDIR', temporary);

    await changesOf(workspace.path, () => write('a.txt', '1\n'));

    expect(await readdir(temporary)).toEqual([]);
    await rm(temporary, { recursive: true });
  });
});

describe('there is nothing to compare', () => {
  test('in a folder without a repository', async () => {
    const bare = await mkdtemp(join(tmpdir(), 'agent-run-bare-'));

    expect(await lookAtCheckout(bare, own())).toBeUndefined();
    await rm(bare, { recursive: true });
  });

  test('in a folder that is gone', async () => {
    expect(await lookAtCheckout(at('gone'), own())).toBeUndefined();
  });

  test('where there is no git', async () => {
    vi.stubEnv('PATH', at('no-programs-here'));

    expect(await lookAtCheckout(workspace.path, own())).toBeUndefined();
  });

  test('where no folder can be made: a run does not end for that', async () => {
    await writeFile(join(beside, 'file'), '');

    expect(await lookAtCheckout(workspace.path, join(beside, 'file', 'own'))).toBeUndefined();
  });
});

describe('what a killed process has seen', () => {
  test('tells another one what changed', async () => {
    await write('dirty.txt', '1\n');
    await lookAtCheckout(workspace.path, own());
    await write('dirty.txt', '1\n2\n');
    await mkdir(at('.omo'));
    await write('.omo/x', '');
    await write('new.txt', '');
    await commit('Commit');

    const seen = await earlierLook(own());

    expect(seen && (await changesSince(seen))).toMatchObject({
      files: [{ path: 'dirty.txt', status: 'M', added: 1 }, { path: 'new.txt' }],
      commits: 1,
    });
    expect(existsSync(own())).toBe(false);
    expect(await earlierLook(own())).toBeUndefined();
  });

  test.each([
    ['torn', '{"directory":"/'],
    ['without a tree', '{"directory":"/","checkpoint":{}}'],
    ['with an option for a tree', '{"directory":"/","checkpoint":{"tree":"--output=/tmp/x"}}'],
  ])('is not gone by when it is %s', async (_, content) => {
    await lookAtCheckout(workspace.path, own());
    await writeFile(join(own(), 'look.json'), content);

    expect(await earlierLook(own())).toBeUndefined();
  });
});

test('what a run leaves in the checkout itself holds nothing of ours that would count', async () => {
  const before = await lookAtCheckout(workspace.path, at('out/checkout'));
  await write('new.txt', '1\n');

  expect(before && (await changesSince(before))).toMatchObject({ files: [{ path: 'new.txt' }] });
});

test('a filter and a hook that the agent left behind see nothing of our environment', async () => {
  vi.stubEnv('ANTHROPIC_API_KEY', 'sk-hunter2');
  vi.stubEnv('ACTIONS_RUNTIME_TOKEN', 'hunter2');
  const spied = at('.git/spied');
  await write('.git/spy.sh', `#!/bin/sh\nenv >> ${spied}\n[ "$1" = clean ] && cat\nexit 0\n`);
  chmodSync(at('.git/spy.sh'), 0o755);

  const files = await filesOf(async () => {
    await write('.gitattributes', '* filter=spy\n');
    await workspace.git('config', 'filter.spy.clean', `${at('.git/spy.sh')} clean`);
    await writeFile(at('.git/monitor.sh'), `#!/bin/sh\ntouch ${at('.git/monitored')}\n`);
    chmodSync(at('.git/monitor.sh'), 0o755);
    await workspace.git('config', 'core.fsmonitor', at('.git/monitor.sh'));
    await workspace.git('config', 'core.hooksPath', at('.git/hooks'));
    await writeFile(at('.git/hooks/post-index-change'), `#!/bin/sh\nenv >> ${spied}\n`);
    chmodSync(at('.git/hooks/post-index-change'), 0o755);
    await write('a.txt', '1\n');
  });

  expect(files?.map(({ path }) => path)).toContain('a.txt');
  expect(existsSync(spied)).toBe(true);
  const seen = await readFile(spied, 'utf8');
  expect(seen).toContain('PATH=');
  expect(seen).not.toContain('hunter2');
  expect(existsSync(at('.git/monitored'))).toBe(false);
});

test.skipIf(process.getuid?.() !== 0)('a checkout of another user is trusted', async () => {
  const NOBODY = 65_534;
  for (const path of [workspace.path, at('.git')]) chownSync(path, NOBODY, NOBODY);

  expect(await filesOf(() => write('a.txt', '1\n'))).toMatchObject([{ path: 'a.txt' }]);
});
