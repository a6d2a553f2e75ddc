/**
 * Shows what agent-run is for, with the real opencode and a scripted model in place of a paid one: a prompt whose main
 * session goes idle while its two background sessions still work, run by agent-run and then by stock `opencode run`.
 * `npm run demo`; fails unless agent-run completes with everything in place.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { diskPlace } from '../src/action/place.ts';
import { run } from '../src/action/run.ts';
import { installOpencode } from '../src/agent/install.ts';
import { OPENCODE_VERSION } from '../src/agent/pins.ts';
import { runCommand } from '../src/cli/run-command.ts';
import { systemClock } from '../src/clock.ts';
import type { RunReport } from '../src/sessions/outcome.ts';
import { formatDuration } from '../src/text/duration.ts';
import { summary } from '../src/text/summary.ts';
import { FAKE_MODEL, fakeProviderConfig } from '../test/support/opencode-config.ts';
import { startScriptedModel } from '../test/support/scripted-model.ts';
import { runStock } from '../test/support/stock-opencode.ts';
import { createCheckout, promptFor, WORK } from './demo-story.ts';

const PLATFORM_PACKAGE = resolve(import.meta.dirname, '../node_modules/opencode-linux-x64');
const WIDTH = 24;

/** How one of the two has done. */
type Result = { name: string; ended: string; answer: string; done: boolean[] };

type Stage = { executable: string; baseUrl: string; folder: string; signal: AbortSignal };

const cancel = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => cancel.abort(signal));
}
process.exitCode = (await demo(cancel.signal)) ? 0 : 1;

/** Whether everything was as it should be. */
async function demo(signal: AbortSignal): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'agent-run-demo-'));
  const executable = await opencode(signal);
  const model = await startScriptedModel();
  const stage = { executable, baseUrl: model.baseUrl, folder, signal };
  try {
    tell('Two background sessions, and a main session that is idle before they are done.\n');
    tell('agent-run:\n');
    const { report, result: ours } = await runOurs(stage);
    if (signal.aborted) return false;
    tell('\nopencode run, the same prompt …\n');
    const stock = await runTheirs(stage);
    if (signal.aborted) return false;
    compare(ours, stock);

    const summaryPath = join(folder, 'summary.md');
    await writeFile(summaryPath, summary(report, 'full'));
    tell(`\nJob summary:  ${summaryPath}`);
    tell(`Transcript:   ${report.paths.transcript ?? 'none'}`);
    tell(`HTML page:    ${report.paths.page ?? 'none'}`);
    return isAsItShouldBe(report, ours);
  } finally {
    await model.close();
  }
}

/** The development dependency, where it is for this platform; else installed as a run would. */
async function opencode(signal: AbortSignal): Promise<string> {
  const bundled = join(PLATFORM_PACKAGE, 'bin/opencode');
  if (existsSync(bundled)) return bundled;
  const request = { version: OPENCODE_VERSION, env: process.env, log: tell, signal };
  return (await installOpencode(request)).executable;
}

/** As `agent-run run` does: a live view on a terminal, lines elsewhere. */
async function runOurs(stage: Stage): Promise<{ report: RunReport; result: Result }> {
  const checkout = await createCheckout();
  const workDir = join(stage.folder, 'run');
  await mkdir(workDir);
  let report: RunReport | undefined;
  try {
    await runCommand({
      inputs: {
        prompt: promptFor(checkout.path),
        model: FAKE_MODEL,
        'opencode-path': stage.executable,
        config: JSON.stringify(fakeProviderConfig(stage.baseUrl)),
      },
      json: false,
      place: diskPlace(checkout.path),
      terminal: { out: { write: () => undefined }, err: process.stdout },
      environment: process.env,
      clock: systemClock,
      signal: stage.signal,
      makeWorkDir: () => Promise.resolve(workDir),
      engine: async (options) => (report = await run(options)),
    });
    if (report === undefined) throw new Error('The inputs of the demo are wrong; see above.');
    const { outcome, started, ended, finalMessage: answer } = report;
    const result = {
      name: 'agent-run',
      ended: `${outcome}, ${formatDuration(ended - started)}`,
      answer,
      done: WORK.map(({ isDone }) => isDone(checkout.path)),
    };
    return { report, result };
  } finally {
    await checkout.remove();
  }
}

async function runTheirs({ executable, baseUrl, signal, ...stage }: Stage): Promise<Result> {
  const checkout = await createCheckout();
  const folder = join(stage.folder, 'opencode-run');
  try {
    const { exitCode, took, output } = await runStock({
      executable,
      directory: checkout.path,
      folder,
      config: fakeProviderConfig(baseUrl),
      prompt: promptFor(checkout.path),
      signal,
    });
    return {
      name: 'opencode run',
      ended: `exit code ${String(exitCode)}, ${formatDuration(took)}`,
      answer: output.trim().split('\n').at(-1) ?? '',
      done: WORK.map(({ isDone }) => isDone(checkout.path)),
    };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    await checkout.remove();
  }
}

function compare(...results: Result[]): void {
  const row = (what: string, cell: (result: Result) => string): void =>
    tell(
      [what, ...results.map(cell)]
        .map((text) => text.padEnd(WIDTH))
        .join('')
        .trimEnd(),
    );
  row('', ({ name }) => name);
  row('ended', ({ ended }) => ended);
  for (const [index, { name }] of WORK.entries()) {
    row(name, ({ done }) => (done[index] === true ? 'yes' : 'no'));
  }
  tell('');
  for (const { name, answer } of results) tell(`Last words of ${name}: ${answer}`);
}

function isAsItShouldBe({ outcome }: RunReport, { done }: Result): boolean {
  const missing = WORK.filter((_, index) => done[index] !== true).map(({ name }) => name);
  if (outcome !== 'completed') tell(`\nDemo failed: expected completed, found ${outcome}.`);
  if (missing.length > 0) tell(`\nDemo failed: agent-run left undone: ${missing.join(', ')}.`);
  return outcome === 'completed' && missing.length === 0;
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
