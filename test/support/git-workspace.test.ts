import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createGitWorkspace } from './git-workspace.ts';

it('is a clean repository with one commit, and leaves nothing behind', async () => {
  const workspace = await createGitWorkspace();

  expect(await workspace.git('log', '--format=%s')).toBe('Begin\n');
  expect(await workspace.git('status', '--short')).toBe('');
  expect((await workspace.git('rev-parse', '--show-toplevel')).trim()).toBe(workspace.path);

  await workspace.remove();
  expect(existsSync(workspace.path)).toBe(false);
});
