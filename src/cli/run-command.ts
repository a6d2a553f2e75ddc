import type { RawInputs } from '../action/given-inputs.ts';
import { readSettings } from '../action/inputs.ts';
import { maskOf } from '../action/mask-of.ts';
import type { Place } from '../action/place.ts';
import { LiveLog } from '../action/live-log.ts';
import { rejected } from '../action/rejected.ts';
import type { RunOptions } from '../action/run.ts';
import type { Settings } from '../action/settings.ts';
import type { Mask } from '../agent/masking.ts';
import type { Clock } from '../clock.ts';
import { exitCodeOf, type RunReport } from '../sessions/outcome.ts';
import { printable } from '../text/escape.ts';
import { runEnd, wrongInputs } from '../text/run-end.ts';
import { TreeView, type Screen } from './tree-view.ts';

/** Runs the agent: `run` of `src/action/run.ts`. */
export type Engine = (options: RunOptions) => Promise<RunReport>;

/** A person's terminal, or what stands in for it: answers go to `out`, everything else to `err`. */
export type Terminal = {
  out: { write(text: string): unknown };
  err: Screen & { readonly isTTY?: boolean };
};

export type RunCommand = {
  inputs: RawInputs;
  /** Print the whole report as JSON in place of the answer. */
  json: boolean;
  place: Place;
  terminal: Terminal;
  environment: NodeJS.ProcessEnv;
  clock: Clock;
  signal: AbortSignal;
  /** Makes the folder that the run leaves its files in. */
  makeWorkDir: () => Promise<string>;
  engine: Engine;
};

/** One run from a terminal; returns the exit code. */
export async function runCommand(command: RunCommand): Promise<number> {
  const { inputs, place, terminal, clock } = command;
  const read = await readSettings(inputs, place);
  if ('problems' in read) {
    tell(terminal, wrongInputs(read.problems));
    const report = rejected(read.problems, clock.now());
    if (command.json) printJson(terminal, report, (text) => text);
    return exitCodeOf(report.outcome);
  }

  const { settings, warnings } = read;
  const mask = maskOf(settings, command.environment);
  const report = await runShown(command, settings, mask, warnings);
  tell(terminal, runEnd(report).map(mask));
  if (command.json) printJson(terminal, report, mask);
  else if (report.finalMessage !== '') {
    terminal.out.write(`${printable(mask(report.finalMessage))}\n`);
  }
  return exitCodeOf(report.outcome, settings.failOn && new Set(settings.failOn));
}

/** Runs the agent with a live view where the terminal can draw one, else with lines that only ever scroll. */
async function runShown(
  { terminal, environment, clock, signal, makeWorkDir, engine }: RunCommand,
  settings: Settings,
  mask: Mask,
  warnings: readonly string[],
): Promise<RunReport> {
  const progress = showOn(terminal.err, settings.log, clock, mask);
  try {
    for (const warning of warnings) progress.notice('warning', warning);
    const workDir = await makeWorkDir();
    // Who starts the agent in a checkout of their own has chosen to trust it, unless they say otherwise.
    const projectTrusted = settings.projectConfig !== 'ignore';
    return await engine({
      settings,
      environment,
      workDir,
      projectTrusted,
      mask,
      progress,
      clock,
      signal,
    });
  } finally {
    await progress.end();
  }
}

function showOn(
  screen: Terminal['err'],
  level: Settings['log'],
  clock: Clock,
  mask: Mask,
): TreeView | LiveLog {
  if (screen.isTTY === true && level !== 'quiet') return new TreeView(screen, clock, mask);
  const write = (line: string): unknown => screen.write(`${line}\n`);
  return new LiveLog({ write, mask, level, groups: false });
}

function tell({ err }: Terminal, lines: readonly string[]): void {
  err.write(`${lines.join('\n')}\n`);
}

function printJson({ out }: Terminal, report: RunReport, mask: (text: string) => string): void {
  const masked = (_key: string, value: unknown): unknown =>
    typeof value === 'string' ? mask(value) : value;
  out.write(`${JSON.stringify(report, masked, 2)}\n`);
}
