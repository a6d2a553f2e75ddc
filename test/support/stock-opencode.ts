import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { seedConfigFolder } from '../../src/agent/checkout.ts';

/** What `opencode run` did, seen from outside. */
export type StockRun = {
  /** Null when a signal ended it. */
  exitCode: number | null;
  /** Milliseconds of the whole process. */
  took: number;
  output: string;
};

export type StockOptions = {
  executable: string;
  /** The checkout that it works in. */
  directory: string;
  /** What it keeps goes below; made when missing. A second run in the same folder finds its data warm. */
  folder: string;
  config: Record<string, unknown>;
  prompt: string;
  /** Leaves opencode its built-in plugins, most of them for ways to log in; off unless asked for. */
  defaultPlugins?: boolean;
  /** Ends it the hard way. */
  signal?: AbortSignal;
};

/** No run takes that long that is not stuck, ms. */
const LIMIT = 120_000;

/** Everything that would make it slower than it has to be, or reach for the network, is off. */
const FLAGS = {
  OPENCODE_DISABLE_AUTOUPDATE: '1',
  OPENCODE_DISABLE_CLAUDE_CODE: '1',
  OPENCODE_DISABLE_EXTERNAL_SKILLS: '1',
  OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
  OPENCODE_DISABLE_MODELS_FETCH: '1',
  OPENCODE_DISABLE_SHARE: '1',
  OPENCODE_EXPERIMENTAL_BACKGROUND_SUBAGENTS: 'true',
};

/** Runs stock `opencode run` by itself: nothing of this machine's settings, and no network, has a part in it. */
export async function runStock(options: StockOptions): Promise<StockRun> {
  const { executable, directory, signal } = options;
  const environment = environmentIn(options.folder);
  const began = performance.now();
  // The prompt comes by stdin: in an argument, `opencode run` would quote it.
  const child = spawn(executable, ['run'], {
    cwd: directory,
    env: {
      ...environment,
      ...FLAGS,
      ...(options.defaultPlugins === true ? {} : { OPENCODE_DISABLE_DEFAULT_PLUGINS: '1' }),
      OPENCODE_CONFIG_CONTENT: JSON.stringify({
        share: 'disabled',
        autoupdate: false,
        snapshot: false,
        permission: { '*': 'allow', question: 'deny' },
        ...options.config,
      }),
    },
    stdio: ['pipe', 'pipe', 'pipe'],
    killSignal: 'SIGKILL',
    timeout: LIMIT,
  });
  signal?.addEventListener('abort', () => child.kill('SIGKILL'), { once: true });
  let output = '';
  for (const pipe of [child.stdout, child.stderr]) {
    pipe.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  child.stdin.end(options.prompt);
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  return { exitCode, took: performance.now() - began, output };
}

function environmentIn(folder: string): Record<string, string> {
  const folders = Object.fromEntries(
    ['HOME', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_STATE_HOME', 'TMPDIR'].map(
      (name) => [name, join(folder, name)],
    ),
  );
  for (const path of Object.values(folders)) mkdirSync(path, { recursive: true });
  seedConfigFolder(join(folder, 'XDG_CONFIG_HOME', 'opencode'));
  return { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8', ...folders };
}
