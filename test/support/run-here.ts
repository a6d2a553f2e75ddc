import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Agent } from '../../src/agent/client.ts';
import { createAgent } from '../../src/agent/client.ts';
import { httpWire } from '../../src/agent/http-wire.ts';
import type { AgentServer } from '../../src/agent/server.ts';
import type { Wire } from '../../src/agent/wire.ts';
import { diskPlace } from '../../src/action/place.ts';
import type { Progress } from '../../src/action/progress.ts';
import { run, type RunOptions } from '../../src/action/run.ts';
import { systemClock } from '../../src/clock.ts';
import type { RunReport } from '../../src/sessions/outcome.ts';
import { FAKE_MODEL, fakeProviderConfig } from './opencode-config.ts';
import { settingsOf } from './read-inputs.ts';
import { OPENCODE, type RunnerJob } from './runner-job.ts';

/** Told about everything, and silent. */
export const SILENT: Progress = {
  notice: () => undefined,
  event: () => undefined,
  asked: () => undefined,
  waiting: () => undefined,
};

/** What the runs of a job need that happen in this process, where a test has a hand on the server. */
export async function optionsHere(
  { model, workspace, folder, environment }: RunnerJob,
  inputs: Record<string, string>,
  config: Record<string, unknown> = {},
): Promise<RunOptions> {
  const settings = await settingsOf(
    {
      model: FAKE_MODEL,
      'opencode-path': OPENCODE,
      config: JSON.stringify({ ...fakeProviderConfig(model.baseUrl), ...config }),
      ...inputs,
    },
    diskPlace(workspace.path),
  );
  const workDir = join(folder, 'here');
  mkdirSync(workDir);
  return {
    settings,
    environment,
    workDir,
    projectTrusted: true,
    mask: (text) => text,
    progress: SILENT,
    clock: systemClock,
    signal: new AbortController().signal,
  };
}

export type RunHere = {
  report: Promise<RunReport>;
  /** Speaks to the server of the run, as somebody else might. */
  wire: Wire;
  agent: Agent;
};

/** Starts a run in this process; resolves as soon as its server answers. */
export async function runHere(
  job: RunnerJob,
  prompt: string,
  config?: Record<string, unknown>,
): Promise<RunHere> {
  const options = await optionsHere(job, { prompt }, config);
  const started = Promise.withResolvers<AgentServer>();
  const report = run({ ...options, onServer: started.resolve });
  const server = await Promise.race([started.promise, report]);
  if (!('url' in server)) throw new Error(`no server: ${server.reason}`);
  const wire = httpWire(server);
  return { report, wire, agent: createAgent(wire) };
}
