import type { ForgeKind } from '../../forge/model.ts';
import { nonEmpty } from '../../non-empty.ts';
import { Mistake } from '../mistake.ts';
import * as say from '../../text/cli-problems.ts';
import { findCheckout, type Remote } from './git-checkout.ts';
import type { Whereabouts } from './request.ts';
import type { Desk } from './desk.ts';

/** A pull request or an issue on a forge. */
export type SubjectPlace = Remote & { number: number };

const GITHUB = 'https://github.com';

/** The address of a pull request or an issue, as a browser shows it. */
export function subjectAt(url: string): SubjectPlace {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const [, path = '', owner, name, number] =
    /^(.*)\/([^/]+)\/([^/]+)\/(?:pull|pulls|issues)\/(\d{1,9})(?:\/|$)/.exec(
      parsed?.pathname ?? '',
    ) ?? [];
  const isWeb = parsed !== undefined && /^https?:$/.test(parsed.protocol);
  if (!isWeb || owner === undefined || name === undefined || number === undefined) {
    throw new Mistake(say.notASubject(url));
  }
  return {
    server: `${parsed.origin}${path}`,
    host: parsed.host,
    repository: { owner: decodeURIComponent(owner), name: decodeURIComponent(name) },
    number: Number(number),
  };
}

/** The repository that was named, else the one that the current checkout comes from. */
export async function repositoryPlace(
  { repo, server }: Whereabouts,
  { folder, environment }: Pick<Desk, 'folder' | 'environment'>,
): Promise<Remote> {
  const checkout = repo === undefined ? await findCheckout(folder) : undefined;
  if (repo === undefined) {
    if (checkout?.remote === undefined) throw new Mistake(say.repositoryNotNamed());
    return checkout.remote;
  }
  if (/^https?:\/\//.test(repo)) return webPage(repo);
  const [, owner, name] = /^([^/\s]+)\/([^/\s]+)$/.exec(repo) ?? [];
  if (owner === undefined || name === undefined) throw new Mistake(say.notARepository(repo));
  const base = server ?? nonEmpty(environment['GITHUB_SERVER_URL']) ?? GITHUB;
  return webPage(`${base.replace(/\/+$/, '')}/${owner}/${name}`);
}

function webPage(url: string): Remote {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const parts = (parsed?.pathname ?? '')
    .replace(/\.git\/?$/, '')
    .split('/')
    .filter(Boolean);
  const [owner, name] = parts.slice(-2);
  const isWeb = parsed !== undefined && /^https?:$/.test(parsed.protocol);
  if (!isWeb || owner === undefined || name === undefined) {
    throw new Mistake(say.notARepository(url));
  }
  const path = parts.slice(0, -2).map((part) => `/${part}`);
  return {
    server: parsed.origin + path.join(''),
    host: parsed.host,
    repository: { owner, name },
  };
}

/** What a host is known for; undefined when only the server itself can tell. */
export function forgeOfHost(host: string, environment: NodeJS.ProcessEnv): ForgeKind | undefined {
  const known = KNOWN.get(host);
  if (known !== undefined) return known;
  const runner = environment['GITHUB_SERVER_URL'] ?? '';
  if (!URL.canParse(runner) || new URL(runner).host !== host) return undefined;
  if (isSet(environment['FORGEJO_ACTIONS'])) return 'forgejo';
  return isSet(environment['GITEA_ACTIONS']) ? 'gitea' : 'github';
}

const KNOWN: ReadonlyMap<string, ForgeKind> = new Map([
  ['github.com', 'github'],
  ['codeberg.org', 'forgejo'],
  ['gitea.com', 'gitea'],
]);

/** The forge that a checkout is made for: its host, else its folders. */
export function forgeOfCheckout(
  host: string | undefined,
  paths: readonly string[],
  environment: NodeJS.ProcessEnv,
): ForgeKind {
  const known = host === undefined ? undefined : forgeOfHost(host, environment);
  if (known !== undefined) return known;
  const has = (folder: string): boolean => paths.some((path) => path.startsWith(`${folder}/`));
  if (has('.forgejo') || /forgejo/.test(host ?? '')) return 'forgejo';
  return has('.gitea') || /gitea/.test(host ?? '') ? 'gitea' : 'github';
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== 'false';
}
