import { execFile } from 'node:child_process';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A folder of its own with a git repository that has one commit. */
export interface GitWorkspace {
  /** Absolute, without symbolic links: the path that opencode reports, too. */
  readonly path: string;
  git(...args: readonly string[]): Promise<string>;
  /** Deletes the folder. */
  remove(): Promise<void>;
}

const run = promisify(execFile);

export async function createGitWorkspace(): Promise<GitWorkspace> {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'agent-run-workspace-')));
  const git = async (...args: readonly string[]): Promise<string> => {
    const { stdout } = await run('git', [...args], { cwd: path, env: environment() });
    return stdout;
  };
  await writeFile(join(path, 'README.md'), '# A workspace\n');
  await git('init', '--quiet', '--initial-branch=main');
  await git('config', 'user.name', 'Ada');
  await git('config', 'user.email', 'ada@example.com');
  await git('add', '--all');
  await git('commit', '--quiet', '--message=Begin');
  return { path, git, remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) };
}

/** Nothing of the machine's git configuration may change what a test sees. */
function environment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
  };
}
