import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import type { RepositoryFile } from '../../forge/model.ts';

/** The part of a repository that shapes its subjects, as it lies in a folder. */
export interface CommunityFolder {
  /** Paths as in the repository: of its root, and of the folders where a forge looks. */
  readonly paths: readonly string[];
  read(path: string): Promise<RepositoryFile | undefined>;
}

const FOLDERS = ['.github', '.gitea', '.forgejo', '.gitlab', 'docs'];
const TEMPLATES = /^(ISSUE|PULL_REQUEST)_TEMPLATE$/i;
/** A forge shows no longer ones. */
const LONGEST_FILE = 1_048_576;

/** A checkout. */
export async function openCheckout(root: string): Promise<CommunityFolder> {
  return opened(root, '');
}

/**
 * A folder of templates on its own: one that stands for `.github` or the like, one with such folders in it, or one that
 * holds nothing but templates for `subject`.
 */
export async function openTemplates(
  folder: string,
  subject: 'pull-request' | 'issue',
): Promise<CommunityFolder> {
  const entries = await readdir(folder);
  if (FOLDERS.slice(0, 3).some((name) => entries.includes(name))) return opened(folder, '');
  const name = basename(folder);
  const isOfForge = FOLDERS.slice(0, 3).includes(name);
  const holdsOthers = entries.some((entry) =>
    /^(pull_request_template|issue_template|hygiene)(\.\w+)?$/i.test(entry),
  );
  if (isOfForge || holdsOthers) return opened(folder, isOfForge ? name : '.github');
  const inner = subject === 'issue' ? 'ISSUE_TEMPLATE' : 'PULL_REQUEST_TEMPLATE';
  return opened(folder, `.github/${inner}`);
}

/** The folder as if it lay at `place` of a repository. */
async function opened(root: string, place: string): Promise<CommunityFolder> {
  const top = await realpath(root);
  const inside = async (path: string): Promise<string | undefined> => {
    const real = await realpath(join(top, path)).catch(() => undefined);
    // A link may lead anywhere on this machine; a forge follows none.
    return real !== undefined && (real === top || real.startsWith(top + sep)) ? real : undefined;
  };
  const prefix = place === '' ? '' : `${place}/`;
  const local = await pathsIn(top, place === '' ? FOLDERS : []);
  return {
    paths: local.map((path) => prefix + path),
    async read(path) {
      if (!path.startsWith(prefix)) return undefined;
      const file = await inside(path.slice(prefix.length));
      const found = file === undefined ? undefined : await stat(file).catch(() => undefined);
      if (file === undefined || found?.isFile() !== true || found.size > LONGEST_FILE) {
        return undefined;
      }
      return { path, text: await readFile(file, 'utf8') };
    },
  };
}

/** Files of the folder, of folders of templates in it, and of `others` with theirs; in the order of their names. */
async function pathsIn(top: string, others: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  const walk = async (folder: string, descends: (name: string) => boolean): Promise<void> => {
    const entries = await readdir(join(top, folder), { withFileTypes: true });
    for (const entry of entries.toSorted((one, two) => (one.name < two.name ? -1 : 1))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (!entry.isDirectory()) found.push(path);
      else if (descends(entry.name)) await walk(path, (name) => TEMPLATES.test(name));
    }
  };
  await walk('', (name) => others.includes(name) || TEMPLATES.test(name));
  return found;
}
