import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isOnPath, requireInCi } from '../../support/available.ts';
import { checkoutWith, folderWith } from './typed.ts';

const MAIN = resolve(import.meta.dirname, '../../../src/cli/main.ts');

/** Runs `init` before a terminal, and presses a key when it asks. */
function askedAndPressed(
  key: string,
  folder: string,
): Promise<{ said: string; code: number | null }> {
  const command = `"${process.execPath}" "${MAIN}" init --forge github`;
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, TERM: 'dumb' },
    timeout: 40_000,
    killSignal: 'SIGKILL',
  });
  let said = '';
  let isPressed = false;
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (isPressed || !said.includes('What should the config start from?')) return;
    isPressed = true;
    child.stdin.write(key);
  });
  return new Promise((done) => child.once('close', (code) => done({ said, code })));
}

const hasTerminal = requireInCi('script', isOnPath('script'), 'apt-get install bsdutils');

test.runIf(hasTerminal).each([
  ['Ctrl+C', '\u0003'],
  ['Ctrl+D', '\u0004'],
])(
  '%s in place of an answer ends the command with 130, and nothing is written',
  async (_key, code) => {
    const folder = checkoutWith({});

    const ended = await askedAndPressed(code, folder);

    expect(ended.code).toBe(130);
    expect(ended.said).toContain('Ended.');
    expect(ended.said).not.toMatch(/went wrong|Abort/);
    expect(existsSync(join(folder, '.github'))).toBe(false);
  },
);

test('Ctrl+C ends a command that waits for a forge', async () => {
  const server = createServer();
  const isAsked = once(server, 'request');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const child = spawn(process.execPath, [MAIN, 'check', 'https://github.com/octo/hello/pull/1'], {
    cwd: folderWith({}),
    env: {
      PATH: process.env['PATH'] ?? '',
      GITHUB_API_URL: `http://127.0.0.1:${String(port)}`,
      GITHUB_TOKEN: 'ghs_of_a_test',
    },
    timeout: 40_000,
    killSignal: 'SIGKILL',
  });
  const ended = new Promise((done) => child.once('close', done));

  await isAsked;
  child.kill('SIGINT');

  expect(await ended).toBe(130);
});
