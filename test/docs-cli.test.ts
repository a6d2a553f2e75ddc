import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { carryOut } from '../src/cli/hygiene/carry-out.ts';
import { runProgram } from '../src/cli/program.ts';
import { systemClock } from '../src/clock.ts';
import { checkoutWith } from './cli/hygiene/typed.ts';
import { openedGitea } from './support/forge-world/gitea/opened-gitea.ts';
import { openedGithub } from './support/forge-world/github/opened-github.ts';

const MENU = '.github/ISSUE_TEMPLATE/config.yml';
const FILES = {
  '.github/pull_request_template.md': '## What\n\n## Why\n',
  '.github/hygiene.yml': 'version: 1\nsince: 2020-01-01\nissues: { blank: allow }\n',
  [MENU]: 'blank_issues_enabled: false\n',
  '.github/ISSUE_TEMPLATE/bug.md': '---\nname: Bug\nabout: A bug\n---\n',
};

/** What a command prints with `--json`; the forge is GitHub unless an address says something else. */
async function printed(line: string, folder: string, server: string): Promise<object> {
  let out = '';
  await runProgram([...line.split(' '), '--json'], {
    out: () => undefined,
    err: () => undefined,
    columns: 100,
    readInput: () => Promise.resolve('Please merge.'),
    run: () => Promise.resolve(0),
    bot: () => Promise.resolve(0),
    hygiene: (request) =>
      carryOut(request, {
        out: { write: (text) => (out += text) },
        err: { write: () => true },
        readInput: () => Promise.resolve('Please merge.'),
        folder,
        environment: { GITHUB_API_URL: server, GITHUB_TOKEN: 'ghs_of_a_test', GITEA_TOKEN: 't' },
        clock: systemClock,
        signal: new AbortController().signal,
      }),
  });
  return JSON.parse(out) as object;
}

/** The fields that the page tells of, of the object itself and of the objects in its lists and fields. */
function told(command: string): { always: Set<string>; all: Set<string> } {
  const page = readFileSync(new URL('../docs/cli.md', import.meta.url), 'utf8');
  const row = page.split('\n').find((line) => line.startsWith(`| \`${command}\` `)) ?? '';
  const fields = (row.split('|')[2] ?? '').replace(/\([^)]*\)/g, '').match(/`[^`]+`/g) ?? [];
  const names = fields.map((field) => field.slice(1, -1).replace('[]', ''));
  return {
    always: new Set(names.filter((name) => !name.endsWith('?'))),
    all: new Set(names.map((name) => name.replace('?', ''))),
  };
}

/** Names of fields whose own fields are data: rules, fates, pull requests. */
const CLOSED = new Set(['fates', 'merged', 'pull', 'refusal', 'value']);

function fieldsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(fieldsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    name,
    ...(CLOSED.has(name) ? [] : fieldsOf(inner)),
  ]);
}

test.each([
  ['check', 'check --title x --body-file -'],
  ['config lint', 'config lint'],
  ['config explain', 'config explain'],
  ['simulate', 'simulate --repo octo/hello'],
  ['sweep', 'sweep --repo octo/hello --recent 1d --dry-run'],
  ['blank-issues get', 'blank-issues get --repo octo/hello'],
  ['blank-issues set', 'blank-issues set on --repo octo/hello'],
  ['blank-issues set', 'blank-issues set on --dry-run --repo octo/hello'],
])('the page tells of what %s prints as JSON: %s', async (command, line) => {
  const { world, server } = await openedGithub();
  world.repository({ files: FILES });
  world.openPull({ author: 'ann', body: 'Please merge.' });
  const folder = checkoutWith({ ...FILES, '.github/hygiene.yml': 'version: 1\nmode: warm\n' });

  const fields = new Set(fieldsOf(await printed(line, folder, server.url)));

  const { always, all } = told(command);
  expect([...fields].filter((name) => !all.has(name))).toEqual([]);
  expect([...always].filter((name) => !fields.has(name))).toEqual([]);
});

test('the page tells of what doctor prints as JSON', async () => {
  const { world, server } = await openedGitea();
  world.repository({ files: FILES });

  const line = `doctor --repo ${server.url}/octo/hello`;
  const fields = fieldsOf(await printed(line, checkoutWith({}), server.url));

  expect(new Set(fields)).toEqual(told('doctor').always);
});
