import { readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import * as say from '../../text/cli-problems.ts';
import { Mistake } from '../mistake.ts';

/** The text of a file that a person named with `flag`, without a byte order mark. */
export async function readText(flag: string, path: string, folder: string): Promise<string> {
  const bytes = await readFile(resolve(folder, path)).catch(() => {
    throw new Mistake(say.fileMissing(flag, path));
  });
  try {
    return plainText(flag, path, new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Mistake(say.notUtf8(flag, path));
  }
}

/** What came through a pipe; UTF-16, as some shells write it, is full of zeros. */
export function plainText(flag: string, name: string, text: string): string {
  if (text.includes('\0')) throw new Mistake(say.notUtf8(flag, name));
  return text.replace(/^\uFEFF/, '');
}

/** The folder of a file that is to be written later, where one is named. */
export async function demandFolderOf(
  flag: string,
  path: string | undefined,
  folder: string,
): Promise<void> {
  if (path === undefined) return;
  const found = await stat(dirname(resolve(folder, path))).catch(() => undefined);
  if (found?.isDirectory() !== true) throw new Mistake(say.folderMissing(flag, dirname(path)));
}

export async function writeText(
  flag: string,
  path: string,
  text: string,
  folder: string,
): Promise<void> {
  await writeFile(resolve(folder, path), text).catch(() => {
    throw new Mistake(say.notWritable(flag, path));
  });
}
