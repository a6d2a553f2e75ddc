import { existsSync, readFileSync } from 'node:fs';
import { checkNoticeTemplate } from '../text/notice-templates.ts';
import {
  NOTICE_TEMPLATES,
  type NoticeTemplateName,
  type NoticeTemplates,
} from '../text/notice-view.ts';

/** Seen from a bundle in `dist`, and from this file. In that order: above a bundle's package may be a stranger's folder. */
const FOLDERS = ['../templates/notices/', '../../templates/notices/'];

let loaded: NoticeTemplates | undefined;

/** Our own templates; read from disk once. Throws when one is not there or cannot be used: that is a broken installation. */
export function builtInNotices(): NoticeTemplates {
  loaded ??= readNoticeTemplates(noticeFolder(import.meta.url));
  return loaded;
}

/** Where our templates lie, seen from the file with our code; undefined when they are not there. */
export function noticeFolder(file: string): URL | undefined {
  return FOLDERS.map((folder) => new URL(folder, file)).find((folder) => existsSync(folder));
}

/** The templates of one folder, each checked. */
export function readNoticeTemplates(folder: URL | undefined): NoticeTemplates {
  if (folder === undefined) {
    throw new Error(`The folder templates/notices is missing: expected it beside dist or src.`);
  }
  const texts = NOTICE_TEMPLATES.map((name) => [name, readTemplate(folder, name)] as const);
  return Object.fromEntries(texts) as Record<NoticeTemplateName, string>;
}

function readTemplate(folder: URL, name: NoticeTemplateName): string {
  const file = new URL(`${name}.md`, folder);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`The notice template ${name}.md cannot be read.`, { cause });
  }
  const problems = checkNoticeTemplate(name, text);
  if (problems.length > 0) throw new Error(`${name}.md: ${problems.join(' ')}`);
  return text;
}
