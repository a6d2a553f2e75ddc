import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Handover } from '../../src/action/handover.ts';
import { makeRunFolder, writeHandover } from '../../src/action/handover.ts';
import { readRunner, stepFolder } from '../../src/action/runner.ts';
import { workFiles } from '../../src/action/work-files.ts';
import { Transcript } from '../../src/agent/transcript.ts';
import { readCommandFile } from './command-file.ts';
import { DAWN, type Story } from './tree-builder.ts';

const POST = resolve(import.meta.dirname, '../../src/action/post.ts');

export type PostEnd = {
  exitCode: number;
  log: string;
  outputs: Record<string, string>;
  summary: string;
};

/** What a main step has left on a runner, and the post step that comes after it. */
export class PostStep {
  readonly folder = mkdtempSync(join(tmpdir(), 'agent-run-post-'));
  readonly environment: Record<string, string>;
  readonly #children: ChildProcess[] = [];

  constructor() {
    const file = (name: string): string => join(this.folder, name);
    this.environment = {
      PATH: process.env['PATH'] ?? '',
      RUNNER_TEMP: file('temp'),
      GITHUB_RUN_ID: '1',
      GITHUB_JOB: 'build',
      GITHUB_ACTION: '__self',
      GITHUB_OUTPUT: file('output'),
      GITHUB_STATE: file('state'),
      GITHUB_STEP_SUMMARY: file('summary.md'),
    };
    mkdirSync(file('temp'));
    for (const name of ['output', 'state', 'summary.md']) writeFileSync(file(name), '');
  }

  /** Makes the folder of a run whose main step is dead, with what this story has told; returns the folder. */
  leave(handover: Partial<Handover> = {}, story?: Story): string {
    const folder = makeRunFolder(stepFolder(readRunner(this.environment)));
    const main = { pid: 2 ** 22 + 1, startTime: 1 };
    writeHandover(folder, { main, started: DAWN, summary: 'full', reported: false, ...handover });
    if (story !== undefined) writeTranscript(folder, story);
    return folder;
  }

  /** Starts a process that stands for one of the run, and waits until it says that it is ready. */
  async start(script: string, environment: Record<string, string> = {}): Promise<ChildProcess> {
    const child = spawn(process.execPath, ['-e', `${script}; console.log('ready')`], {
      env: { ...this.environment, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#children.push(child);
    await new Promise((ready, fail) => {
      child.stdout.once('data', ready);
      child.once('exit', fail);
    });
    return child;
  }

  run(state: Record<string, string> = {}): Promise<PostEnd> {
    const env = { ...this.environment, ...state };
    return new Promise((done) => {
      execFile(process.execPath, [POST], { env, timeout: 30_000 }, (error, stdout, stderr) => {
        done({
          exitCode: error === null ? 0 : Number(error.code ?? -1),
          log: stdout + stderr,
          outputs: readCommandFile(join(this.folder, 'output')),
          summary: readFileSync(join(this.folder, 'summary.md'), 'utf8'),
        });
      });
    });
  }

  remove(): void {
    for (const child of this.#children) child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, maxRetries: 3 });
  }
}

const mask = (text: string): string => text;

function writeTranscript(folder: string, { tree, events }: Story): void {
  let at = DAWN;
  const now = (): number => at;
  const transcript = new Transcript(workFiles(folder).transcript, { mask, now, version: '0.0.0' });
  for (const told of events) {
    at = told.at;
    transcript.event(told.event, tree, at);
  }
  transcript.close();
}
