import { parse } from 'yaml';
import { filesAt } from '../history.ts';
import type { RepositoryState } from '../state.ts';
import { isForgejo, type Site } from './request.ts';

/** What the server makes of the file that sets the menu of new issues up; with a mistake in it, it counts as none. */
export type Chooser = { valid: boolean; message: string; blankAllowed: boolean };

/** Words that stand for a switch as well, quoted or not: a custom of older YAML. */
const YES: readonly unknown[] = [true, 'y', 'Y', 'yes', 'on'];
const NO: readonly unknown[] = [false, 'n', 'N', 'no', 'off'];

/** The first file there is decides. */
export function chooserOf(site: Site, state: RepositoryState): Chooser {
  const files = filesAt(state, 'HEAD');
  const folders = isForgejo(site)
    ? ['.forgejo', '.gitea', '.github', 'docs']
    : ['.gitea', '.github'];
  const path = folders
    .flatMap((folder) => [`${folder}/ISSUE_TEMPLATE`, `${folder}/issue_template`])
    .flatMap((folder) => [`${folder}/config.yaml`, `${folder}/config.yml`])
    .find((each) => files.has(each));
  try {
    const config = (parse(files.get(path ?? '') ?? '') ?? {}) as Record<string, unknown>;
    demandLinks(config['contact_links'] ?? []);
    return {
      valid: true,
      message: '',
      blankAllowed: isAllowed(config['blank_issues_enabled'] ?? true),
    };
  } catch (error) {
    return { valid: false, message: String(error), blankAllowed: true };
  }
}

function isAllowed(value: unknown): boolean {
  if (!YES.includes(value) && !NO.includes(value)) throw new Error('cannot unmarshal into bool');
  return YES.includes(value);
}

function demandLinks(links: unknown): void {
  if (!Array.isArray(links)) throw new Error('cannot unmarshal into []IssueConfigContactLink');
  for (const link of links as Record<string, unknown>[]) {
    for (const key of ['name', 'url', 'about']) {
      if ((link[key] ?? '') === '') throw new Error(`contact_link is missing ${key} key`);
    }
    if (!URL.canParse(String(link['url']))) throw new Error('contact_link has no valid url');
  }
}
