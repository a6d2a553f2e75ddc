import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { exportedSession } from '../../src/agent/session-file.ts';

const NOW = 1_795_352_877_000;

function said(created: number, differences: object = {}): unknown {
  return { info: { id: 'msg_1', role: 'user', time: { created } }, parts: [], ...differences };
}

function session(messages: unknown, id = 'ses_1'): string {
  return JSON.stringify({ info: { id }, messages });
}

function fileWith(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'agent-run-session-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'session.json');
  writeFileSync(path, content);
  return path;
}

test.each([
  ['without a message', []],
  ['with one from before', [said(NOW - 1)]],
])('an export %s is gone on from by its id', async (_, messages) => {
  expect(await exportedSession(fileWith(session(messages)), NOW)).toBe('ses_1');
});

test.each([
  ['an empty file', '', 'found nothing'],
  ['half a file', session([said(1)]).slice(0, -2), 'found no JSON'],
  ['a list', '[]', 'without `info` and `messages`'],
  ['a session without messages', '{"info":{"id":"ses_1"}}', 'without `info` and `messages`'],
  ['what is no session', session([], 'msg_1'), 'none of a session'],
  ['a message without parts', session([said(1), said(1, { parts: 'x' })]), 'entry 2'],
  ['a message of nobody', session([{ info: { id: 'msg_1' }, parts: [] }]), 'entry 1'],
  ['a message from the future', session([said(NOW + 90_000)]), "1m30s ahead of this machine's"],
])('%s is refused', async (_, content, words) => {
  const path = fileWith(content);

  await expect(exportedSession(path, NOW)).rejects.toMatchObject({
    name: 'SessionFileError',
    message: expect.stringContaining(words) as unknown,
  });
});

test('a file that cannot be read is refused by its name', async () => {
  await expect(exportedSession('/nowhere/session.json', NOW)).rejects.toThrow(
    '/nowhere/session.json could not be read: ENOENT',
  );
});
