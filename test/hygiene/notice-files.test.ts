import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  builtInNotices,
  noticeFolder,
  readNoticeTemplates,
} from '../../src/hygiene/notice-files.ts';
import { NOTICE_TEMPLATES } from '../../src/text/notice-view.ts';

describe('the built-in notices', () => {
  test('are the files of templates/notices, one for each name', async () => {
    const files = await readdir(new URL('../../templates/notices/', import.meta.url));

    expect(Object.keys(builtInNotices()).toSorted()).toEqual(NOTICE_TEMPLATES.toSorted());
    expect(files.toSorted()).toEqual(NOTICE_TEMPLATES.map((name) => `${name}.md`).toSorted());
  });

  test('are read once', () => {
    expect(builtInNotices()).toBe(builtInNotices());
  });
});

describe('a folder of notices', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'notices-'));
    for (const [name, text] of Object.entries(builtInNotices())) {
      await writeFile(join(folder, `${name}.md`), text);
    }
  });
  afterEach(() => rm(folder, { recursive: true }));

  const read = () => readNoticeTemplates(pathToFileURL(`${folder}/`));

  test('is read as it is', () => {
    expect(read()).toEqual(builtInNotices());
  });

  test('with a file missing says which', async () => {
    await rm(join(folder, 'closed.md'));

    expect(read).toThrow('closed.md cannot be read');
  });

  test('with a mistake says where and what', async () => {
    await writeFile(join(folder, 'closed.md'), '{{findings}} {{athor}}');

    expect(read).toThrow(/^closed\.md: `{{athor}}` is not a placeholder/);
  });

  test.each(['dist/main.js', 'src/hygiene/notice-files.ts'])(
    'is found from %s, whatever lies above the package',
    async (file) => {
      await mkdir(join(folder, 'templates/notices'), { recursive: true });
      await mkdir(join(folder, 'package/templates/notices'), { recursive: true });

      const found = noticeFolder(pathToFileURL(join(folder, 'package', file)).href);

      expect(found).toEqual(pathToFileURL(join(folder, 'package/templates/notices/')));
    },
  );

  test('that is nowhere says where it was expected', () => {
    expect(() => readNoticeTemplates(undefined)).toThrow(/expected it beside dist or src/);
  });
});
