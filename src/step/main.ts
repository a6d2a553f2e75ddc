// oxlint-disable-next-line import/no-unassigned-import -- it has to be evaluated before all the rest
import '../supported-node.ts';
import { systemClock } from '../clock.ts';
import { runStep } from './step.ts';

const { exitCode } = await runStep({
  environment: process.env,
  clock: systemClock,
  write: (line) => process.stdout.write(`${line}\n`),
});

// Everything is awaited: nothing that a library left open may keep the step from ending.
await new Promise((written) => process.stdout.write('', written));
process.exit(exitCode);
