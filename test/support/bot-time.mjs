/**
 * Loaded into a bot before anything else: its time is that of the machine plus what the file TIME_FILE says, in
 * milliseconds. SIGUSR2 has the file read again; whoever waits longer than a moment, and is due by then, is woken.
 */
import { readFileSync } from 'node:fs';

const MOMENT = 1500;
const { setTimeout: start, clearTimeout: clear } = globalThis;
const machineNow = Date.now;
const waiting = new Map();
let ahead = 0;

function readTime() {
  ahead = Number(readFileSync(process.env['TIME_FILE'], 'utf8'));
  for (const [timer, { at, work }] of waiting) {
    if (at > Date.now()) continue;
    globalThis.clearTimeout(timer);
    work();
  }
}

Date.now = () => machineNow() + ahead;

globalThis.setTimeout = (work, delay, ...given) => {
  if (!(delay > MOMENT)) return start(work, delay, ...given);
  const timer = start(() => {
    waiting.delete(timer);
    work(...given);
  }, delay);
  waiting.set(timer, { at: Date.now() + delay, work: () => work(...given) });
  return timer;
};

globalThis.clearTimeout = (timer) => {
  waiting.delete(timer);
  clear(timer);
};

process.on('SIGUSR2', readTime);
readTime();
