import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { STEP_INPUTS } from '../../src/step/input-table.ts';
import { STEP_OUTPUTS, STEP_VERDICTS } from '../../src/step/output-table.ts';

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}

test('hygiene/action.yml offers every input and output, and runs the bundle', () => {
  const action = parse(read('hygiene/action.yml')) as Record<string, object>;

  expect(Object.keys(action['inputs'] ?? {})).toEqual(STEP_INPUTS.map(({ name }) => name));
  expect(Object.keys(action['outputs'] ?? {})).toEqual(STEP_OUTPUTS.map(({ name }) => name));
  expect(action['runs']).toEqual({ using: 'node24', main: '../dist/hygiene.js' });
});

test.each(['action.yml', 'hygiene/action.yml'])(
  '%s has expressions in defaults only: runners refuse them elsewhere',
  (path) => {
    const elsewhere = read(path)
      .split('\n')
      .filter((line) => line.includes('${{') && !/^ +default: /.test(line));

    expect(elsewhere).toEqual([]);
  },
);

test.each([
  ['hygiene-inputs', STEP_INPUTS.map(({ name }) => name)],
  ['hygiene-outputs', STEP_OUTPUTS.map(({ name }) => name)],
  ['hygiene-verdicts', Object.keys(STEP_VERDICTS)],
])('docs/hygiene-action.md has a table of all %s', (place, names) => {
  const docs = read('docs/hygiene-action.md');
  const table = new RegExp(`<!-- ${place}:[^]*?<!-- /${place} -->`).exec(docs)?.[0] ?? '';

  const rows = [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);

  expect(rows).toEqual(names);
});

test('the workflow in the docs checks out nothing, and asks for what it needs', () => {
  const [, text = ''] = /```yaml\n([^]*?)```/.exec(read('docs/hygiene-action.md')) ?? [];
  const workflow = parse(text) as {
    permissions: object;
    concurrency: object;
    jobs: { hygiene: { steps: { uses: string; with: object }[] } };
  };
  const { steps } = workflow.jobs.hygiene;

  expect(steps.map(({ uses }) => uses)).toEqual(['org/agent-run/hygiene@v1']);
  expect(workflow.permissions).toEqual({
    contents: 'read',
    issues: 'write',
    'pull-requests': 'write',
    checks: 'write',
  });
  const known: string[] = STEP_INPUTS.map(({ name }) => name);
  expect(Object.keys(steps[0]?.with ?? {}).filter((name) => !known.includes(name))).toEqual([]);
});
