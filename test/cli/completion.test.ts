import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';

const COMMANDS = ['run', 'check', 'config', 'init', 'simulate', 'sweep', 'completion'];

async function typed(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const code = await runProgram(argv, {
    out: (text) => (said.out += text),
    err: (text) => (said.err += text),
    columns: 100,
    readInput: () => Promise.resolve(''),
    run: () => Promise.resolve(0),
    hygiene: () => Promise.resolve(0),
    bot: () => Promise.resolve(0),
  });
  return { code, ...said };
}

describe('in bash', () => {
  let script: string;

  beforeAll(async () => {
    script = (await typed('completion', 'bash')).out;
  });

  /** What bash offers for the last of the words. */
  function offered(...words: string[]): string[] {
    const line = ['agent-run', ...words].map((word) => `'${word}'`).join(' ');
    const asked = `${script}
COMP_WORDS=(${line}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _agent_run
printf '%s\\n' "\${COMPREPLY[@]}"`;
    const out = execFileSync('bash', ['-u', '-c', asked], { encoding: 'utf8' });
    return out.split('\n').filter(Boolean);
  }

  test('offers every command', () => {
    expect(offered('')).toEqual(expect.arrayContaining(COMMANDS));
  });

  test.each([
    ['the beginning of a command', ['si'], ['simulate']],
    ['a command of a command', ['config', 'ex'], ['explain']],
    ['the flags of a command', ['check', '--bo'], ['--body-file']],
    ['the flags of a command of a command', ['config', 'lint', '--js'], ['--json']],
    ['the words of a flag', ['init', '--preset', 's'], ['strict']],
    ['flags behind a value', ['init', '--preset', 'strict', '--dry'], ['--dry-run']],
    ['nothing for a flag with any text, so that paths are offered', ['check', '--config', ''], []],
    ['the flags of a run', ['run', '--max-c'], ['--max-cost']],
  ])('offers %s', (_title, words, expected) => {
    expect(offered(...words)).toEqual(expected);
  });
});

test.each(['zsh', 'fish'] as const)('names every command and its flags in %s', async (shell) => {
  const { code, out } = await typed('completion', shell);

  expect(code).toBe(0);
  for (const word of [...COMMANDS, 'template-folder', 'dry-run', 'lint', 'recommended']) {
    expect(out).toContain(word);
  }
});

test('ends each text of fish where it ends', async () => {
  const { out } = await typed('completion', 'fish');

  const lines = out.split('\n').filter((line) => line.startsWith('complete '));
  expect(lines.length).toBeGreaterThan(50);
  expect(lines.filter((line) => line.replaceAll("\\'", '').split("'").length % 2 === 0)).toEqual(
    [],
  );
});

test('refuses a shell that it does not know', async () => {
  const { code, err } = await typed('completion', 'csh');

  expect(code).toBe(2);
  expect(err).toContain('bash, zsh, fish');
});

test.each([...COMMANDS.filter((name) => name !== 'config'), 'config lint', 'config explain'])(
  '%s --help shows examples',
  async (name) => {
    const { code, out } = await typed(...name.split(' '), '--help');

    expect(code).toBe(0);
    expect(out).toContain('Examples:\n  $ ');
    expect(out).toContain(`agent-run ${name}`);
  },
);
