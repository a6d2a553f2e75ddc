import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { buildBundles } from '../../support/bundles.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const PATIENCE = 60_000;

export type Ended = { code: number; out: string; said: string };

type Around = { environment?: Readonly<Record<string, string>>; folder?: string };

/** The bundles of the sources as they are, started the way people and runners start them. */
export class Programs {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** `agent-run` with these words. */
  cli(words: readonly string[], around: Around = {}): Promise<Ended> {
    return this.#run('cli.js', words, around);
  }

  hygieneStep(around: Around): Promise<Ended> {
    return this.#run('hygiene.js', [], around);
  }

  get bot(): string {
    return join(this.folder, 'dist/bot.js');
  }

  #run(
    bundle: string,
    words: readonly string[],
    { environment = {}, folder = this.folder }: Around,
  ): Promise<Ended> {
    const env = { PATH: process.env['PATH'] ?? '', HOME: this.folder, ...environment };
    const program = [join(this.folder, 'dist', bundle), ...words];
    return new Promise((settle) => {
      execFile(
        process.execPath,
        program,
        { cwd: folder, env, timeout: PATIENCE },
        (error, out, said) => {
          settle({ code: error === null ? 0 : Number(error.code ?? -1), out, said });
        },
      );
    });
  }
}

/** Built once for the tests of a file, where the packages of the server are found from. */
export function programsOfFile(): () => Programs {
  let programs: Programs | undefined;
  beforeAll(async () => {
    const cache = join(ROOT, '.cache');
    mkdirSync(cache, { recursive: true });
    programs = new Programs(mkdtempSync(join(cache, 'real-')));
    await buildBundles(join(programs.folder, 'dist'));
    symlinkSync(join(ROOT, 'templates'), join(programs.folder, 'templates'));
  });
  afterAll(() => {
    if (programs !== undefined) rmSync(programs.folder, { recursive: true, force: true });
  });
  return () => {
    if (programs === undefined) throw new Error('nothing was built');
    return programs;
  };
}
