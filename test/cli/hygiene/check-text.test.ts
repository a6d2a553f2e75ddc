import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkoutWith, folderWith, typed } from './typed.ts';

const TEMPLATE = '## What\n\n<!-- what -->\n\n## Why\n\n<!-- why -->\n';
const GOOD = '## What\n\nThe parser reads empty files.\n\n## Why\n\nIt crashed. Fixes #1\n';
const HALF = '## What\n\nReads empty files. Fixes #1\n\n## Why\n\n<!-- why -->\n';
const STRICT = 'version: 1\nextends: [preset:strict]\n';

type Case = {
  files?: Record<string, string>;
  body?: string;
  argv?: string[];
  remote?: string;
};

async function checked({ files = {}, body = HALF, argv = [], remote }: Case) {
  const folder = checkoutWith(
    { '.github/pull_request_template.md': TEMPLATE, 'pr.md': body, ...files },
    remote,
  );
  return typed(['check', '--body-file', 'pr.md', ...argv], { folder });
}

describe('check of a text', () => {
  test('ends with 0 when everything is in place', async () => {
    expect(await checked({ body: GOOD, argv: ['--title', 'fix: x'] })).toMatchObject({
      code: 0,
      out: '',
    });
  });

  test('tells what is missing, in which line and what to do, and ends with 1', async () => {
    const { code, out, err } = await checked({});

    expect(code).toBe(1);
    expect(out).toMatch(/^pr\.md:5: error: .*"Why".*\[pr-template\]\n$/);
    expect(err).toContain('pr.md: 1 thing to fix.');
  });

  test('heeds the words that link on this server, and says which to write', async () => {
    const given = {
      files: { '.github/hygiene.yml': STRICT },
      body: GOOD,
      argv: ['--forge', 'gitea', '--closing-keywords', 'löst'],
    };

    const { code, out } = await checked(given);

    expect(code).toBe(1);
    expect(out).toContain('Löst #1');
    expect(await checked({ ...given, body: GOOD.replace('Fixes', 'löst') })).toMatchObject({
      code: 0,
    });
  });

  test('knows no such words of GitHub', async () => {
    const argv = ['--forge', 'github', '--closing-keywords', 'löst'];

    expect(await checked({ argv })).toMatchObject({
      code: 2,
      err: expect.stringContaining('on Gitea and Forgejo only') as string,
    });
  });

  test('gives the same as JSON', async () => {
    const { code, out } = await checked({ argv: ['--json'] });

    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      verdict: 'to-fix',
      findings: [{ rule: 'pr-template', severity: 'error', line: 5, problem: 'section-empty' }],
    });
  });

  test('reads the text from a pipe', async () => {
    const folder = checkoutWith({ '.github/pull_request_template.md': TEMPLATE });

    const { code, out } = await typed(['check', '--body-file', '-'], { folder, input: HALF });

    expect(code).toBe(1);
    expect(out).toMatch(/^standard input:5: /);
  });

  test('says nothing about a title that was not given, and names the rule', async () => {
    const files = { '.github/hygiene.yml': STRICT };

    const { code, err } = await checked({ body: GOOD, files });

    expect(code).toBe(0);
    expect(err).toContain('not checked, because what they ask about was not given: pr-title');
  });

  test('checks the title alone', async () => {
    const folder = checkoutWith({ '.github/hygiene.yml': STRICT });

    const { code, out } = await typed(['check', '--title', 'Fixed it'], { folder });

    expect(code).toBe(1);
    expect(out).toMatch(/^title: error: .*\[pr-title\]$/m);
    expect(out).not.toContain('pr-template');
  });

  test('takes a config in place of the own one', async () => {
    const files = { 'other.yml': 'mode: off\n' };

    const { code, err } = await checked({ files, argv: ['--config', 'other.yml'] });

    expect(code).toBe(0);
    expect(err).toContain('mode: off');
  });

  test('goes on with a broken config, and says so', async () => {
    const { code, err } = await checked({ files: { '.github/hygiene.yml': 'nope: 1\n' } });

    expect(code).toBe(1);
    expect(err).toMatch(/warning: .*hygiene\.yml.*`nope`/);
  });

  test('holds an issue against the forms, where no blank ones are allowed', async () => {
    const form =
      'name: Bug\nbody:\n  - type: input\n    attributes: { label: Version }\n    validations: { required: true }\n';
    const files = {
      '.github/ISSUE_TEMPLATE/bug.yml': form,
      '.github/ISSUE_TEMPLATE/config.yml': 'blank_issues_enabled: false\n',
    };

    const { code, out } = await checked({
      files,
      body: '### Version\n\n_No response_\n',
      argv: ['--issue'],
    });

    expect(code).toBe(1);
    expect(out).toMatch(/^pr\.md:1: error: .*"Version".*\[issue-template\]/);
  });

  test.each([
    ['a folder that stands for .github', { 'mine/pull_request_template.md': TEMPLATE }, 'mine'],
    ['a folder of nothing but templates', { 'mine/feature.md': TEMPLATE }, 'mine'],
    ['a folder with .github in it', { 'mine/.github/PULL_REQUEST_TEMPLATE.md': TEMPLATE }, 'mine'],
    ['.github itself', { '.github/pull_request_template.md': TEMPLATE }, '.github'],
  ])('takes %s', async (_title, files, templates) => {
    const folder = folderWith({ ...files, 'pr.md': HALF });

    const argv = ['check', '--body-file', 'pr.md', '--template-folder', templates];
    const { code, out } = await typed(argv, { folder });

    expect(code).toBe(1);
    expect(out).toContain('"Why"');
  });

  test.each([
    ['gitea', '.gitea/PULL_REQUEST_TEMPLATE.md', 'https://gitea.com/octo/hello.git'],
    ['forgejo', '.forgejo/pull_request_template.md', 'ssh://git@codeberg.org:22/octo/hello'],
  ])('finds the template where %s looks', async (_kind, path, remote) => {
    const folder = checkoutWith({ [path]: TEMPLATE, 'pr.md': HALF }, remote);

    const { out } = await typed(['check', '--body-file', 'pr.md'], { folder });

    expect(out).toContain('"Why"');
  });

  test('follows no link out of the checkout', async () => {
    const outside = folderWith({ 'secret.md': TEMPLATE });
    const folder = checkoutWith({ 'pr.md': HALF, '.github/x': '' });
    symlinkSync(join(outside, 'secret.md'), join(folder, '.github/pull_request_template.md'));

    const { out } = await typed(['check', '--body-file', 'pr.md'], { folder });

    expect(out).not.toContain('Why');
  });

  test('breaks no terminal with what the text says', async () => {
    const body = '## \u001B[31mWhat\n\n::error::x\n';
    const files = { '.github/pull_request_template.md': '## \u001B]0;x\u0007Why\n\n<!-- -->\n' };

    const { out, err } = await checked({ body, files });

    expect(out + err).not.toContain('\u001B');
  });

  test.each([
    ['nothing to check', ['check'], '--body-file'],
    ['a file that is not there', ['check', '--body-file', 'no.md'], 'no.md'],
    ['an address and a text', ['check', 'https://github.com/o/n/pull/1', '--title', 'x'], 'both'],
    ['an address of something else', ['check', 'https://github.com/o/n'], 'pull request'],
  ])('ends with 2 for %s', async (_title, argv, words) => {
    const { code, out, err } = await typed(argv, { folder: checkoutWith({}) });

    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(words);
  });
});
