import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import { isOnPath, requireInCi } from '../support/available.ts';
import { ShellAtTerminal } from '../support/shell-at-terminal.ts';

/** What is typed in front of the tab key, and the line that it becomes. */
const LINES: readonly (readonly [string, string, string])[] = [
  ['a command', 'agent-run sim', 'agent-run simulate '],
  ['a command of a command', 'agent-run config ex', 'agent-run config explain '],
  ['a flag', 'agent-run check --bo', 'agent-run check --body-file '],
  [
    'a flag of a command of a command',
    'agent-run config lint --js',
    'agent-run config lint --json ',
  ],
  ['a word of a flag', 'agent-run init --preset s', 'agent-run init --preset strict '],
  [
    'a flag behind a value',
    'agent-run init --preset strict --dry',
    'agent-run init --preset strict --dry-run ',
  ],
  ['a path for a flag', 'agent-run check --config simp', 'agent-run check --config simple.yml '],
  [
    'a path in place of an argument',
    'agent-run config lint simp',
    'agent-run config lint simple.yml ',
  ],
  ['a flag of a run', 'agent-run run --max-c', 'agent-run run --max-cost '],
];

let folder: string;

/** Where the shells work: a file there begins like a command. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'agent-run-shells-'));
  writeFileSync(join(folder, 'simple.yml'), '');
  mkdirSync(join(folder, 'functions'));
  for (const [shell, file] of [
    ['bash', 'agent-run.bash'],
    ['zsh', 'functions/_agent-run'],
    ['fish', 'agent-run.fish'],
  ] as const) {
    writeFileSync(join(folder, file), await scriptFor(shell));
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function scriptFor(shell: string): Promise<string> {
  let script = '';
  await runProgram(['completion', shell], {
    out: (text) => (script += text),
    err: () => undefined,
    columns: 100,
    readInput: () => Promise.resolve(''),
    run: () => Promise.resolve(0),
    hygiene: () => Promise.resolve(0),
    bot: () => Promise.resolve(0),
  });
  return script;
}

function answered(program: string, args: readonly string[]): string {
  return execFileSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, TERM: 'dumb', LC_ALL: 'C.UTF-8' },
    timeout: 30_000,
    killSignal: 'SIGKILL',
  });
}

const hasTerminal = requireInCi('script', isOnPath('script'), 'apt-get install bsdutils');
const hasZsh = requireInCi('zsh', isOnPath('zsh'), 'apt-get install zsh');
const hasFish = requireInCi('fish', isOnPath('fish'), 'apt-get install fish');

describe.each([
  ['bash', hasTerminal, 'agent-run.bash'],
  ['zsh', hasTerminal && hasZsh, 'functions'],
] as const)('a %s at a terminal completes', (name, isThere, script) => {
  let terminal: ShellAtTerminal;

  beforeAll(() => {
    if (isThere) terminal = new ShellAtTerminal(name, { folder, script });
  });

  afterAll(async () => {
    if (isThere) await terminal.end();
  });

  test.runIf(isThere).each(LINES)('%s', async (_what, typed, line) => {
    expect(await terminal.afterTab(typed)).toBe(line);
  });
});

describe.runIf(hasFish)('a fish completes', () => {
  test.each(LINES)('%s', (_what, typed, line) => {
    const asked = `source agent-run.fish; complete -C '${typed}'`;
    const offered = answered('fish', ['--no-config', '-c', asked]).split('\n').filter(Boolean);
    const [word] = line.trimEnd().split(' ').slice(-1);

    expect(offered.map((each) => each.split('\t')[0])).toEqual([word]);
  });
});
