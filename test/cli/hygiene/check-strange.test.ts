import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkoutWith, typed } from './typed.ts';

const TEMPLATE = '## What\n\n<!-- what -->\n\n## Why\n\n<!-- why -->\n';
const GOOD = '## What\n\nReads empty files. Fixes #1\n\n## Why\n\nIt crashed.\n';
const FORM =
  'name: Bug\ndescription: A bug\nbody:\n  - {type: input, attributes: {label: Version}, validations: {required: true}}\n';
const FORM_PATH = '.github/ISSUE_TEMPLATE/bug.yml';
const MENU = '.github/ISSUE_TEMPLATE/config.yml';

function checked(
  body: string | Buffer,
  argv: readonly string[] = [],
  files: Readonly<Record<string, string>> = {},
) {
  const folder = checkoutWith({ '.github/pull_request_template.md': TEMPLATE, ...files });
  writeFileSync(join(folder, 'pr.md'), body);
  return typed(['check', '--body-file', 'pr.md', ...argv], { folder });
}

describe('a text as editors and shells leave it', () => {
  test.each([
    ['a byte order mark', `\uFEFF${GOOD}`],
    ['line ends of Windows', GOOD.replaceAll('\n', '\r\n')],
    ['line ends of old Macs', GOOD.replaceAll('\n', '\r')],
    ['no line end at the end', GOOD.trimEnd()],
    ['both marks', `\uFEFF${GOOD.replaceAll('\n', '\r\n')}`],
  ])('is read with %s', async (_what, body) => {
    expect(await checked(body)).toMatchObject({ code: 0, out: '' });
  });

  test('is read from a template with a byte order mark, too', async () => {
    const files = { '.github/pull_request_template.md': `\uFEFF${TEMPLATE}` };

    expect(await checked(GOOD, [], files)).toMatchObject({ code: 0, out: '' });
  });

  test.each([
    ['UTF-16', Buffer.from(`\uFEFF${GOOD}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(GOOD, 'utf16le')],
    ['Latin-1', Buffer.from('## Wörter', 'latin1')],
  ])('is no text in %s, and the file is told', async (_what, body) => {
    const { code, err } = await checked(body);

    expect(code).toBe(2);
    expect(err).toBe('error: --body-file: "pr.md" is no text in UTF-8. Save it as such.\n');
  });

  test('that is longer than a forge takes is told to be', async () => {
    const { err } = await checked(GOOD + 'word '.repeat(20_000));

    expect(err).toContain('only the first 65536 characters were looked at');
  });
});

describe('an issue', () => {
  test('is told when no template is asked for, because issues may be blank', async () => {
    const { code, err } = await checked('Crash.', ['--issue'], { [FORM_PATH]: FORM });

    expect(code).toBe(0);
    expect(err).toContain('issue-template was not checked, because issues without a template');
  });

  test('hears nothing of it where they may not', async () => {
    const files = { [FORM_PATH]: FORM, [MENU]: 'blank_issues_enabled: false\n' };

    const { code, out, err } = await checked('Crash.', ['--issue'], files);

    expect(code).toBe(1);
    expect(out).toContain('follows none of the issue templates');
    expect(err).not.toContain('was not checked');
  });
});

test.each([
  [
    'the config of the checkout',
    { '.github/hygiene.yml': 'mode: warm\n' },
    [],
    '.github/hygiene.yml:1',
  ],
  ['a config that is named', { 'own.yml': 'mode: warm\n' }, ['--config', 'own.yml'], 'own.yml:1'],
])('names %s by its path', async (_what, files, argv, place) => {
  const { err } = await checked(GOOD, argv, files);

  expect(err).toContain(`warning: ${place}: `);
});
