import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { init } from '../../../src/cli/hygiene/init.ts';
import type { Desk } from '../../../src/cli/hygiene/desk.ts';
import type { InitRequest } from '../../../src/cli/hygiene/request.ts';
import { systemClock } from '../../../src/clock.ts';
import { TerminalScreen } from '../../support/terminal.ts';
import { checkoutWith, folderWith, typed } from './typed.ts';

const PLAIN: InitRequest = { templates: true, yes: false, force: false, dryRun: false };

/** At a terminal, with a person who answers what the test says, in its order. */
async function answered(folder: string, answers: string[], request: Partial<InitRequest> = {}) {
  const questions: string[] = [];
  let out = '';
  const desk: Desk = {
    out: { write: (text) => (out += text) },
    err: new TerminalScreen(),
    ask: (question) => {
      questions.push(question);
      return Promise.resolve(answers.shift() ?? '');
    },
    readInput: () => Promise.reject(new Error('nobody reads standard input')),
    folder,
    environment: {},
    clock: systemClock,
    signal: new AbortController().signal,
  };
  const code = await init({ ...PLAIN, ...request }, desk);
  return { code, out, questions };
}

describe('init without a person', () => {
  test('writes what GitHub needs, and says so and what comes next', async () => {
    const folder = checkoutWith({});

    const { code, out, err } = await typed(['init'], { folder });

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(readdirSync(join(folder, '.github')).toSorted()).toEqual([
      'ISSUE_TEMPLATE',
      'hygiene.yml',
      'pull_request_template.md',
      'workflows',
    ]);
    expect(out).toContain('wrote  .github/hygiene.yml\n');
    expect(out).toMatch(/1\. Commit this and bring it to trunk.*\n {2}2\. .*--repo octo\/hello/);
    expect(readFileSync(join(folder, '.github/workflows/hygiene.yml'), 'utf8')).toContain(
      'branches: [trunk]',
    );
  });

  test('what it writes is a config in order', async () => {
    const folder = checkoutWith({});
    await typed(['init', '--yes', '--preset', 'strict'], { folder });

    expect((await typed(['config', 'lint'], { folder })).code).toBe(0);
    expect((await typed(['config', 'explain'], { folder })).out).toMatch(/^mode +"enforce"/m);
  });

  test('leaves what is there as it is', async () => {
    const folder = checkoutWith({ '.github/hygiene.yml': 'mode: off\n' });

    const { out } = await typed(['init', '--yes'], { folder });

    expect(out).toContain('left as it is  .github/hygiene.yml');
    expect(readFileSync(join(folder, '.github/hygiene.yml'), 'utf8')).toBe('mode: off\n');
  });

  test('writes over it when told to', async () => {
    const folder = checkoutWith({ '.github/hygiene.yml': 'mode: off\n' });

    const { out } = await typed(['init', '--force'], { folder });

    expect(out).toContain('replaced  .github/hygiene.yml');
  });

  test('adds no second template, config or form beside one of another name', async () => {
    const folder = checkoutWith({
      '.gitea/hygiene.yml': 'mode: off\n',
      'docs/PULL_REQUEST_TEMPLATE.md': '## What\n',
      '.github/ISSUE_TEMPLATE/mine.md': '---\nname: Mine\n---\n## What\n',
    });

    const { out } = await typed(['init', '--forge', 'github'], { folder });

    expect(out).toContain('not needed  .github/hygiene.yml, because of .gitea/hygiene.yml');
    expect(existsSync(join(folder, '.github/pull_request_template.md'))).toBe(false);
    expect(readdirSync(join(folder, '.github/ISSUE_TEMPLATE'))).toEqual(['mine.md']);
  });

  test('finds everything in place the second time, and says that nothing is to be committed', async () => {
    const folder = checkoutWith({});
    const first = await typed(['init', '--yes'], { folder });

    const { code, out } = await typed(['init', '--yes'], { folder });

    const lines = out.split('\n').slice(0, first.out.split('\n').indexOf(''));
    expect(code).toBe(0);
    expect(lines.filter((line) => !line.startsWith('left as it is  '))).toEqual([]);
    expect(first.out).toContain('Commit this');
    expect(out).not.toContain('Commit this');
  });

  test('adds no template beside one in other letters', async () => {
    const folder = checkoutWith({ '.github/PULL_REQUEST_TEMPLATE.md': '## What\n' });

    const { out } = await typed(['init', '--yes'], { folder });

    expect(out).toContain('because of .github/PULL_REQUEST_TEMPLATE.md');
    expect(existsSync(join(folder, '.github/pull_request_template.md'))).toBe(false);
  });

  test('writes nothing in a dry run', async () => {
    const folder = checkoutWith({});

    const { code, out } = await typed(['init', '--dry-run'], { folder });

    expect(code).toBe(0);
    expect(out).toContain('would write  .github/hygiene.yml');
    expect(existsSync(join(folder, '.github'))).toBe(false);
  });

  test('writes through no link out of the checkout', async () => {
    const outside = folderWith({});
    const folder = checkoutWith({});
    symlinkSync(outside, join(folder, '.github'));

    const { code, err } = await typed(['init', '--yes'], { folder });

    expect(code).toBe(2);
    expect(err).toContain('leads out of the checkout');
    expect(readdirSync(outside)).toEqual([]);
  });

  test.each([
    ['codeberg.org', 'forgejo', '.forgejo', 'HYGIENE_TOKEN'],
    ['gitea.com', 'gitea', '.gitea', 'HYGIENE_TOKEN'],
  ])('knows %s for %s', async (host, _kind, own, words) => {
    const folder = checkoutWith({}, `git@${host}:octo/hello.git`);

    const { out } = await typed(['init', '--workflow', 'both'], { folder });

    expect(existsSync(join(folder, own, 'hygiene.yml'))).toBe(true);
    expect(out).toContain(words);
  });

  test('knows a forge by its folder', async () => {
    const folder = checkoutWith({ '.gitea/x': '' }, 'https://git.test/octo/hello');

    await typed(['init'], { folder });

    expect(existsSync(join(folder, '.gitea/workflows/hygiene.yml'))).toBe(true);
  });

  test('does not guess what an unknown host runs', async () => {
    const folder = checkoutWith({}, 'https://git.test/octo/hello');

    const { code, err } = await typed(['init'], { folder });

    expect(code).toBe(2);
    expect(err).toContain('--forge');
  });

  test('refuses a preset that there is not', async () => {
    expect((await typed(['init', '--preset', 'x'], { folder: checkoutWith({}) })).code).toBe(2);
  });
});

describe('init with a person', () => {
  test('asks what was not said', async () => {
    const folder = checkoutWith({}, 'https://git.test/octo/hello');

    const { questions, out } = await answered(folder, ['forgejo', 'strict', 'none', 'n']);

    expect(questions).toHaveLength(4);
    expect(out).toContain('wrote  .forgejo/hygiene.yml');
    expect(readdirSync(join(folder, '.forgejo'))).toEqual(['hygiene.yml']);
  });

  test('asks again after an answer that is none', async () => {
    const folder = checkoutWith({});

    const { questions } = await answered(folder, ['x', 'st', 'none', 'n']);

    expect(questions.filter((question) => question.includes('start from'))).toHaveLength(2);
  });

  test.each([
    ['y', true],
    ['', false],
    ['no', false],
  ])('asks before it writes over a file: %j', async (answer, isReplaced) => {
    const folder = checkoutWith({ '.github/hygiene.yml': 'mode: off\n' });

    const request = { preset: 'strict', workflow: 'none', templates: false };
    const { questions } = await answered(folder, [answer], request);

    expect(questions).toEqual([expect.stringContaining('.github/hygiene.yml')]);
    const text = readFileSync(join(folder, '.github/hygiene.yml'), 'utf8');
    expect(text.includes('strict')).toBe(isReplaced);
  });

  test('asks nothing with --yes', async () => {
    expect((await answered(checkoutWith({}), [], { yes: true })).questions).toEqual([]);
  });
});
