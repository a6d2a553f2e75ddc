import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { InstallWorld, opencode, run, X64 } from '../support/install-world.ts';

let world: InstallWorld;

beforeEach(async () => {
  world = await InstallWorld.open();
});

afterEach(() => world.close());

test('a version is installed once and then taken from the cache without asking', async () => {
  world.registry.publish(X64, '1.18.20', opencode('1.18.20'));

  const first = await world.install('1.18.20');
  const requests = world.registry.requests.length;
  const second = await world.install('1.18.20');

  expect(run(first)).toBe('1.18.20\n');
  expect(first).toMatchObject({ version: '1.18.20', cached: false, pathEntries: [] });
  expect(second).toMatchObject({ executable: first.executable, cached: true });
  expect(world.registry.requests.length).toBe(requests);
  expect(world.inCache()).toEqual([
    join('1.18.20', X64, 'opencode'),
    join('1.18.20', X64, 'sha256'),
  ]);
});

test('a version without a hash of ours carries a warning', async () => {
  world.registry.publish(X64, '1.18.20', opencode('1.18.20'));

  expect((await world.install('1.18.20')).warnings).toEqual([
    expect.stringContaining('1.18.20 is not what this release was tested with'),
  ]);
});

test.each([
  { asked: '^1.18', gets: '1.18.20' },
  { asked: '1.17.x', gets: '1.17.9' },
  { asked: 'latest', gets: '1.18.20' },
])('$asked is the newest release that fits, with a warning', async ({ asked, gets }) => {
  for (const version of ['1.17.9', '1.9.0', '1.18.20']) {
    world.registry.publish(X64, version, opencode(version));
  }

  const installed = await world.install(asked);

  expect(run(installed)).toBe(`${gets}\n`);
  expect(installed.warnings[0]).toContain(`"${asked}" is ${gets} today`);
});

test('a damaged copy in the cache is replaced', async () => {
  world.registry.publish(X64, '1.18.20', opencode('1.18.20'));
  const { executable } = await world.install('1.18.20');
  writeFileSync(executable, 'half a file');

  const again = await world.install('1.18.20');

  expect(again).toMatchObject({ executable, cached: false });
  expect(run(again)).toBe('1.18.20\n');
  expect(world.inCache().length).toBe(2);
});

test('two jobs at once get the same whole executable', async () => {
  world.registry.publish(X64, '1.18.20', opencode('1.18.20'));

  const both = await Promise.all([world.install('1.18.20'), world.install('1.18.20')]);

  expect(both.map(run)).toEqual(['1.18.20\n', '1.18.20\n']);
  expect(both[0].executable).toBe(both[1].executable);
  expect(world.inCache().length).toBe(2);
});

test('a registry that wants credentials is asked through npm, which has them', async () => {
  world.registry.publish(X64, '1.18.20', opencode('1.18.20'), { token: 'only-npm-knows' });
  const { host } = new URL(world.registry.url);
  writeFileSync(join(world.home, '.npmrc'), `//${host}/:_authToken=only-npm-knows\n`);

  expect(run(await world.install('1.18.20'))).toBe('1.18.20\n');
  expect(world.registry.clients()).toEqual(['us', 'npm']);
});

test('behind a proxy only npm downloads, because it knows when to use it', async () => {
  world.registry.publish(X64, '1.18.20', opencode('1.18.20'));
  world.env = { ...world.env, HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: '127.0.0.1' };

  expect(run(await world.install('1.18.20'))).toBe('1.18.20\n');
  expect(world.registry.clients()).toEqual(['npm']);
});

test('the npm settings of the workspace do not count', async () => {
  world.registry.publish(X64, '1.18.20', opencode('1.18.20'));
  writeFileSync(join(world.home, 'package.json'), '{}');
  writeFileSync(join(world.home, '.npmrc'), `registry=http://127.0.0.1:9/\n`);
  // As the user's own file it would count.
  world.env = { ...world.env, npm_config_userconfig: join(world.home, 'none') };
  delete world.env['npm_config_registry'];
  world.env['NPM_CONFIG_GLOBALCONFIG'] = join(world.home, 'global');
  writeFileSync(join(world.home, 'global'), `registry=${world.registry.url}\n`);

  expect(run(await world.install('1.18.20'))).toBe('1.18.20\n');
});

test('the next package serves when the best one is not published, once it is seen to run', async () => {
  world.registry.publish(X64, '1.18.19', opencode('1.18.19'));
  world.registry.publish('opencode-linux-x64-baseline', '1.18.20', opencode('1.18.20'));

  const { executable } = await world.install('1.18.20');

  expect(executable).toContain('opencode-linux-x64-baseline');
});

test('without ripgrep the run goes on with a warning', async () => {
  world.registry.publish(X64, '1.18.20', opencode('1.18.20'));
  world.env = { ...world.env, PATH: world.pathWith('node', 'npm', 'sh') };

  const installed = await world.install('1.18.20');

  expect(installed.pathEntries).toEqual([]);
  expect(installed.warnings).toContainEqual(
    expect.stringMatching(/ripgrep \(rg\) is not on PATH.*search tools fail/),
  );
});

test('what a killed job left is removed when it is old, and left alone when it may be in use', async () => {
  world.registry.publish(X64, '1.18.20', opencode('1.18.20'));
  const [old, fresh] = ['.staging-old', '.staging-fresh'].map((name) =>
    join(world.home, 'tools', 'opencode', name),
  ) as [string, string];
  for (const folder of [old, fresh]) mkdirSync(folder, { recursive: true });
  const twoHoursAgo = Date.now() / 1000 - 2 * 3600;
  utimesSync(old, twoHoursAgo, twoHoursAgo);

  await world.install('1.18.20');

  expect([existsSync(old), existsSync(fresh)]).toEqual([false, true]);
});

test('without a runner the tools are kept in the cache of the user', async () => {
  world.registry.publish(X64, '1.18.20', opencode('1.18.20'));
  delete world.env['RUNNER_TOOL_CACHE'];

  const { executable } = await world.install('1.18.20');

  expect(executable.startsWith(join(world.home, '.cache', 'agent-run'))).toBe(true);
});
