import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { generatedFiles } from '../scripts/docs.ts';
import { INPUTS } from '../src/action/input-table.ts';
import { OUTPUTS } from '../src/action/output-table.ts';
import { OUTCOMES } from '../src/sessions/outcome.ts';

const files = await generatedFiles();

function read(path: string): string {
  return readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
}

test.each(files)(
  '$path says what the source says; `npm run docs` writes it',
  ({ is, shouldBe }) => {
    expect(is).toBe(shouldBe);
  },
);

test('action.yml offers every input and output, and runs the two bundles', () => {
  const action = parse(read('action.yml')) as Record<string, object>;

  expect(Object.keys(action['inputs'] ?? {})).toEqual(INPUTS.map(({ name }) => name));
  expect(Object.keys(action['outputs'] ?? {})).toEqual(OUTPUTS.map(({ name }) => name));
  expect(action['runs']).toEqual({
    using: 'node24',
    main: 'dist/main.js',
    post: 'dist/post.js',
    'post-if': 'always()',
  });
});

test.each([
  ['README.md', 'inputs', INPUTS.map(({ name }) => name)],
  ['README.md', 'outputs', OUTPUTS.map(({ name }) => name)],
  ['README.md', 'outcomes', OUTCOMES],
  ['docs/run.md', 'outcomes', OUTCOMES],
])('%s has a table of all %s', (path, place, names) => {
  const table = new RegExp(`<!-- ${place}:[^]*?<!-- /${place} -->`).exec(read(path))?.[0] ?? '';

  const rows = [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);

  expect(rows).toEqual(names);
});
