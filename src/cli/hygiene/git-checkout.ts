import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Repository } from '../../forge/model.ts';

/** A repository's page on a forge. */
export type Remote = {
  /** Address of the forge, with its path if it has one, without a slash at the end. */
  server: string;
  host: string;
  repository: Repository;
};

export type Checkout = { root: string; remote?: Remote; defaultBranch?: string };

/** The checkout that a folder lies in, from git's own files; undefined when there is none. */
export async function findCheckout(from: string): Promise<Checkout | undefined> {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const git = await gitFolder(folder);
    if (git !== undefined) return readCheckout(folder, git);
    if (dirname(folder) === folder) return undefined;
  }
}

async function readCheckout(root: string, git: string): Promise<Checkout> {
  const shared = (await textOf(join(git, 'commondir')))?.trim();
  const common = shared === undefined ? git : resolve(git, shared);
  const remote = remoteIn((await textOf(join(common, 'config'))) ?? '');
  const head = await textOf(join(common, 'refs/remotes/origin/HEAD'));
  const [, branch] = /^ref: refs\/remotes\/origin\/(\S+)/.exec(head ?? '') ?? [];
  return {
    root,
    ...(remote === undefined ? {} : { remote }),
    ...(branch === undefined ? {} : { defaultBranch: branch }),
  };
}

/** A worktree and a submodule have a file in its place, which names it. */
async function gitFolder(folder: string): Promise<string | undefined> {
  const path = join(folder, '.git');
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() === true) return path;
  if (found?.isFile() !== true) return undefined;
  const [, named] = /^gitdir: (.+)/.exec((await textOf(path)) ?? '') ?? [];
  return named === undefined ? undefined : resolve(folder, named.trim());
}

async function textOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

/** `origin`, or else the first that is the address of a forge. */
function remoteIn(config: string): Remote | undefined {
  const found = new Map<string, Remote>();
  let name: string | undefined;
  for (const line of config.split('\n')) {
    const [, section, sub] = /^\s*\[\s*([\w.-]+)(?:\s+"(.*)")?\s*\]/.exec(line) ?? [];
    if (section !== undefined) name = section.toLowerCase() === 'remote' ? sub : undefined;
    const [, url] = /^\s*url\s*=\s*"?([^"\s]+)/.exec(line) ?? [];
    const remote = name === undefined || url === undefined ? undefined : remoteOf(url);
    if (name !== undefined && remote !== undefined && !found.has(name)) found.set(name, remote);
  }
  return found.get('origin') ?? found.values().next().value;
}

/** `https://host/owner/name.git`, `ssh://git@host:22/owner/name`, `git@host:owner/name.git`. */
export function remoteOf(url: string): Remote | undefined {
  const [, host, path] = /^(?:[^@/\s]+@)?([^:/\s]+):(?!\/\/)(.+)$/.exec(url) ?? [];
  if (host !== undefined && path !== undefined) return remoteAt('https:', host, path);
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  // The port of another protocol is not that of the pages.
  if (/^https?:$/.test(parsed.protocol)) {
    return remoteAt(parsed.protocol, parsed.host, parsed.pathname);
  }
  return /^(git\+)?(ssh|git):$/.test(parsed.protocol)
    ? remoteAt('https:', parsed.hostname, parsed.pathname)
    : undefined;
}

function remoteAt(protocol: string, host: string, path: string): Remote | undefined {
  const parts = path
    .replace(/\.git\/?$/, '')
    .split('/')
    .filter(Boolean);
  const [owner, name] = parts.slice(-2);
  if (host === '' || owner === undefined || name === undefined) return undefined;
  const server = [`${protocol}//${host.toLowerCase()}`, ...parts.slice(0, -2)].join('/');
  return { server, host: host.toLowerCase(), repository: { owner, name } };
}
