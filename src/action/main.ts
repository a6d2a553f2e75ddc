// oxlint-disable-next-line import/no-unassigned-import -- it has to be evaluated before all the rest
import '../supported-node.ts';
import { setFlagsFromString } from 'node:v8';
import { steadyClock } from '../clock.ts';
import { cancelSignal } from './cancel-signal.ts';
import { runStep } from './step.ts';

// V8 lets its nursery grow whenever much is thrown away, as with hundreds of sessions; what we keep is small.
setFlagsFromString('--semi-space-growth-factor=1');
// It also lets garbage grow to a multiple of what lives. To collect earlier costs processor time: on Node 20 a fifth more with
// 500 sessions, on Node 24 nothing that could be measured.
setFlagsFromString('--heap-growing-percent=30');

// A log that nobody takes any more, or that has no room, ends no run: outputs, summary and exit code tell how it ended.
process.stdout.on('error', () => undefined);

const { exitCode } = await runStep({
  environment: process.env,
  clock: steadyClock,
  signal: cancelSignal(process),
  write: (line) => process.stdout.write(`${line}\n`),
});

// Everything is awaited and cleaned up: nothing that a library left open may keep the step from ending.
await new Promise((written) => process.stdout.write('', written));
process.exit(exitCode);
