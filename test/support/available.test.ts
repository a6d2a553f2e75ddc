import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { chromium, requireInCi } from './available.ts';

test.each([
  { claim: 'what is here runs everywhere', present: true, env: { CI: 'true' }, runs: true },
  { claim: 'what is absent is left out at home', present: false, env: {}, runs: false },
])('$claim', ({ present, env, runs }) => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  onTestFinished(() => warn.mockRestore());

  expect(requireInCi('a browser', present, 'install one', env)).toBe(runs);

  expect(warn.mock.calls.flat()).toEqual(
    runs ? [] : ['Left out, a browser is absent: install one'],
  );
});

test('what is absent fails in CI and says how to get it', () => {
  expect(() => requireInCi('a browser', false, 'install one', { CI: 'true' })).toThrow(
    'a browser is absent and CI leaves no test out: install one',
  );
});

test('the browser is the first known executable on PATH, and CHROMIUM wins over it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'browser-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const PATH = ['/nowhere', folder].join(delimiter);
  const browser = join(folder, 'google-chrome');
  writeFileSync(browser, '');

  expect(chromium({ PATH })).toBeUndefined();
  chmodSync(browser, 0o755);
  expect(chromium({ PATH })).toBe(browser);
  expect(chromium({ PATH, CHROMIUM: '/opt/mine' })).toBe('/opt/mine');
});
