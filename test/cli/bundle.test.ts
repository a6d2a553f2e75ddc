import { execFileSync } from 'node:child_process';
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

test('the bundles find each other and the templates', () => {
  expect(agentRun('init', '--yes', '--workflow', 'none')).toContain('wrote  .github/hygiene.yml');
  expect(agentRun('config', 'lint', '.github/hygiene.yml')).toBe('');
});
