import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeRegistry } from '../support/fake-registry.ts';

const script = new URL('../../scripts/ensure.mjs', import.meta.url);

let registry: FakeRegistry;
let project: string;

beforeEach(async () => {
  registry = await FakeRegistry.start();
  project = mkdtempSync(join(tmpdir(), 'ensure-'));
  cpSync(script, join(project, 'scripts/ensure.mjs'));
  registry.publish('tool', '1.0.0', {});
  registry.publish('tool', '2.0.0', {});
  lock({ tool: '1.0.0' });
});

afterEach(async () => {
  await registry.stop();
  rmSync(project, { recursive: true });
});

test('what is missing is installed, and then nothing is started any more', async () => {
  expect(await ensure()).toMatchObject({ code: 0, said: expect.stringContaining('everything') });
  const requests = registry.requests.length;

  expect(await ensure()).toEqual({ code: 0, said: '' });
  expect(registry.requests.length).toBe(requests);
  expect(existsSync(join(project, 'node_modules/tool/package.json'))).toBe(true);
});

test.each([
  { claim: 'a changed lock file', change: () => lock({ tool: '2.0.0' }) },
  {
    claim: 'a removed package',
    change: () => rmSync(join(project, 'node_modules/tool'), { recursive: true }),
  },
])('$claim is made up for', async ({ change }) => {
  await ensure();
  change();

  expect(await ensure()).toMatchObject({
    code: 0,
    said: expect.stringContaining('out of date: node_modules/tool'),
  });
  expect(await ensure()).toEqual({ code: 0, said: '' });
});

test('a package of another platform is not missed', async () => {
  lock(
    { tool: '1.0.0' },
    { elsewhere: { version: '1.0.0', optional: true, os: ['aix'], cpu: ['ppc64'] } },
  );
  await ensure();

  expect(await ensure()).toEqual({ code: 0, said: '' });
});

test('a failed installation says what was expected and what to do', async () => {
  const result = await ensure('http://127.0.0.1:9/');

  expect(result.code).toBe(1);
  expect(result.said).toMatch(/npm ci ended with exit code 1;[^]*Expected: [^]*To do: /);
});

function lock(dependencies: Record<string, string>, optional: Record<string, object> = {}): void {
  const names = Object.fromEntries(Object.keys(optional).map((name) => [name, '1.0.0']));
  const manifest = { name: 'p', version: '1.0.0', dependencies, optionalDependencies: names };
  const locked = Object.entries(dependencies).map(
    ([name, version]) => [name, { version }] as const,
  );
  const packages = Object.fromEntries(
    [...locked, ...Object.entries(optional)].map(([name, entry]) => [
      `node_modules/${name}`,
      entry,
    ]),
  );
  write('package.json', manifest);
  write('package-lock.json', {
    name: 'p',
    version: '1.0.0',
    lockfileVersion: 3,
    packages: { '': manifest, ...packages },
  });
}

function write(path: string, content: object): void {
  writeFileSync(join(project, path), JSON.stringify(content));
}

async function ensure(url = registry.url): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [join(project, 'scripts/ensure.mjs')], {
    env: {
      PATH: process.env['PATH'],
      HOME: project,
      npm_config_registry: url,
      npm_config_fetch_retries: '0',
      npm_config_cache: join(project, '.npm'),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}
