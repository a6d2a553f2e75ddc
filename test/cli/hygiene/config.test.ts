import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkoutWith, folderWith, typed } from './typed.ts';

const TEMPLATE = '## What\n\n<!-- what -->\n';

describe('config lint', () => {
  test('a config in order says so and ends with 0', async () => {
    const folder = checkoutWith({
      '.github/hygiene.yml': 'version: 1\nmode: enforce\n',
      '.github/pull_request_template.md': TEMPLATE,
    });

    expect(await typed(['config', 'lint'], { folder })).toEqual({
      code: 0,
      out: '',
      err: '.github/hygiene.yml is in order.\n',
    });
  });

  test('tells every problem with its file and line, and ends with 1', async () => {
    const folder = checkoutWith({ '.github/hygiene.yml': 'version: 1\nmoode: warn\nmode: hard\n' });

    const { code, out } = await typed(['config', 'lint'], { folder });

    expect(code).toBe(1);
    expect(out).toMatch(/^\.github\/hygiene\.yml:2: `moode`.*Did you mean `mode`/m);
    expect(out).toMatch(/^\.github\/hygiene\.yml:3: `mode`/m);
  });

  test('gives the same as JSON', async () => {
    const folder = checkoutWith({ '.github/hygiene.yml': 'version: 1\nmode: hard\n' });

    const { code, out, err } = await typed(['config', 'lint', '--json'], { folder });

    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(JSON.parse(out)).toMatchObject({
      problems: [{ file: '.github/hygiene.yml', line: 2, key: 'mode' }],
      warnings: [],
    });
  });

  test('looks at the file that is named, in a checkout or not', async () => {
    const folder = folderWith({ 'draft.yml': 'version: 1\nmode: hard\n' });

    const { code, out } = await typed(['config', 'lint', 'draft.yml'], { folder });

    expect(code).toBe(1);
    expect(out).toMatch(/^draft\.yml:2: /);
  });

  test('warns of templates that nobody can follow', async () => {
    const folder = checkoutWith({
      '.github/hygiene.yml': 'version: 1\n',
      '.github/pull_request_template.md': '## A\n\n## A\n',
    });

    const { code, out } = await typed(['config', 'lint'], { folder });

    expect(code).toBe(0);
    expect(out).toMatch(/^\.github\/pull_request_template\.md:3: .*there twice/);
  });

  test('says of a file elsewhere that it was not looked up, and takes it for no mistake', async () => {
    const folder = checkoutWith({
      '.github/hygiene.yml': 'version: 1\nextends: [octo/rules:hygiene.yml]\n',
    });

    const { code, err } = await typed(['config', 'lint'], { folder });

    expect(code).toBe(0);
    expect(err).toContain('octo/rules:hygiene.yml was not looked up');
  });

  test.each([
    ['gitea', 'https://gitea.test/octo/hello.git', '.gitea/hygiene.yml'],
    ['forgejo', 'git@codeberg.org:octo/hello.git', '.forgejo/hygiene.yml'],
  ])('finds the config where %s looks', async (_kind, remote, path) => {
    const folder = checkoutWith({ [path]: 'version: 1\nmode: hard\n' }, remote);

    expect((await typed(['config', 'lint'], { folder })).out).toContain(`${path}:2: `);
  });

  test('finds the checkout from a folder below', async () => {
    const folder = checkoutWith({ '.github/hygiene.yml': 'version: 1\n' });
    mkdirSync(join(folder, 'src/deep'), { recursive: true });

    expect((await typed(['config', 'lint'], { folder: join(folder, 'src/deep') })).code).toBe(0);
  });

  test.each([
    ['no config', checkoutWith, [], 'agent-run init'],
    ['no checkout', folderWith, [], '--template-folder'],
    ['a file that is not there', checkoutWith, ['nowhere.yml'], 'nowhere.yml'],
  ])('ends with 2 for %s', async (_title, make, argv, words) => {
    const { code, out, err } = await typed(['config', 'lint', ...argv], { folder: make({}) });

    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(words);
  });
});

describe('config explain', () => {
  test('shows each key, its value, and who said it', async () => {
    const folder = checkoutWith({
      '.github/hygiene.yml': 'version: 1\nextends: [preset:strict]\ngrace: { period: 3h }\n',
    });

    const { code, out } = await typed(['config', 'explain'], { folder });

    expect(code).toBe(0);
    expect(out).toMatch(/^mode +"enforce" +preset:strict$/m);
    expect(out).toMatch(/^grace\.period +"3h" +\.github\/hygiene\.yml$/m);
    expect(out).toMatch(/^rules\.pr-title\.mode +"enforce" +preset:strict$/m);
  });

  test('says of a broken config what it is capped by, and ends with 1', async () => {
    const folder = checkoutWith({ '.github/hygiene.yml': 'version: 1\nmode: enforce\nnope: 1\n' });

    const { code, out, err } = await typed(['config', 'explain', '--json'], { folder });

    expect({ code, err }).toEqual({ code: 1, err: '' });
    const { keys, problems } = JSON.parse(out) as {
      keys: { key: string }[];
      problems: { line: number }[];
    };
    expect(keys.find(({ key }) => key === 'mode')).toMatchObject({ value: 'dry-run' });
    expect(problems).toMatchObject([{ line: 3 }]);
  });
});
