import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { list, object, text } from '../agent/json.ts';
import type { ChangedFile } from '../sessions/outcome.ts';

const execute = promisify(execFile);

/** A working directory at one instant: its commit, and a tree object of what lies in it (ignored files left out). */
export type Checkpoint = {
  /** Absent before the first commit. */
  head?: string;
  tree: string;
};

export type Changes = { files: ChangedFile[]; commits: number };

export const NO_CHANGES: Changes = { files: [], commits: 0 };

/**
 * What the agent changes in a git checkout. Compares trees of the whole working directory, so that a dirty checkout,
 * a second edit of a dirty file, and commits by the agent all come out right. The repository itself is not touched:
 * the index is a copy, new objects go to a folder of ours.
 */
export interface Checkout {
  checkpoint(): Promise<Checkpoint>;
  changes(from: Checkpoint, to: Checkpoint): Promise<Changes>;
  close(): Promise<void>;
}

export type CheckoutBefore = {
  checkout: Checkout;
  checkpoint: Checkpoint;
  /** Folders that opencode and its plugins may make: what they put there is not the agent's work. */
  litter: string[];
};

const LITTER = ['.opencode', '.omo'];

/**
 * The checkout as it is now, to be compared later; undefined where there is none. Whatever is needed for that lies in `own`,
 * a folder outside of the checkout that is made for it: should we be killed, another process can compare.
 */
export async function lookAtCheckout(
  directory: string,
  own: string,
): Promise<CheckoutBefore | undefined> {
  const litter = LITTER.filter((name) => !existsSync(join(directory, name)));
  const checkout = await openCheckout(directory, own);
  if (checkout === undefined) return undefined;
  const checkpoint = await checkout.checkpoint();
  const look: Look = { directory, checkpoint, litter };
  await writeFile(join(own, LOOK), JSON.stringify(look)).catch(() => undefined);
  return { checkout, checkpoint, litter };
}

type Look = { directory: string } & Omit<CheckoutBefore, 'checkout'>;

const LOOK = 'look.json';

/** What a process that was killed has seen of its checkout; undefined when it did not come to that. */
export async function earlierLook(own: string): Promise<CheckoutBefore | undefined> {
  const look = lookOf(await readFile(join(own, LOOK), 'utf8').catch(() => ''));
  if (look === undefined) return undefined;
  const { directory, ...seen } = look;
  const checkout = await openCheckout(directory, own);
  return checkout && { checkout, ...seen };
}

/** The agent could have written the file: what git takes for an option, say, is no name of an object. */
function lookOf(written: string): Look | undefined {
  let look: Record<string, unknown>;
  try {
    look = object(JSON.parse(written));
  } catch {
    return undefined;
  }
  const directory = text(look['directory']);
  const { tree, head } = object(look['checkpoint']);
  if (directory === undefined || !isObjectName(tree)) return undefined;
  if (head !== undefined && !isObjectName(head)) return undefined;
  const litter = LITTER.filter((name) => list(look['litter']).includes(name));
  return { directory, checkpoint: { tree, ...(head === undefined ? {} : { head }) }, litter };
}

function isObjectName(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{40,64}$/.test(value);
}

/** What changed since. Closes the checkout. */
export async function changesSince(before: CheckoutBefore): Promise<Changes> {
  const { checkout, checkpoint, litter } = before;
  const { files, commits } = await checkout.changes(checkpoint, await checkout.checkpoint());
  await checkout.close();
  const isLitter = ({ path }: ChangedFile): boolean =>
    litter.some((folder) => path.startsWith(`${folder}/`) || path.includes(`/${folder}/`));
  return { files: files.filter((file) => !isLitter(file)), commits };
}

/** Undefined where there is no git, the folder is no checkout, or `own` cannot be made. */
async function openCheckout(directory: string, own: string): Promise<Checkout | undefined> {
  const wanted = ['--git-path', 'objects', '--git-path', 'index', '--show-toplevel'];
  const paths = (await git(directory, ['rev-parse', ...wanted]))?.split('\n') ?? [];
  const [objects, index] = paths.slice(0, 2).map((path) => resolve(directory, path));
  if (objects === undefined || index === undefined) return undefined;
  const room = await roomOutside(paths.slice(2).join('\n'), own);
  if (room === undefined) return undefined;
  const environment = {
    GIT_OBJECT_DIRECTORY: room,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: objects,
  };

  let checkpoints = 0;

  return {
    async checkpoint() {
      const copy = join(room, `index-${(checkpoints += 1)}`);
      const [head] = await Promise.all([
        git(directory, ['rev-parse', '--verify', '--quiet', 'HEAD']),
        copyFile(index, copy).catch(() => 'no index yet'),
      ]);
      const indexed = { ...environment, GIT_INDEX_FILE: copy };
      await git(directory, ['add', '--all', '--ignore-errors', '--', ':/'], indexed);
      const tree = (await git(directory, ['write-tree'], indexed)) ?? EMPTY_TREE;
      return { tree, ...(head === undefined || head === '' ? {} : { head }) };
    },

    async changes(from, to) {
      const compare = ['diff-tree', '-r', '-z', '--no-renames', from.tree, to.tree];
      const [names, counts, commits] = await Promise.all([
        from.tree === to.tree ? '' : git(directory, [...compare, '--name-status'], environment),
        from.tree === to.tree ? '' : git(directory, [...compare, '--numstat'], environment),
        countCommits(directory, from, to),
      ]);
      return { files: changedFiles(names ?? '', counts ?? ''), commits };
    },

    close: () => rm(room, { recursive: true, force: true }),
  };
}

/** A person may let a run leave its files in the checkout itself, where what we write would be a change of its own. */
async function roomOutside(checkout: string, own: string): Promise<string | undefined> {
  try {
    await mkdir(own, { recursive: true, mode: 0o700 });
    if (/^\.\.(\/|\\|$)/.test(relative(checkout, await realpath(own)))) return own;
    await rm(own, { recursive: true });
    return await mkdtemp(join(tmpdir(), 'agent-run-git-'));
  } catch {
    return undefined;
  }
}

/** Git's name for a tree with nothing in it. */
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

async function countCommits(directory: string, from: Checkpoint, to: Checkpoint): Promise<number> {
  if (to.head === undefined || to.head === from.head) return 0;
  const range = from.head === undefined ? to.head : `${from.head}..${to.head}`;
  const count = await git(directory, ['rev-list', '--count', range, '--']);
  return Number(count ?? 0);
}

/** Reads the two NUL-separated lists of diff-tree: status and path in turns; counts and path in one. */
export function changedFiles(names: string, counts: string): ChangedFile[] {
  const lines = new Map<string, { added?: number; deleted?: number }>();
  for (const entry of counts.split('\0')) {
    const [added, deleted, ...name] = entry.split('\t');
    if (name.length === 0 || added === '-') continue;
    lines.set(name.join('\t'), { added: Number(added), deleted: Number(deleted) });
  }
  const fields = names.split('\0');
  const files: ChangedFile[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const path = fields[at + 1] ?? '';
    files.push({ path, status: fields[at] ?? '?', ...lines.get(path) });
  }
  return files;
}

/** A checkout this slow is not worth holding up the end of a run. */
const PATIENCE = 30_000;

/**
 * The output without its last line break; undefined when git is missing, refuses or takes too long. A checkout that
 * belongs to another user (the usual case in a container) is trusted for these commands alone. The agent may have
 * written filters into the repository's config, which git would run: they get none of our environment.
 */
async function git(
  directory: string,
  command: string[],
  environment: Record<string, string> = {},
): Promise<string | undefined> {
  const { PATH, HOME, SystemRoot, TMPDIR } = process.env;
  try {
    const { stdout } = await execute(
      'git',
      ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=false', ...command],
      {
        cwd: directory,
        env: {
          PATH,
          HOME,
          SystemRoot,
          TMPDIR,
          ...environment,
          GIT_OPTIONAL_LOCKS: '0',
          LC_ALL: 'C',
        },
        maxBuffer: 64 * 1024 * 1024,
        timeout: PATIENCE,
      },
    );
    return stdout.replace(/\n$/, '');
  } catch {
    return undefined;
  }
}
