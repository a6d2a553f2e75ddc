import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { build, type OutputOptions } from 'rolldown';
import { afterAll, beforeAll, expect, test } from 'vitest';
import config from '../../rolldown.config.ts';

const ROOT = resolve(import.meta.dirname, '../..');

let folder: string;

/** The terminal's bundles as they are published: in `dist`, beside the templates. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'agent-run-cli-bundle-'));
  const bundles = config.filter(
    ({ input }) => typeof input === 'string' && input.startsWith('src/cli/'),
  );
  for (const bundle of bundles) {
    const output = bundle.output as OutputOptions;
    const file = join(folder, 'dist', basename(output.file ?? ''));
    // Other plugins collect licences into dist/ and change no code.
    await build({ ...bundle, plugins: [], output: { ...output, file } });
  }
  symlinkSync(join(ROOT, 'templates'), join(folder, 'templates'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function agentRun(...argv: string[]): string {
  const program = join(folder, 'dist/cli.js');
  return execFileSync(process.execPath, [program, ...argv], {
    cwd: folder,
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

test('the hygiene half is a file of its own, which a run does not read', () => {
  expect(readFileSync(join(folder, 'dist/cli.js'), 'utf8')).toContain('import("./cli-hygiene.js")');
  expect(statSync(join(folder, 'dist/cli.js')).size).toBeLessThan(700_000);
});

test.each(['16.20.2', '18.20.8'])('Node %s is told to be too old', (version) => {
  const older = `{ value: { ...process.versions, node: '${version}' } }`;
  const first = `data:text/javascript,Object.defineProperty(process, 'versions', ${older})`;

  const { status, stdout } = spawnSync(
    process.execPath,
    ['--import', first, join(folder, 'dist/cli.js'), '--version'],
    { encoding: 'utf8' },
  );

  expect(status).toBe(1);
  expect(stdout).toContain(`needs Node 20 or newer, and was started with Node ${version} `);
});

test('what Node 16 lacks is not linked before it could be told', () => {
  const program = readFileSync(join(folder, 'dist/cli.js'), 'utf8');

  expect(program).not.toMatch(/^import .*node:(readline\/promises|sqlite)/m);
});

test('the bundles find each other and the templates', () => {
  expect(agentRun('init', '--yes', '--workflow', 'none')).toContain('wrote  .github/hygiene.yml');
  expect(agentRun('config', 'lint', '.github/hygiene.yml')).toBe('');
});
