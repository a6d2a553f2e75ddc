import { expect, test } from 'vitest';
import { INPUTS, type InputSpec } from '../../src/action/input-table.ts';
import { runProgram, type RunRequest } from '../../src/cli/program.ts';
import type { HygieneRequest } from '../../src/cli/hygiene/request.ts';
import { VERSION } from '../../src/version.ts';

type Ended = {
  code: number;
  out: string;
  err: string;
  request?: RunRequest;
  hygiene?: HygieneRequest;
};

async function type(...argv: string[]): Promise<Ended> {
  const ended: Ended = { code: 0, out: '', err: '' };
  ended.code = await runProgram(argv, {
    out: (text) => (ended.out += text),
    err: (text) => (ended.err += text),
    columns: 100,
    readInput: () => Promise.resolve('from a pipe\n'),
    run: (request) => {
      ended.request = request;
      return Promise.resolve(7);
    },
    hygiene: (request) => {
      ended.hygiene = request;
      return Promise.resolve(5);
    },
    bot: () => Promise.resolve(3),
  });
  return ended;
}

async function inputsOf(...argv: string[]): Promise<RunRequest['inputs'] | undefined> {
  return (await type('run', ...argv)).request?.inputs;
}

test('the exit code is the one of the bot', async () => {
  expect(await type('bot')).toMatchObject({ code: 3, out: '', err: '' });
});

test('the exit code is the one of the run', async () => {
  expect(await type('run', 'Go.')).toMatchObject({ code: 7, out: '', err: '' });
});

const isInJobsOnly = (spec: InputSpec): boolean => spec.inJobsOnly === true;

test('every input is a flag of the same name', async () => {
  for (const { name, kind, example } of INPUTS.filter((spec) => !isInJobsOnly(spec))) {
    const flag = kind === 'switch' ? [`--${name}`] : [`--${name}`, example];

    const given = kind === 'switch' ? 'true' : example;
    expect(await inputsOf(...flag)).toEqual({ [name]: given });
  }
});

test.each(INPUTS.filter(isInJobsOnly))('$name, which only a job has, is no flag', async (spec) => {
  const { code, err } = await type('run', `--${spec.name}`, spec.example, 'Go.');

  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(`--${spec.name}`) });
});

test('an input that is not given is left to its default', async () => {
  expect(await inputsOf()).toEqual({});
});

test.each([
  ['the prompt as the argument', ['Fix it.'], { prompt: 'Fix it.' }],
  ['the prompt from standard input', ['-'], { prompt: 'from a pipe\n' }],
  ['the prompt from standard input by flag', ['--prompt', '-'], { prompt: 'from a pipe\n' }],
  [
    'switches turned off',
    ['--no-background', '--no-share'],
    { background: 'false', share: 'false' },
  ],
  [
    'a flag whose name begins with no',
    ['--no-progress-timeout', '5m'],
    { 'no-progress-timeout': '5m' },
  ],
  ['lists of several flags', ['--files', 'a, b', '--files', 'c'], { files: 'a, b\nc' }],
  ['values after an equals sign', ['--fail-on=!cancelled'], { 'fail-on': '!cancelled' }],
])('takes %s', async (_title, argv, inputs) => {
  expect(await inputsOf(...argv)).toEqual(inputs);
});

test.each([
  ['an unknown flag, with the nearest one', ['run', '--modle', 'a/b'], /--modle(.|\n)*--model/],
  ['an unknown command, with the nearest one', ['rnu'], /rnu(.|\n)*run/],
  ['a flag without its value', ['run', '--model'], /--model <text>/],
  ['a prompt in several words', ['run', 'Fix', 'it'], /too many arguments/],
  ['a prompt given twice', ['run', 'Fix it.', '--prompt', 'Fix that.'], /Give the prompt once/],
])('refuses %s', async (_title, argv, words) => {
  const { code, out, err, request } = await type(...argv);

  expect(code).toBe(2);
  expect(err).toMatch(words);
  expect(out).toBe('');
  expect(request).toBeUndefined();
});

test('the version is that of the package', async () => {
  expect(await type('--version')).toMatchObject({ code: 0, out: `${VERSION}\n`, err: '' });
});

test('help is an answer, not a mistake', async () => {
  const { code, out, err } = await type('run', '--help');

  expect(code).toBe(0);
  expect(err).toBe('');
  expect(out).toContain('Examples:');
  expect(out).toMatch(/timed-out +5/);
  for (const spec of INPUTS) expect(out.includes(`--${spec.name}`)).toBe(!isInJobsOnly(spec));
});

test('help holds no marks of Markdown and no line that is too long', async () => {
  const { out } = await type('run', '--help');
  const [flags = ''] = out.split('Examples:');

  expect(flags).not.toContain('`');
  expect(Math.max(...flags.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
});

test.each([
  ['config lnt', 'lint', 'agent-run config --help'],
  ['blank-issues gt', 'get', 'agent-run blank-issues --help'],
  ['hooks instal', 'install', 'agent-run hooks --help'],
  ['chek', 'check', 'agent-run --help'],
  ['check --body-fil x', '--body-file', 'agent-run check --help'],
  ['sweep --recnt 1d', '--recent', 'agent-run sweep --help'],
])('%s is answered with what was meant, and where to look', async (line, meant, help) => {
  const { code, err } = await type(...line.split(' '));

  expect(code).toBe(2);
  expect(err).toContain(`Did you mean ${meant}?`);
  expect(err).toContain(`See ${help}.`);
});

test.each(['check', 'init', 'sweep', 'simulate', 'blank-issues set', 'config lint', 'doctor'])(
  '%s --help does not say of a switch that it is off',
  async (line) => {
    const { out } = await type(...line.split(' '), '--help');

    expect(out).toContain('(default: ');
    expect(out).not.toContain('(default: false)');
  },
);
