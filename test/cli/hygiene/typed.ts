import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

const MAIN = resolve(import.meta.dirname, '../../../src/cli/main.ts');

export type Ended = { code: number | null; out: string; err: string };

export type Around = {
  folder: string;
  environment?: Readonly<Record<string, string>>;
  input?: string;
  /** Whether the person presses Ctrl+C, having read so much of standard error. */
  interruptAfter?: (said: string) => boolean;
  /** Called when that was done. */
  interrupted?: () => void;
};

/** The real process, as a shell would start it, without a token of this machine. */
export async function typed(argv: readonly string[], around: Around): Promise<Ended> {
  const { folder, environment = {}, input = '', interruptAfter, interrupted } = around;
  const child = spawn(process.execPath, [MAIN, ...argv], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...environment },
    timeout: 40_000,
    killSignal: 'SIGKILL',
  });
  child.stdin.end(input);
  if (interruptAfter !== undefined) {
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (!interruptAfter(said)) return;
      child.kill('SIGINT');
      interrupted?.();
    });
  }
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}

/** A folder with these files, which goes when the test ends. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'agent-run-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** A checkout of a repository of this address, as git leaves it. */
export function checkoutWith(
  files: Readonly<Record<string, string>>,
  remote = 'https://github.com/octo/hello.git',
): string {
  return folderWith({
    '.git/HEAD': 'ref: refs/heads/topic\n',
    '.git/config': `[core]\n\tbare = false\n[remote "origin"]\n\turl = ${remote}\n`,
    '.git/refs/remotes/origin/HEAD': 'ref: refs/remotes/origin/trunk\n',
    ...files,
  });
}
