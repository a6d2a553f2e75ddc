import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { systemClock, TIMED_OUT, within } from '../../../src/clock.ts';
import type { GiteaKind } from '../../../src/forge/gitea/version.ts';
import type { GivenServer } from './given-servers.ts';
import { iniOf, type Settings, settingsOf } from './server-settings.ts';
import { untilFound } from './until-found.ts';

const LONGEST_START = 60_000;
const LONGEST_END = 20_000;

/** Ends the server when standard input closes, which it also does when the test is killed: nothing stays behind. */
const SUPERVISED = `
  exec 3<&0
  "$@" </dev/null 3<&- & server=$!
  (read -r _ <&3; kill -TERM $server) & watch=$!
  wait $server
  kill $watch 2>/dev/null`;

const run = promisify(execFile);

/** A Gitea or Forgejo as it is, on loopback, in a folder of its own that goes when it stops. */
export class RealServer {
  readonly kind: GiteaKind;
  /** As people open it, without a slash at the end. */
  readonly url: string;
  readonly folder: string;
  readonly #executable: string;
  #process: ChildProcess | undefined;
  #said = '';

  constructor({ kind, executable }: GivenServer, folder: string, port: number) {
    this.kind = kind;
    this.folder = folder;
    this.url = `http://127.0.0.1:${port}`;
    this.#executable = executable;
  }

  get host(): string {
    return new URL(this.url).host;
  }

  /** What it has printed, for a test that fails. */
  get said(): string {
    return this.#said;
  }

  /** Runs one of the program's own commands; tells what it prints. */
  async command(...parts: readonly string[]): Promise<string> {
    const { stdout } = await run(this.#executable, [...parts, ...this.#place], this.#surroundings);
    return stdout.trim();
  }

  async start(): Promise<void> {
    const started = spawn(
      '/bin/sh',
      ['-c', SUPERVISED, 'sh', this.#executable, 'web', ...this.#place],
      { ...this.#surroundings, stdio: ['pipe', 'pipe', 'pipe'] },
    );
    this.#process = started;
    for (const pipe of [started.stdout, started.stderr]) {
      pipe.setEncoding('utf8').on('data', (piece: string) => {
        this.#said = (this.#said + piece).slice(-100_000);
      });
    }
    await untilFound(
      `${this.kind} answers`,
      async () => {
        if (started.exitCode !== null) throw new Error(`${this.kind} ended:\n${this.#said}`);
        const answer = await fetch(`${this.url}/api/v1/version`).catch(() => undefined);
        await answer?.body?.cancel();
        return answer?.ok === true ? answer : undefined;
      },
      LONGEST_START,
    );
  }

  async stop(): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    if (running === undefined || running.exitCode !== null) return;
    const gone = once(running, 'exit');
    running.stdin?.end();
    if ((await within(systemClock, LONGEST_END, gone)) === TIMED_OUT) {
      running.kill('SIGKILL');
      throw new Error(`${this.kind} does not end:\n${this.#said}`);
    }
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get #place(): string[] {
    return ['--config', join(this.folder, 'app.ini'), '--work-path', this.folder];
  }

  get #surroundings(): { cwd: string; env: Record<string, string> } {
    const env = { PATH: process.env['PATH'] ?? '', HOME: this.folder, USER: userInfo().username };
    return { cwd: this.folder, env };
  }
}

/** An empty server with its database, not yet started. */
export async function newServer(given: GivenServer, settings: Settings = {}): Promise<RealServer> {
  const folder = mkdtempSync(join(tmpdir(), `real-${given.kind}-`));
  const port = await freePort();
  const server = new RealServer(given, folder, port);
  mkdirSync(join(folder, 'log'));
  const own = settingsOf({ folder, port, programFolder: dirname(given.executable) });
  writeFileSync(join(folder, 'app.ini'), iniOf(own, settings));
  await server.command('migrate');
  return server;
}

async function freePort(): Promise<number> {
  const held = createServer().listen(0, '127.0.0.1');
  await once(held, 'listening');
  const { port } = held.address() as AddressInfo;
  held.close();
  await once(held, 'close');
  return port;
}
