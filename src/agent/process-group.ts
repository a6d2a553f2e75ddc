import { spawn, type ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { GREETING, LIFELINE } from './lifeline.ts';
import { lineSplitter, outputTail } from './output-tail.ts';
import { startTimeOf } from './proc.ts';

export type ProcessExit = {
  /** Null when a signal ended it. */
  code: number | null;
  signal: NodeJS.Signals | null;
};

/** One process that leads a process group of its own, with its own pipes, nothing to read from, and a lifeline. */
export type ProcessGroup = {
  pid: number;
  /** See `startTimeOf`. */
  startTime: number | undefined;
  /** Resolves when the process has ended, whether or not somebody still holds its pipes. */
  exited: Promise<ProcessExit>;
  hasExited(): boolean;
  /** The end of what it printed to both pipes. */
  tail(): string;
  signal(signal: NodeJS.Signals): void;
  /** Kills whoever is left of the group, also when its leader is gone. Synchronous. */
  kill(): void;
};

export type SpawnOptions = {
  executable: string;
  arguments: readonly string[];
  directory: string;
  environment: Record<string, string>;
  onLine: (line: string) => void;
  /** Runs after the kill of the group when our own process exits first. Synchronous. */
  onOwnExit: () => void;
};

/** Rejects with the system's error when the process could not be started. */
export async function spawnGroup(options: SpawnOptions): Promise<ProcessGroup> {
  const child = spawn(options.executable, options.arguments, {
    cwd: options.directory,
    env: options.environment,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const tail = readOutput(child, options.onLine);
  const exited = new Promise<ProcessExit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  holdLifeline(child, exited);
  const pid = await spawned(child);

  const hasExited = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const group: ProcessGroup = {
    pid,
    startTime: startTimeOf(pid),
    exited,
    hasExited,
    tail,
    signal: (signal) => signalGroup(pid, signal),
    kill: () => signalGroup(pid, 'SIGKILL'),
  };
  const lastResort = (): void => {
    group.kill();
    options.onOwnExit();
  };
  process.once('exit', lastResort);
  void exited.then(() => process.removeListener('exit', lastResort));
  return group;
}

/** Ours to the end: it closes with us, or when there is nobody at the other end any more. */
function holdLifeline(child: ChildProcess, exited: Promise<unknown>): void {
  const lifeline = child.stdio[LIFELINE] as Socket;
  lifeline.on('error', () => undefined);
  lifeline.write(GREETING);
  lifeline.unref();
  void exited.then(() => lifeline.destroy());
}

function spawned(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => resolve(child.pid as number));
  });
}

function readOutput(child: ChildProcess, onLine: (line: string) => void): () => string {
  const tail = outputTail();
  for (const pipe of [child.stdout, child.stderr]) {
    const lines = lineSplitter(onLine);
    pipe?.setEncoding('utf8').on('data', (text: string) => {
      tail.add(text);
      lines.add(text);
    });
    pipe?.once('close', () => lines.end());
    // A pipe that breaks while the process dies is no news: the exit is.
    pipe?.on('error', () => undefined);
  }
  return () => tail.text();
}

export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  signalProcess(process.platform === 'win32' ? pid : -pid, signal);
}

/** Whoever is gone already needs no signal. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    return;
  }
}
