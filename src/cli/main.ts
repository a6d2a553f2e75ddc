#!/usr/bin/env node
// oxlint-disable-next-line import/no-unassigned-import -- it has to be evaluated before all the rest
import '../supported-node.ts';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { diskPlace } from '../action/place.ts';
import { keepNurserySmall } from '../bot/nursery.ts';
import { steadyClock } from '../clock.ts';
import { errorLine, outputLost } from '../text/cli-problems.ts';
import { bearClosedPipes } from './closed-pipe.ts';
import { EXIT } from './mistake.ts';
import { runProgram } from './program.ts';
import { runCommand, type Engine } from './run-command.ts';
import { processDesk } from './process-desk.ts';

const { stdin, stdout, stderr } = process;
bearClosedPipes([stdout, stderr], (error) => {
  stderr.write(`${errorLine(outputLost(error.message))}\n`);
  process.exit(EXIT.failed);
});

/** Loaded only when there is something to run: help and mistakes are answered at once. */
const engine: Engine = async (options) => {
  const { run } = await import('../action/run.ts');
  return run(options);
};

/** The first signal ends the run in order; a second one has the usual effect. */
function cancelledBySignal(): AbortSignal {
  const cancel = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => cancel.abort(signal));
  }
  return cancel.signal;
}

async function outputFolder(wanted: string | undefined): Promise<string> {
  if (wanted === undefined) return mkdtemp(join(tmpdir(), 'agent-run-'));
  const folder = resolve(wanted);
  await mkdir(folder, { recursive: true });
  return folder;
}

const code = await runProgram(process.argv.slice(2), {
  out: (chunk) => stdout.write(chunk),
  err: (chunk) => stderr.write(chunk),
  columns: stdout.columns || 100,
  readInput: () => text(stdin),
  run: (request) =>
    runCommand({
      inputs: request.inputs,
      json: request.json,
      place: diskPlace(process.cwd()),
      terminal: { out: stdout, err: stderr },
      environment: process.env,
      clock: steadyClock,
      signal: cancelledBySignal(),
      makeWorkDir: () => outputFolder(request.outputFolder),
      engine,
    }),
  hygiene: async (request) => {
    const { carryOut } = await import('./hygiene/carry-out.ts');
    return carryOut(request, processDesk(cancelledBySignal()));
  },
  bot: async () => {
    keepNurserySmall();
    // The server ends the process itself once it was told to stop.
    await import('../bot/main.ts');
    return 0;
  },
});

// Everything is written and cleaned up: nothing that a library left open may keep the process from ending.
await new Promise((written) => stdout.write('', written));
process.exit(code);
