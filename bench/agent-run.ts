import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TranscriptEntry } from '../src/sessions/transcript-entry.ts';
import { readCommandFile } from '../test/support/command-file.ts';
import { FAKE_MODEL, fakeProviderConfig } from '../test/support/opencode-config.ts';
import type { Bench } from './measure.ts';
import type { Scene } from './scene.ts';

/** What a process has cost; written by probe.mjs. All times are milliseconds. */
export type Cost = {
  peakBytes: number;
  cpu: number;
  lagMedian: number;
  lag99: number;
  lagMax: number;
};

export type AgentRun = {
  outputs: Record<string, string>;
  /** The whole process, milliseconds. */
  took: number;
  /** Milliseconds since the epoch, by the clock of this machine. */
  started: number;
  exited: number;
  transcript: TranscriptEntry[];
  /** Only with `probed`. */
  cost?: Cost;
};

export type AgentRunOptions = {
  prompt?: string;
  inputs?: Record<string, string>;
  environment?: Record<string, string>;
  probed?: boolean;
};

/** Starts the action's bundle as a runner does, and waits for its end. Throws unless the run completed. */
export async function runAgent(
  { bundles }: Bench,
  { directory, baseUrl, newFolder }: Scene,
  { prompt, inputs = {}, environment = {}, probed = false }: AgentRunOptions,
): Promise<AgentRun> {
  const folder = newFolder();
  const files = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'].map(
    (name) => [name, join(folder, name)] as const,
  );
  for (const [, path] of files) writeFileSync(path, '');
  const cost = join(folder, 'cost.json');
  const probe = probed ? ['--import', resolve(import.meta.dirname, 'probe.mjs')] : [];
  const env = {
    PATH: process.env['PATH'] ?? '',
    LANG: 'C.UTF-8',
    HOME: newFolder(),
    GITHUB_WORKSPACE: directory,
    GITHUB_EVENT_NAME: 'push',
    RUNNER_TEMP: newFolder(),
    BENCH_PROBE: cost,
    ...Object.fromEntries(files),
    ...environment,
    ...inputVariables({
      ...(prompt === undefined ? {} : { prompt }),
      model: FAKE_MODEL,
      config: JSON.stringify(fakeProviderConfig(baseUrl)),
      ...inputs,
    }),
  };
  const started = Date.now();
  const began = performance.now();
  const { log } = await ended([...probe, join(bundles, 'main.js')], env);
  const took = performance.now() - began;
  const exited = Date.now();
  const outputs = readCommandFile(join(folder, 'GITHUB_OUTPUT'));
  if (outputs['outcome'] !== 'completed')
    throw new Error(`A run did not complete. Its log:\n${log}`);
  return {
    outputs,
    took,
    started,
    exited,
    transcript: readLines(outputs['transcript'] ?? ''),
    ...(probed ? { cost: JSON.parse(readFileSync(cost, 'utf8')) as Cost } : {}),
  };
}

/** From its start to its exit; the pipes may close a little later. */
async function ended(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<{ log: string }> {
  const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const pipe of [child.stdout, child.stderr]) {
    pipe.setEncoding('utf8').on('data', (text: string) => (log += text));
  }
  await new Promise((resolveEnd, reject) => {
    child.once('error', reject);
    child.once('exit', resolveEnd);
  });
  return { log };
}

function inputVariables(inputs: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
}

function readLines(path: string): TranscriptEntry[] {
  const [, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as TranscriptEntry);
}
