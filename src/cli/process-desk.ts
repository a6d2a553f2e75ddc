import { text } from 'node:stream/consumers';
import { systemClock } from '../clock.ts';
import type { Desk } from './hygiene/desk.ts';
import { Cancelled } from './mistake.ts';

/** The terminal that this process was started in. */
export function processDesk(signal: AbortSignal): Desk {
  const { stdin, stdout, stderr } = process;
  const isAnswered = stdin.isTTY && stderr.isTTY;
  return {
    out: stdout,
    err: stderr,
    ...(isAnswered ? { ask: (question) => askPerson(question, signal) } : {}),
    readInput: () => text(stdin),
    folder: process.cwd(),
    environment: process.env,
    clock: systemClock,
    signal,
  };
}

/** Answers go to standard error's side: standard output is for results. */
async function askPerson(question: string, signal: AbortSignal): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await asking.question(question, { signal });
  } catch (error) {
    // Ctrl+C and Ctrl+D come as errors here.
    throw new Cancelled('nobody answers', { cause: error });
  } finally {
    asking.close();
  }
}
