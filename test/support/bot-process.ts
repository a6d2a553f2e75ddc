import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { systemClock, TIMED_OUT, within } from '../../src/clock.ts';

const MAIN = resolve(import.meta.dirname, '../../src/bot/main.ts');
const BOT_TIME = pathToFileURL(resolve(import.meta.dirname, 'bot-time.mjs')).href;
/** Or the bot would start twice. */
const FLAGS = ['--max-semi-space-size=4'];
const PATIENCE = 20_000;
const LOOK_AGAIN = 10;
/** Of the kernel's clock in a second. */
const TICKS = 100;

export type BotEnd = { code: number | null; signal: NodeJS.Signals | null };

export type BotStart = {
  environment: Readonly<Record<string, string>>;
  /** Where the bot's time is read from; absent: the machine's time. */
  timeFile?: string;
  /** Of Node.js itself. */
  flags?: readonly string[];
  /** Absent: the source. */
  main?: string;
};

/** The real bot in a process of its own. */
export class BotProcess {
  readonly ended: Promise<BotEnd>;
  readonly #child: ChildProcess;
  readonly #timeFile: string | undefined;
  #out = '';
  #error = '';

  constructor({ environment, timeFile, flags = FLAGS, main = MAIN }: BotStart) {
    this.#timeFile = timeFile;
    this.#child = spawn(
      process.execPath,
      [...flags, ...(timeFile === undefined ? [] : ['--import', BOT_TIME]), main],
      {
        env: {
          PATH: process.env['PATH'] ?? '',
          ...(timeFile === undefined ? {} : { TIME_FILE: timeFile }),
          ...environment,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    this.#child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      this.#out += piece;
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (piece: string) => {
      this.#error += piece;
    });
    this.ended = new Promise((settle) => {
      this.#child.once('close', (code, signal) => settle({ code, signal }));
    });
  }

  /** Resolves once it listens; rejects with what it said when it ended instead. */
  async listening(): Promise<this> {
    await untilTrue(() => this.#portLine() !== undefined || this.hasEnded, this);
    if (this.#portLine() === undefined) throw new Error(`The bot did not start:\n${this.said}`);
    return this;
  }

  get port(): number {
    return Number(this.#portLine()?.['port']);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  get log(): string {
    return this.#out;
  }

  get errors(): string {
    return this.#error;
  }

  get said(): string {
    return this.#out + this.#error;
  }

  /** At once: when it returns the process does nothing any more. */
  kill(signal: NodeJS.Signals = 'SIGKILL'): void {
    this.#child.kill(signal);
  }

  /** Has the bot look at the time again. */
  wakeUp(): void {
    if (this.#timeFile !== undefined && !this.hasEnded) this.#child.kill('SIGUSR2');
  }

  /** Bytes of memory: now, and at the most so far. */
  memory(): { now: number; peak: number } {
    const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
    const of = (name: string): number =>
      Number(new RegExp(String.raw`^${name}:\s+(\d+) kB`, 'm').exec(status)?.[1]) * 1024;
    return { now: of('VmRSS'), peak: of('VmHWM') };
  }

  /** Seconds of work so far, whatever else the machine did. */
  processorTime(): number {
    const fields = readFileSync(`/proc/${this.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  }

  async metrics(): Promise<string> {
    return (await fetch(`${this.url}/metrics`)).text();
  }

  linesOf(message: string): Record<string, unknown>[] {
    return this.#lines().filter(({ msg }) => msg === message);
  }

  /** Kills what does not end in time. */
  async stop(): Promise<BotEnd> {
    this.kill('SIGTERM');
    const end = await within(systemClock, PATIENCE, this.ended);
    if (end !== TIMED_OUT) return end;
    this.kill();
    return this.ended;
  }

  #lines(): Record<string, unknown>[] {
    return this.#out
      .slice(0, this.#out.lastIndexOf('\n') + 1)
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  #portLine(): Record<string, unknown> | undefined {
    return this.linesOf('The bot listens')[0];
  }
}

/** Looks again and again until it is so; fails with what the bot said when it never is. */
export async function untilTrue(
  isSo: () => boolean | Promise<boolean>,
  bot?: Pick<BotProcess, 'said'>,
  patience = PATIENCE,
): Promise<void> {
  const end = performance.now() + patience;
  while (!(await isSo())) {
    if (performance.now() > end) {
      throw new Error(`It never came to that:\n${bot?.said.slice(-3000) ?? ''}`);
    }
    await systemClock.sleep(LOOK_AGAIN);
  }
}
