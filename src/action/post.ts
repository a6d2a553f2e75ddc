// oxlint-disable-next-line import/no-unassigned-import -- it has to be evaluated before all the rest
import '../supported-node.ts';
import { systemClock } from '../clock.ts';
import { finishStep } from './finish.ts';

// What is left is ended and reported all the same when nobody takes the log any more.
process.stdout.on('error', () => undefined);

await finishStep({
  environment: process.env,
  clock: systemClock,
  write: (line) => process.stdout.write(`${line}\n`),
});
await new Promise((written) => process.stdout.write('', written));
process.exit(0);
