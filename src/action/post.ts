import { systemClock } from '../clock.ts';
import { finishStep } from './finish.ts';

await finishStep({
  environment: process.env,
  clock: systemClock,
  write: (line) => process.stdout.write(`${line}\n`),
});
await new Promise((written) => process.stdout.write('', written));
process.exit(0);
