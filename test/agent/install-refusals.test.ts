import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  OPENCODE_PINS,
  OPENCODE_VERSION,
  RIPGREP_PINS,
  RIPGREP_VERSION,
} from '../../src/agent/pins.ts';
import { InstallWorld, opencode, PLATFORM, run, X64 } from '../support/install-world.ts';

let world: InstallWorld;

beforeEach(async () => {
  world = await InstallWorld.open();
});

afterEach(() => world.close());

test('a latest that is another engine is refused as an input', async () => {
  world.registry.publish(X64, '2.0.1', opencode('2.0.1'));

  await expect(world.install('latest')).rejects.toMatchObject({
    outcome: 'invalid-input',
    message: expect.stringContaining('found 2.0.1. 2.x is a different engine') as string,
  });
});

test.each([
  { claim: 'a registry that names another hash than ours', oddity: {}, downloads: 0 },
  {
    claim: 'another file under our hash',
    oddity: { integrity: OPENCODE_PINS[X64]?.integrity ?? '' },
    downloads: 1,
  },
])('the pinned version is refused from $claim', async ({ oddity, downloads }) => {
  world.registry.publish(X64, OPENCODE_VERSION, opencode('evil'), oddity);

  await expect(world.install(OPENCODE_VERSION)).rejects.toMatchObject({
    outcome: 'failed-to-start',
    message: expect.stringContaining('was refused: expected sha512-q/t/3p2C') as string,
  });

  expect(world.registry.downloads().length).toBe(downloads);
  expect(world.inCache()).toEqual([]);
});

test('an executable in the place of the pinned one is never run', async () => {
  const folder = join(world.home, 'tools', 'opencode', OPENCODE_VERSION, X64);
  mkdirSync(folder, { recursive: true });
  const trace = join(world.home, 'trace');
  const planted = `#!/bin/sh\nenv > '${trace}'\n`;
  writeFileSync(join(folder, 'opencode'), planted, { mode: 0o755 });
  writeFileSync(join(folder, 'sha256'), createHash('sha256').update(planted).digest('hex'));

  await expect(world.install(OPENCODE_VERSION)).rejects.toThrow(
    'is not published for this platform',
  );
  expect(existsSync(trace)).toBe(false);
});

test('a file that differs from what the registry names is refused', async () => {
  const integrity = `sha512-${Buffer.alloc(64).toString('base64')}`;
  world.registry.publish(X64, '1.18.20', opencode('1.18.20'), { integrity });

  await expect(world.install('1.18.20')).rejects.toThrow(`expected ${integrity}, found sha512-`);

  expect(world.inCache()).toEqual([]);
});

test('a download that breaks off leaves nothing, and the next one succeeds', async () => {
  world.registry.publish(X64, '1.18.20', opencode('1.18.20'), { cutOff: true });
  await expect(world.install('1.18.20')).rejects.toMatchObject({ outcome: 'failed-to-start' });
  expect(world.inCache()).toEqual([]);

  world.registry.publish(X64, '1.18.20', opencode('1.18.20'));
  expect(run(await world.install('1.18.20'))).toBe('1.18.20\n');
});

test('a fallback that does not run is passed over, and all of them are named in the end', async () => {
  const broken = { 'package/bin/opencode': '#!/bin/sh\nexit 132\n' };
  world.registry.publish('opencode-linux-x64-baseline', '1.18.20', broken);
  world.registry.publish('opencode-linux-x64-musl', '1.18.20', broken);

  await expect(world.install('1.18.20')).rejects.toMatchObject({
    outcome: 'failed-to-start',
    message: expect.stringMatching(
      /No build of opencode runs.*x64-baseline: Command failed.*x64-musl: Command failed/,
    ) as string,
  });

  expect(world.inCache()).toEqual([]);
});

test('a platform without the version is told what there is', async () => {
  world.registry.publish('opencode-linux-arm64', '1.18.18', opencode('1.18.18'));

  await expect(
    world.install('1.18.20', { platform: { ...PLATFORM, arch: 'arm64' } }),
  ).rejects.toMatchObject({
    outcome: 'failed-to-start',
    message: expect.stringContaining(
      'expected one of opencode-linux-arm64, opencode-linux-arm64-musl; ' +
        'the registry that npm is configured for has only opencode-linux-arm64 1.18.18',
    ) as string,
  });
});

test('a package without the executable is refused', async () => {
  world.registry.publish(X64, '1.18.20', { 'package/bin/other': '' });

  await expect(world.install('1.18.20')).rejects.toThrow('expected bin/opencode inside');
});

test('a refusal does not wait for ripgrep', async () => {
  world.registry.publish(X64, OPENCODE_VERSION, opencode('evil'));
  world.registry.publish(
    '@vscode/ripgrep-linux-x64',
    RIPGREP_VERSION,
    {},
    {
      integrity: RIPGREP_PINS['@vscode/ripgrep-linux-x64']?.integrity ?? '',
      silent: true,
    },
  );
  world.env = { ...world.env, PATH: world.pathWith('node', 'npm', 'sh') };

  await expect(world.install(OPENCODE_VERSION)).rejects.toThrow('was refused');
}, 10_000);

test('a machine without npm is told how to go on', async () => {
  world.env = { ...world.env, PATH: world.pathWith('sh', 'rg') };

  await expect(world.install('1.18.20')).rejects.toThrow('expected npm on PATH, found none');
});

test('a cancelled installation stops at once and leaves nothing', async () => {
  world.registry.publish(X64, '1.18.20', opencode('1.18.20'), { silent: true });
  const cancel = new AbortController();
  const installing = world.install('1.18.20', { signal: cancel.signal });
  await expect.poll(() => world.registry.downloads().length).toBe(1);

  cancel.abort(new Error('cancelled'));

  await expect(installing).rejects.toThrow('cancelled');
  expect(world.inCache()).toEqual([]);
});

test('an installation that takes too long ends with the limit', async () => {
  world.registry.publish(X64, '1.18.20', opencode('1.18.20'), { silent: true });
  const clock = { now: () => 0, sleep: () => Promise.resolve() };

  await expect(world.install('1.18.20', { clock })).rejects.toThrow(
    'was not installed within 180 s',
  );
});
