import { expect, test } from 'vitest';
import type { RawInputs } from '../../src/action/given-inputs.ts';
import { memoryPlace } from '../support/memory-place.ts';
import { FILES, problemsOf } from '../support/read-inputs.ts';

/** The one problem of a run that has a prompt. */
async function problemOf(raw: RawInputs): Promise<string> {
  const problems = await problemsOf({ prompt: 'Go.', ...raw });
  expect(problems).toHaveLength(1);
  return problems[0] ?? '';
}

const refused: [title: string, raw: RawInputs, says: string][] = [
  ['a model without provider', { model: 'opus' }, '`model`: expected `provider/model`'],
  ['a model without a name', { model: 'anthropic/' }, '"anthropic/"'],
  [
    'a plain number as duration',
    { timeout: '30' },
    '`timeout`: 30 has no unit. Write `30s`, `30m` or `30h`.',
  ],
  ['a duration in words', { timeout: '5 minutes' }, '`90s`, `30m` or `1h30m`, found "5 minutes"'],
  [
    'a wait without end',
    { 'no-progress-timeout': '0s' },
    '`no-progress-timeout`: it must be longer than zero',
  ],
  ['a wait longer than timers', { timeout: '30d' }, 'the longest duration is `24d`'],
  [
    'a negative count',
    { 'retry-limit': '-1' },
    '`retry-limit`: expected a whole number, 0 or more',
  ],
  ['no tokens at all', { 'max-tokens': '0' }, '1 or more'],
  ['a currency sign', { 'max-cost': '$5' }, '`max-cost`: expected a number above zero'],
  ['no money at all', { 'max-cost': '0' }, 'above zero'],
  ['yes for true', { background: 'yes' }, '`background`: expected `true` or `false`, found "yes"'],
  [
    'a slip in a choice',
    { summary: 'breif' },
    '`full`, `brief` or `off`, found "breif". Did you mean `brief`?',
  ],
  ['an unknown choice', { log: 'everything' }, '`full`, `brief` or `quiet`, found "everything".'],
  ['a slip in an outcome', { 'fail-on': 'timeout' }, 'Did you mean `timed-out`?'],
  ['part of an outcome', { 'fail-on': '!denials' }, 'Did you mean `completed-with-denials`?'],
  [
    'a slip in the name of an input',
    { promtp: 'Go.' },
    '`promtp` is not an input of agent-run. Did you mean `prompt`?',
  ],
  ['an underscore in the name of an input', { max_cost: '5' }, 'Did you mean `max-cost`?'],
  [
    'a missing file',
    { files: 'c.txt, d.txt' },
    '`files`: there is no file "d.txt" (looked in /workspace)',
  ],
  ['a folder as a file', { session: 'pkg' }, '`session`: expected a file, but "pkg" is a folder'],
  [
    'a missing folder',
    { 'working-directory': 'lib' },
    '`working-directory`: there is no folder "lib"',
  ],
  [
    'a file as a folder',
    { 'working-directory': 'c.txt' },
    'expected a folder, but "c.txt" is a file',
  ],
  [
    'a way out of the workspace',
    { session: '../elsewhere/export.json' },
    'leads out of the workspace',
  ],
  [
    'a missing config file',
    { config: 'opencode.json' },
    '`config`: there is no file "opencode.json"',
  ],
  [
    'config that is a list',
    { config: 'list.yml' },
    '`config`: expected a map of names to values, found a list',
  ],
  [
    'broken config',
    { config: '{"a": [1,}' },
    '`config`: expected JSON or YAML, but it could not be read',
  ],
  [
    'a schema of another type',
    { 'output-schema': '{"type":"string"}' },
    '`output-schema`: expected a JSON Schema with `type: object`',
  ],
  [
    'two schemas',
    { 'output-schema': '{"type":"object"}', 'output-schema-file': 'schema.json' },
    'Give only one of `output-schema` and `output-schema-file`.',
  ],
  ['another engine', { 'opencode-version': '2.0.1' }, '`opencode-version`: expected 1.x'],
  [
    'an unknown tag',
    { 'opencode-version': 'newest' },
    '`opencode-version`: expected a version such as',
  ],
  ['arguments without a command', { arguments: 'src' }, '`arguments`: it belongs to `command`'],
  [
    'a second task',
    { 'prompt-file': 'prompt.md' },
    'Give exactly one of `prompt`, `prompt-file` and `command`; found `prompt` and `prompt-file`.',
  ],
];

test.each(refused)('refuses %s', async (_title, raw, says) => {
  expect(await problemOf(raw)).toContain(says);
});

test.each([
  ['nothing to do', {}, 'none was found'],
  ['an empty prompt file', { 'prompt-file': 'empty.md' }, '`prompt-file`: "empty.md" is empty.'],
  [
    'a command with its arguments',
    { command: '/review src' },
    'Write `command: review` and `arguments: src`.',
  ],
  ['a slash without a command', { command: '/' }, 'expected the name of a command'],
])('refuses %s', async (_title, raw, says) => {
  const problems = await problemsOf(raw);

  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(says);
});

test('all problems are told at once', async () => {
  const raw = {
    model: 'x',
    timeout: '5',
    log: 'ful',
    'fail-on': 'a, b',
    files: 'no.txt',
    titel: 'T',
  };

  const problems = await problemsOf(raw);

  expect(problems.map((problem) => problem.match(/`[^`]+`/)?.[0])).toEqual([
    '`titel`',
    '`prompt`',
    '`model`',
    '`files`',
    '`timeout`',
    '`log`',
    '`fail-on`',
    '`fail-on`',
  ]);
});

test('a value given in place of a name is not repeated: it may be a secret', async () => {
  const problem = await problemOf({ environment: 'TOKEN=hunter2' });

  expect(problem).toContain('TOKEN=…');
  expect(problem).not.toContain('hunter2');
});

test('problems hold no line break, so that a log command cannot be hidden in one', async () => {
  const problem = await problemOf({ model: 'x\n::set-output name=a::b' });

  expect(problem).not.toMatch(/[\r\n]/);
});

test('a file that cannot be read is a problem, with the reason', async () => {
  const tooLarge = memoryPlace(FILES, {
    readFile: () => Promise.reject(new Error('it is larger than 1 byte.')),
  });

  const problems = await problemsOf({ 'prompt-file': 'c.txt' }, tooLarge);

  expect(problems).toEqual(['`prompt-file`: "c.txt" could not be read: it is larger than 1 byte.']);
});
