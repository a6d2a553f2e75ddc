import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { systemClock, TIMED_OUT, within } from '../../src/clock.ts';
import { buildBundles } from './bundles.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** The program that runs workflows on this machine: the one on the PATH, or the one that `.ci/run` has installed. */
const PLACES = ['act', join(ROOT, '.cache/act/bin/act')];
const ACT = PLACES.find((place) => spawnSync(place, ['--version']).status === 0);

/** For `describe.runIf`. Nothing else has act, and not every registry: where it is absent its tests are skipped by name. */
export const hasAct = ACT !== undefined;
if (!hasAct) console.warn('Left out, act is absent: .ci/run installs it where it can be had');

/** Far more than any workflow here needs, less than the time limit of a test. */
const PATIENCE = 50_000;

export type Workflow = {
  /** The steps behind the checkout, as YAML at no indentation. */
  steps: string;
  /** What triggers it; a push unless told otherwise. */
  event?: { name: string; payload: unknown };
  /** What the steps see beside what act sets, or in its place. */
  environment?: Readonly<Record<string, string>>;
};

/** A workflow that runs, with its actions, in a checkout of its own. */
export interface ActRun {
  readonly log: string;
  isRunning(): boolean;
  /** As a person does who presses Ctrl-C. */
  cancel(): void;
  /** Rejects when it does not end within PATIENCE. */
  ended(): Promise<{ exitCode: number | null; log: string }>;
}

/** Puts the actions into `.agent-run` of a repository, with bundles that were built just now. */
export async function installActions(repository: string): Promise<void> {
  const home = join(repository, '.agent-run');
  mkdirSync(join(home, 'hygiene'), { recursive: true });
  await buildBundles(join(home, 'dist'));
  for (const path of ['action.yml', 'hygiene/action.yml', 'package.json', 'templates']) {
    cpSync(join(ROOT, path), join(home, path), { recursive: true });
  }
}

/** Runs a workflow of one job in the repository, on this machine without a container; everything it writes is below `home`. */
export function startAct(repository: string, home: string, workflow: Workflow): ActRun {
  const { event = { name: 'push', payload: {} }, environment = {} } = workflow;
  const path = join(home, 'workflow.yml');
  writeFileSync(path, workflowText(workflow.steps, event.name));
  writeFileSync(join(home, 'event.json'), JSON.stringify(event.payload));
  const child = spawn(
    ACT ?? 'act',
    [
      event.name,
      '--platform=ubuntu-latest=-self-hosted',
      `--workflows=${path}`,
      `--eventpath=${join(home, 'event.json')}`,
      `--action-cache-path=${join(home, 'act')}`,
      '--no-cache-server',
      '--pull=false',
      ...Object.entries(environment).map(([name, value]) => `--env=${name}=${value}`),
    ],
    {
      cwd: repository,
      env: { PATH: pathWithThisNode(home), HOME: home, LANG: 'C.UTF-8' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let log = '';
  for (const pipe of [child.stdout, child.stderr]) {
    pipe.setEncoding('utf8').on('data', (piece: string) => {
      log += piece;
    });
  }
  const closed = new Promise<number | null>((done) => child.once('close', done));
  return {
    get log() {
      return log;
    },
    isRunning: () => child.exitCode === null && child.signalCode === null,
    cancel: () => child.kill('SIGINT'),
    ended: async () => {
      const exitCode = await within(systemClock, PATIENCE, closed);
      if (exitCode === TIMED_OUT) throw new Error(`act does not end. It said:\n${log}`);
      return { exitCode, log };
    },
  };
}

/** On a host, act starts the `node` of its PATH. */
function pathWithThisNode(home: string): string {
  const folder = join(home, 'node');
  mkdirSync(folder, { recursive: true });
  symlinkSync(process.execPath, join(folder, 'node'));
  return `${folder}:${process.env['PATH'] ?? ''}`;
}

/** act takes a checkout of its own repository from the disk, so that no network is needed. */
function workflowText(steps: string, event: string): string {
  const indented = steps.trim().replaceAll('\n', '\n      ');
  return `on: ${event}
jobs:
  agent:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      ${indented}
`;
}
