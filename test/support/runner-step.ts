import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTranscript } from '../../src/agent/read-transcript.ts';
import { readHandover } from '../../src/action/handover.ts';
import { readRunner, stepFolder } from '../../src/action/runner.ts';
import { workFiles } from '../../src/action/work-files.ts';
import { systemClock, TIMED_OUT, within } from '../../src/clock.ts';
import type { SessionState } from '../../src/sessions/outcome.ts';
import type { SessionTree } from '../../src/sessions/tree.ts';
import { readCommandFile } from './command-file.ts';
import { readWhole, type WholeTranscript } from './whole-transcript.ts';

/** One session as the output `sessions` tells it. */
export type SessionOutput = {
  id: string;
  parent: string | null;
  agent: string | null;
  title: string;
  state: SessionState;
};

/** Everything that a step left for the runner and for people. */
export type StepEnd = {
  /** Null when a signal ended it. */
  exitCode: number | null;
  outputs: Record<string, string>;
  sessions: SessionOutput[];
  summary: string;
  /** Both pipes. */
  log: string;
  /** Milliseconds since it started. */
  took: number;
  /** Undefined when there is none. */
  transcript: WholeTranscript | undefined;
};

/** A step as the runner starts it: a process, and files to write into. */
export interface Step {
  readonly environment: Record<string, string>;
  /** Where its run keeps what it leaves behind. */
  readonly workDir: string;
  /** What it has printed so far. */
  readonly log: string;
  /** Rejects when the step does not end within PATIENCE. */
  ended(): Promise<StepEnd>;
  isRunning(): boolean;
  signal(name: NodeJS.Signals): void;
  /** Resolves once the transcript tells of a tree like this; rejects, naming `what`, when it never does. */
  until(what: string, isSo: (tree: SessionTree) => boolean): Promise<void>;
  /** Resolves once a session of the tree has given this answer, or been told it. */
  said(text: string): Promise<void>;
  /** The pid of the agent server, as soon as there is one. */
  serverPid(): Promise<number>;
  /** Every byte of the transcript. */
  transcriptText(): string;
}

/** Far more than any scenario needs, less than the time limit of a test. */
const PATIENCE = 50_000;
const LOOK_AGAIN = 20;

/** `folder` gets the files that the runner makes for a step; it must not exist yet. */
export function startStep(
  command: readonly string[],
  folder: string,
  environment: Record<string, string>,
): Step {
  mkdirSync(folder);
  const files = {
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STATE: join(folder, 'state'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
  };
  for (const path of Object.values(files)) writeFileSync(path, '');
  const env = { ...environment, ...files };
  const workDir = stepFolder(readRunner(env));
  const transcriptPath = workFiles(workDir).transcript;
  const began = performance.now();
  const [program = '', ...argv] = command;
  const child = spawn(program, argv, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const read = readOutput(child);
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  // Awaited late, or by nobody.
  closed.catch(() => undefined);
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;

  const wait = async <T>(what: string, look: () => T | undefined): Promise<T> => {
    for (const until = performance.now() + PATIENCE; performance.now() < until;) {
      const found = look();
      if (found !== undefined) return found;
      if (!isRunning()) break;
      await systemClock.sleep(LOOK_AGAIN);
    }
    const found = look();
    if (found !== undefined) return found;
    const how = isRunning() ? 'still runs' : 'has ended';
    throw new Error(`${what}: never came, the step ${how}. Its log:\n${read()}`);
  };

  const until: Step['until'] = async (what, isSo) => {
    await wait(what, () => {
      const tree = readTranscript(transcriptPath)?.tree;
      return tree !== undefined && isSo(tree) ? true : undefined;
    });
  };

  return {
    environment: env,
    workDir,
    get log() {
      return read();
    },
    isRunning,
    signal: (name) => child.kill(name),
    ended: async () => {
      const exitCode = await within(systemClock, PATIENCE, closed);
      if (exitCode === TIMED_OUT) throw new Error(`the step does not end. Its log:\n${read()}`);
      const outputs = readCommandFile(files.GITHUB_OUTPUT);
      return {
        exitCode,
        outputs,
        sessions: JSON.parse(outputs['sessions'] ?? '[]') as SessionOutput[],
        summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
        log: read(),
        took: performance.now() - began,
        transcript: readWhole(transcriptPath),
      };
    },
    until,
    said: (text) => until(`"${text}"`, (tree) => textsIn(tree).includes(text)),
    serverPid: () => wait('a server', () => readHandover(workDir)?.server?.pid),
    transcriptText: () => readFileSync(transcriptPath, 'utf8'),
  };
}

/** Every whole text of every session. */
export function textsIn(tree: SessionTree): string[] {
  return [...tree.sessions.values()].flatMap(({ messages }) =>
    [...messages.values()].flatMap(({ texts }) => [...texts.values()]),
  );
}

/** For what neither the transcript nor the model tells. Rejects when it never comes to that. */
export async function untilSo(isSo: () => boolean): Promise<void> {
  for (const until = performance.now() + PATIENCE; performance.now() < until;) {
    if (isSo()) return;
    await systemClock.sleep(LOOK_AGAIN);
  }
  throw new Error('it never came to that');
}

function readOutput(child: ChildProcess): () => string {
  let text = '';
  for (const pipe of [child.stdout, child.stderr]) {
    pipe?.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
    });
  }
  return () => text;
}
