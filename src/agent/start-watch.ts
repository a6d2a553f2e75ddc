import { spawn } from 'node:child_process';

/** Ends the group of the process that it was told of, unless it hears a word before its input ends. */
const SCRIPT = 'read -r word || kill -9 "-$1"';

/**
 * Watches over the start of a server: until its first request it has not loaded the guard, which ends it when we are killed.
 * A shell of its own group does so meanwhile. Returns what sends it away. Where there is no shell, nothing is watched.
 */
export function watchStart(pid: number): () => void {
  if (process.platform === 'win32') return () => undefined;
  const shell = spawn('/bin/sh', ['-c', SCRIPT, 'agent-run', String(pid)], {
    cwd: '/',
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  shell.unref();
  return () => {
    if (shell.stdin.writable) shell.stdin.end('done\n');
  };
}
