import { spawn } from 'node:child_process';

/**
 * Told the process group first. Unless it hears another word before its input ends, it ends that group, or, where it was told
 * none, whoever has the marker in its environment.
 */
const SCRIPT = `
read -r group
read -r word && exit
[ -n "$group" ] && kill -9 "-$group" && exit
for file in $(grep -lsF "$1" /proc/[0-9]*/environ); do
  process=\${file#/proc/}
  kill -9 "\${process%/environ}"
done
`;

export type StartWatch = {
  /** Names the group to be ended. */
  over: (pid: number) => void;
  end: () => void;
};

/**
 * Watches over the start of a server: until its first request it has not loaded the guard, which ends it when we are killed.
 * A shell of its own group does so meanwhile; where there is none, nothing is watched. It begins before the server does, so
 * that we cannot be killed between the two: the child that we fork holds the shell's input open until it has become the
 * server, which is then known by its marker.
 */
export function watchStart(marker: string): StartWatch {
  if (process.platform === 'win32') return { over: () => undefined, end: () => undefined };
  const shell = spawn('/bin/sh', ['-c', SCRIPT, 'agent-run', marker], {
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin' },
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  shell.unref();
  return {
    over: (pid) => {
      shell.stdin.write(`${pid}\n`);
    },
    end: () => {
      if (shell.stdin.writable) shell.stdin.end('\ndone\n');
    },
  };
}
