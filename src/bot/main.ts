import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemClock } from '../clock.ts';
import { configurationRefused, nodeTooOld } from '../text/bot-configuration.ts';
import { readConfiguration, type BotConfiguration } from './configuration.ts';
import { errorWords } from './log.ts';
import { keepNurserySmall } from './nursery.ts';
import { QueueProblem } from './queue/problem.ts';
import { startBot } from './start.ts';

/** Runs the bot until it is told to stop; the result is the exit code. */
async function runBot(): Promise<number> {
  const { stdout, stderr, versions } = process;
  if (!isNewEnough(versions.node)) return refuse(nodeTooOld(versions.node));
  const read = readConfiguration({ environment: process.env, readFile });
  if ('problems' in read) return refuse(configurationRefused(read.problems));
  const { configuration } = read;
  try {
    makeDataFolder(configuration);
    const bot = await startBot({
      configuration,
      clock: systemClock,
      write: (line) => stdout.write(line),
    });
    await signalled();
    await bot.stop();
    return 0;
  } catch (error) {
    stderr.write(`${error instanceof QueueProblem ? error.message : errorWords(error)}\n`);
    return 1;
  }
}

function refuse(text: string): number {
  process.stderr.write(`${text.trimEnd()}\n`);
  return 2;
}

/** `node:sqlite` came without a flag in 22.13. */
function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 13);
}

function makeDataFolder({ queue }: BotConfiguration): void {
  if (queue.databaseUrl === undefined) mkdirSync(dirname(queue.sqlitePath), { recursive: true });
}

function readFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The first signal stops the bot in order; a second one has the usual effect. */
function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

keepNurserySmall();
const code = await runBot();

// The queue is closed and every answer given: nothing that a library left open may keep the process from ending.
await new Promise((written) => process.stdout.write('', written));
process.exit(code);
