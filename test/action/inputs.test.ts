import { describe, expect, test } from 'vitest';
import { rawInputs, type RawInputs } from '../../src/action/given-inputs.ts';
import { INPUTS } from '../../src/action/input-table.ts';
import { readSettings } from '../../src/action/inputs.ts';
import type { Settings } from '../../src/action/settings.ts';
import { memoryPlace } from '../support/memory-place.ts';
import { FILES, problemsOf, runner, settingsOf } from '../support/read-inputs.ts';

test('a prompt alone gives the documented defaults', async () => {
  const { policy, ...settings } = await settingsOf({ prompt: ' Go. ' });

  expect(settings).toEqual({
    task: { kind: 'prompt', text: 'Go.' },
    files: [],
    directory: '/workspace',
    opencode: { version: '1.18.33' },
    config: {},
    projectConfig: 'auto',
    limits: { timeout: 3_600_000, noProgress: 1_200_000, retries: 10, startup: 60_000 },
    export: false,
    background: true,
    environment: [],
    share: false,
    summary: 'full',
    log: 'full',
    expect: 'nothing',
  });
  expect(policy.rules).not.toEqual([]);
});

test('empty inputs count as not given, as expressions in workflows often yield them', async () => {
  const blank = Object.fromEntries(INPUTS.map(({ name }) => [name, name === 'title' ? ' ' : '']));

  expect(await settingsOf({ ...blank, prompt: 'Go.' })).toEqual(
    await settingsOf({ prompt: 'Go.' }),
  );
});

const understood: [title: string, raw: RawInputs, part: Partial<Settings>][] = [
  [
    'a prompt file',
    { 'prompt-file': 'prompt.md' },
    { task: { kind: 'prompt', text: '# Do it\n' } },
  ],
  [
    'a prompt file that an earlier step left in the temporary folder',
    { 'prompt-file': '../temp/from-earlier-step.md' },
    { task: { kind: 'prompt', text: 'Go on.' } },
  ],
  [
    'a command with its slash and arguments',
    { command: '/review', arguments: 'src docs' },
    { task: { kind: 'command', name: 'review', arguments: 'src docs' } },
  ],
  [
    'a command alone',
    { command: 'review' },
    { task: { kind: 'command', name: 'review', arguments: '' } },
  ],
  ['a model', { model: 'anthropic/opus' }, { model: { provider: 'anthropic', id: 'opus' } }],
  [
    'a model with slashes in its name',
    { model: 'openrouter/qwen/qwen3' },
    { model: { provider: 'openrouter', id: 'qwen/qwen3' } },
  ],
  [
    'an agent, a variant and a title',
    { agent: 'plan', variant: 'high', title: 'Weekly' },
    { agent: 'plan', variant: 'high', title: 'Weekly' },
  ],
  [
    'files on one line',
    { files: 'c.txt, prompt.md' },
    { files: ['/workspace/c.txt', '/workspace/prompt.md'] },
  ],
  [
    'files on several lines, commas kept',
    { files: 'a, b.txt\n\nc.txt\n' },
    { files: ['/workspace/a, b.txt', '/workspace/c.txt'] },
  ],
  ['a working directory', { 'working-directory': 'pkg/api' }, { directory: '/workspace/pkg/api' }],
  ['an absolute working directory', { 'working-directory': '/temp' }, { directory: '/temp' }],
  ['an opencode range', { 'opencode-version': '^1.18' }, { opencode: { version: '^1.18' } }],
  ['the latest opencode', { 'opencode-version': 'latest' }, { opencode: { version: 'latest' } }],
  ['an opencode tag', { 'opencode-version': 'v1.18.2' }, { opencode: { version: 'v1.18.2' } }],
  [
    'an opencode executable',
    { 'opencode-path': 'c.txt' },
    { opencode: { version: '1.18.33', path: '/workspace/c.txt' } },
  ],
  ['config as JSON', { config: '{"a": {"b": 1}}' }, { config: { a: { b: 1 } } }],
  ['config as YAML', { config: 'a:\n  b: yes' }, { config: { a: { b: 'yes' } } }],
  ['config as one line of YAML', { config: 'a: true' }, { config: { a: true } }],
  [
    'config in a file with comments and trailing commas',
    { config: 'opencode.jsonc' },
    { config: { model: 'a/b', url: 'http://x/*y*/' } },
  ],
  ['config in a YAML file', { config: 'agent.yml' }, { config: { small_model: 'a/b' } }],
  ['trusted project config', { 'project-config': 'trusted' }, { projectConfig: 'trusted' }],
  [
    'an output schema',
    { 'output-schema': 'type: object\nproperties: { ok: { type: boolean } }' },
    { outputSchema: { type: 'object', properties: { ok: { type: 'boolean' } } } },
  ],
  [
    'an output schema in a file',
    { 'output-schema-file': 'schema.json' },
    { outputSchema: { type: 'object', properties: {} } },
  ],
  [
    'an earlier session',
    { session: '/elsewhere/export.json' },
    { session: '/elsewhere/export.json' },
  ],
  [
    'switches as YAML 1.2 writes them',
    { background: 'False', share: 'TRUE', export: 'true' },
    { background: false, share: true, export: true },
  ],
  [
    'names of variables on lines and between commas, each once',
    { environment: 'A, B_2\nA\n' },
    { environment: ['A', 'B_2'] },
  ],
  [
    'choices',
    { summary: 'off', log: 'quiet', expect: 'commits' },
    { summary: 'off', log: 'quiet', expect: 'commits' },
  ],
];

test.each(understood)('understands %s', async (_title, raw, part) => {
  expect(await settingsOf(raw)).toMatchObject(part);
});

test('understands every limit', async () => {
  const { limits } = await settingsOf({
    timeout: '1h30m',
    'no-progress-timeout': '90s',
    'retry-limit': '0',
    'startup-timeout': '500ms',
    'quiet-window': '0s',
    'max-cost': '2.50',
    'max-tokens': '2000000',
  });

  expect(limits).toEqual({
    timeout: 5_400_000,
    noProgress: 90_000,
    retries: 0,
    startup: 500,
    quietWindow: 0,
    maxCost: 2.5,
    maxTokens: 2_000_000,
  });
});

describe('fail-on', () => {
  test('adds to what fails anyway: a run that timed out never passes by accident', async () => {
    const { failOn } = await settingsOf({ 'fail-on': 'completed-with-denials' });

    expect(failOn).toContain('completed-with-denials');
    expect(failOn).toContain('timed-out');
    expect(failOn).not.toContain('completed');
  });

  test('takes away what has an exclamation mark', async () => {
    const { failOn } = await settingsOf({ 'fail-on': '!nothing-produced, ! cancelled' });

    expect(failOn).not.toContain('nothing-produced');
    expect(failOn).not.toContain('cancelled');
    expect(failOn).toContain('agent-error');
  });
});

test('an input that resembles none of ours is ignored with a warning', async () => {
  const read = await readSettings({ prompt: 'Go.', reviewers: 'a' }, runner);

  expect(read).toMatchObject({
    warnings: ['`reviewers` is not an input of agent-run and was ignored.'],
  });
});

test('in a terminal a relative path may lead anywhere', async () => {
  const settings = await settingsOf({ session: '../elsewhere/export.json' }, memoryPlace(FILES));

  expect(settings.session).toBe('/elsewhere/export.json');
});

test('inputs are found under the names that a runner gives them', () => {
  const environment = {
    'INPUT_PROMPT-FILE': 'a.md',
    INPUT_MODEL: 'a/b',
    PATH: '/bin',
    INPUT_: 'x',
  };

  expect(rawInputs(environment)).toEqual({ 'prompt-file': 'a.md', model: 'a/b' });
});

test('every default and every example in the table is valid', async () => {
  const anyFile = memoryPlace({}, { kindOf: () => Promise.resolve('file') });
  const anyFolder = memoryPlace({}, { kindOf: () => Promise.resolve('folder') });
  const text = '{"type": "object"}';
  const found: string[] = [];

  for (const { name, example } of INPUTS) {
    const place = name === 'working-directory' ? anyFolder : anyFile;
    const task = name === 'arguments' ? { command: 'review' } : { prompt: 'Go.' };
    const isTask = ['prompt', 'prompt-file', 'command'].includes(name);
    const raw = { ...(isTask ? {} : task), token: 'secret', [name]: example };
    found.push(...(await problemsOf(raw, { ...place, readFile: () => Promise.resolve(text) })));
  }

  expect(found).toEqual([]);
});
