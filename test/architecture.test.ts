import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { violations } from './support/architecture.ts';
import { readSource } from './support/source-facts.ts';

const root = new URL('../', import.meta.url);

test('every source keeps to the architecture', () => {
  const folders = ['src', 'test', 'scripts', 'bench'].filter((name) =>
    existsSync(new URL(name, root)),
  );
  const paths = folders.flatMap(sourcesIn);
  expect(paths.length).toBeGreaterThan(20);

  const found = paths.flatMap((path) =>
    violationsOf(path, readFileSync(new URL(path, root), 'utf8')).map(
      (problem) => `${path} ${problem}`,
    ),
  );

  expect(found).toEqual([]);
});

test.each([
  ['action', "import { a } from '../agent/server.ts';"],
  ['action', "import { a } from '../clock.ts';"],
  ['agent', "import type { Settings } from '../action/settings.ts';"],
  ['agent', "import { spawn } from 'node:child_process';"],
  ['agent', "import { connect } from './client.ts';"],
  ['sessions', "import type { Clock } from '../clock.ts';"],
  ['sessions', 'export const at = (instant: number) => new Date(instant).toISOString();'],
  ['text', "import { OUTCOMES } from '../sessions/outcome.ts';"],
  ['action', 'export const stop = (server: Server) => server.setTimeout(5);'],
  ['action', 'export const limits = { setTimeout: 5 };'],
  ['forge/gitea', "import { Forge } from '../forge.ts';"],
])('a file in %s may say: %s', (folder, text) => {
  expect(violationsOf(`src/${folder}/some.ts`, text)).toEqual([]);
});

test.each([
  ['action', "import { a } from '../hygiene/config.ts';", 'action may not know hygiene'],
  ['action', "import type { A } from '../bot/queue.ts';", 'action may not know bot'],
  ['hygiene', "import { a } from '../action/inputs.ts';", 'hygiene may not know action'],
  ['agent', "import { a } from '../forge/forge.ts';", 'agent may not know forge'],
  ['agent', "import { a } from '../action/settings.ts';", 'agent may not know action'],
  ['agent', "export { a } from '../action/run.ts';", 'agent may not know action'],
  ['agent', "export * from '../action/run.ts';", 'agent may not know action'],
  ['agent', "const { a } = await import('../action/run.ts');", 'agent may not know action'],
  ['sessions', "import type { A } from '../agent/wire.ts';", 'sessions may not know agent'],
  ['forge', "import { a } from './github/client.ts';", 'the port may not know github'],
  ['forge/gitea', "import { a } from '../github/client.ts';", 'gitea may not know github'],
  ['agent', "import { info } from '@actions/core';", 'imports @actions/core: only'],
  ['action', "import { spawn } from 'node:child_process';", 'imports node:child_process: only'],
  ['action', "import { spawn } from 'child_process';", 'imports child_process: only'],
  ['bot', "import { Probot } from 'probot';", 'imports probot: only src/bot/main.ts'],
  ['action', "import { DatabaseSync } from 'node:sqlite';", 'imports node:sqlite: only src/bot'],
  ['agent', 'setTimeout(() => undefined, 5);', 'uses setTimeout: only src/clock.ts'],
  ['agent', 'globalThis.setTimeout(() => undefined, 5);', 'uses setTimeout: only src/clock.ts'],
  ['agent', 'export const wait = promisify(setTimeout);', 'uses setTimeout: only src/clock.ts'],
  ['agent', 'AbortSignal.timeout(5);', 'uses AbortSignal.timeout: only src/clock.ts'],
  ['agent', "import { setTimeout } from 'node:timers/promises';", 'imports node:timers/promises'],
  ['action', 'process.exit(1);', 'uses process.exit: only src/action/main.ts'],
  ['sessions', "import { readFileSync } from 'node:fs';", 'imports node:fs, which is not pure'],
  ['sessions', "import { clock } from '../clock.ts';", 'imports ../clock.ts, which is not pure'],
  ['sessions', 'export const now = () => Date.now();', 'uses Date.now, which is not pure'],
  ['sessions', 'export const now = () => new Date();', 'uses new Date, which is not pure'],
  ['text', 'console.log(1);', 'uses console, which is not pure'],
  ['text', "export const home = process.env['HOME'];", 'uses process, which is not pure'],
  ['action', 'export default 1;', 'has a default export'],
  ['action', 'const a = 1;\nexport { a as default };', 'has a default export'],
  ['action/utils', 'export const a = 1;', '"utils" names no concept'],
])('a file in %s may not say: %s', (folder, text, says) => {
  expect(violationsOf(`src/${folder}/some.ts`, text)).toContainEqual(expect.stringContaining(says));
});

test.each([
  ['src/action/utils.ts', 1, '"utils.ts" names no concept'],
  ['test/support/session-helpers.ts', 1, '"session-helpers.ts" names no concept'],
  ['src/bot/job-manager.ts', 1, '"job-manager.ts" names no concept'],
  ['test/long.test.ts', 301, 'has 301 lines, at most 300'],
])('%s of %i lines is told what to do', (path, lines, says) => {
  expect(violationsOf(path, '//\n'.repeat(lines))).toEqual([expect.stringContaining(says)]);
});

test.each(['src/action/managed.ts', 'src/text/commonmark.ts', 'src/agent/utilisation.ts'])(
  '%s is a name',
  (path) => {
    expect(violationsOf(path, '//\n'.repeat(300))).toEqual([]);
  },
);

function violationsOf(path: string, text: string): string[] {
  return violations(path, readSource(path, text));
}

function sourcesIn(folder: string): string[] {
  return readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts'));
}
