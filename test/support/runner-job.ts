import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { requireInCi } from './available.ts';
import { readCommandFile } from './command-file.ts';
import { createGitWorkspace, type GitWorkspace } from './git-workspace.ts';
import { FAKE_MODEL, fakeProviderConfig } from './opencode-config.ts';
import { startStep, type Step, type StepEnd } from './runner-step.ts';
import { startScriptedModel, type ScriptedModel } from './scripted-model.ts';

const ROOT = resolve(import.meta.dirname, '../..');

export const OPENCODE = join(ROOT, 'node_modules/opencode-linux-x64/bin/opencode');

/** For `describe.runIf`: whether the real agent is here. */
export const hasOpencode = requireInCi(
  'opencode',
  existsSync(OPENCODE),
  'npm ci on x64 Linux installs it',
);

/** What starts a step: the sources, or bundles, or another Node. */
export type Program = { node: string; main: string; post: string };

const SOURCES: Program = {
  node: process.execPath,
  main: join(ROOT, 'src/action/main.ts'),
  post: join(ROOT, 'src/action/post.ts'),
};

export type StepOptions = {
  prompt?: string;
  /** By name as in a workflow: `expect`, not `INPUT_EXPECT`. */
  inputs?: Record<string, string>;
  /** Beside what every runner sets; undefined takes a variable away. */
  environment?: Record<string, string | undefined>;
  /** Merged over the config that knows the scripted model. */
  config?: Record<string, unknown>;
  /** What triggered the workflow; a push unless told otherwise. */
  event?: { name: string; payload: unknown };
  program?: Program;
  /** Turns the command into that of a program that starts it, such as a terminal. */
  through?: (command: readonly string[]) => readonly string[];
};

/** A job on a runner: a checkout, a scripted model, and the steps that run in it. */
export interface RunnerJob {
  readonly model: ScriptedModel;
  readonly workspace: GitWorkspace;
  /** Holds everything of the job but the checkout. */
  readonly folder: string;
  /** What the runner tells every step. */
  readonly environment: Record<string, string>;
  startStep(options: StepOptions): Step;
  /** Starts a step and waits for its end. */
  runStep(options: StepOptions): Promise<StepEnd>;
  /** The post step, with the state that the main step saved; its summary is behind that of the main step. */
  runPost(step: Step): StepEnd;
  /** As `runPost`, for a post step that needs what this process serves. */
  runPostServed(step: Step): Promise<StepEnd>;
  /** What runs that a step of this job has started, a line each. */
  processes(): string[];
}

type Started = { step: Step; program: Program; folder: string };

/** A job for one test, which ends with it. */
export async function openJob({ onTestFinished, task }: TestContext): Promise<RunnerJob> {
  const model = await startScriptedModel();
  const workspace = await createGitWorkspace();
  const folder = mkdtempSync(join(tmpdir(), 'agent-run-job-'));
  const runner = runnerEnvironment(folder, workspace.path);
  onTestFinished(async () => {
    if (task.result?.state === 'fail') console.error(evidence(model, folder));
    await endAll(folder);
    await model.close();
    await workspace.remove();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  const started: Started[] = [];
  const postOf = (step: Step): Post => {
    const found = started.find((each) => each.step === step);
    if (found === undefined) throw new Error('a step of another job');
    return postStep(found);
  };

  const start = (options: StepOptions): Step => {
    const { program = SOURCES, inputs, environment, through = (same) => same } = options;
    const number = started.length + 1;
    const stepFolder = join(folder, `step-${number}`);
    const config = { ...fakeProviderConfig(model.baseUrl), ...options.config };
    const variables = {
      ...runner,
      GITHUB_ACTION: `__agent_${number}`,
      ...eventVariables(options, folder, number),
      ...environment,
      ...inputVariables({
        ...(options.prompt === undefined ? {} : { prompt: options.prompt }),
        model: FAKE_MODEL,
        'opencode-path': OPENCODE,
        config: JSON.stringify(config),
        ...inputs,
      }),
    };
    const command = through([program.node, program.main]);
    const step = startStep(command, stepFolder, givenOnes(variables));
    started.push({ step, program, folder: stepFolder });
    return step;
  };

  return {
    model,
    workspace,
    folder,
    environment: runner,
    startStep: start,
    runStep: (options) => start(options).ended(),
    runPost: (step) => {
      const post = postOf(step);
      const { status, stdout, stderr } = spawnSync(post.node, [post.file], {
        env: post.environment,
        encoding: 'utf8',
        timeout: POST_PATIENCE,
      });
      return post.end(status, stdout + stderr);
    },
    runPostServed: async (step) => {
      const post = postOf(step);
      const child = spawn(post.node, [post.file], {
        env: post.environment,
        stdio: ['ignore', 'pipe', 'inherit'],
        timeout: POST_PATIENCE,
      });
      const [status, log] = await Promise.all([
        new Promise<number | null>((ended) => child.once('close', ended)),
        text(child.stdout),
      ]);
      return post.end(status, log);
    },
    processes: () => processesOf(folder).map((pid) => `${pid} ${commandOf(pid)}`),
  };
}

const POST_PATIENCE = 30_000;

type Post = {
  node: string;
  file: string;
  environment: Record<string, string>;
  end: (exitCode: number | null, log: string) => StepEnd;
};

function postStep({ step, program, folder }: Started): Post {
  const saved = readCommandFile(join(folder, 'state'));
  const state = Object.entries(saved).map(([name, value]) => [`STATE_${name}`, value]);
  const began = performance.now();
  return {
    node: program.node,
    file: program.post,
    environment: { ...step.environment, ...Object.fromEntries(state) } as Record<string, string>,
    end: (exitCode, log) => {
      const outputs = readCommandFile(join(folder, 'output'));
      return {
        exitCode,
        outputs,
        sessions: JSON.parse(outputs['sessions'] ?? '[]') as StepEnd['sessions'],
        summary: readFileSync(join(folder, 'summary.md'), 'utf8'),
        log,
        took: performance.now() - began,
        transcript: undefined,
      };
    },
  };
}

function runnerEnvironment(folder: string, workspace: string): Record<string, string> {
  const temporary = join(folder, 'temp');
  const home = join(folder, 'home');
  for (const path of [temporary, home]) mkdirSync(path);
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    LANG: 'C.UTF-8',
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_RUN_ID: '4711',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_JOB: 'agent',
    GITHUB_REPOSITORY: 'org/project',
    RUNNER_TEMP: temporary,
  };
}

function givenOnes(variables: Record<string, string | undefined>): Record<string, string> {
  const given = Object.entries(variables).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Record<string, string>;
}

function eventVariables(
  { event }: StepOptions,
  folder: string,
  number: number,
): Record<string, string> {
  if (event === undefined) return { GITHUB_EVENT_NAME: 'push' };
  const path = join(folder, `event-${number}.json`);
  writeFileSync(path, JSON.stringify(event.payload));
  return { GITHUB_EVENT_NAME: event.name, GITHUB_EVENT_PATH: path };
}

function inputVariables(inputs: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
}

/**
 * Whoever has the job's folder in its environment: the steps, their servers, and what tools started, since all of them
 * have the job's HOME. Found without the marker that the action itself goes by.
 */
export function processesOf(folder: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid && readProc(pid, 'environ').includes(folder));
}

function commandOf(pid: number): string {
  return readProc(pid, 'cmdline').replaceAll('\0', ' ').trim();
}

/** Empty for a process that is gone, or dead and not yet waited for. */
function readProc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    return '';
  }
}

/** How much of a server's own log is shown. */
const LAST_LINES = 40;

/** What a person needs who looks into a failure: what the model was asked, and what the servers logged last. */
function evidence({ requests }: ScriptedModel, folder: string): string {
  const start = requests[0]?.at ?? 0;
  const asked = requests.map(
    ({ at, kind, sessionId, parentSessionId, step }) =>
      `${at - start} ms: ${kind} ${step ?? ''} of ${sessionId}, child of ${parentSessionId}`,
  );
  const logs = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.log'))
    .map((path) => {
      const lines = readFileSync(join(folder, path), 'utf8').trimEnd().split('\n');
      return [path, ...lines.slice(-LAST_LINES)].join('\n');
    });
  return ['The model was asked:', ...asked, ...logs].join('\n');
}

async function endAll(folder: string): Promise<void> {
  for (let rounds = 0; rounds < 50; rounds += 1) {
    const alive = processesOf(folder);
    if (alive.length === 0) return;
    for (const pid of alive) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        continue;
      }
    }
    await systemClock.sleep(20);
  }
}
