import type { SubjectRef } from '../../../../src/forge/model.ts';
import type { ApiWrite } from '../acts.ts';
import { ForgeRefusal } from '../refusal.ts';
import type { RepositoryState, SubjectState } from '../state.ts';
import type { ForgeWorld } from '../world.ts';

export type ApiRequest = {
  method: string;
  /** Parts of the path behind `/api/v1`, decoded. */
  path: readonly string[];
  query: URLSearchParams;
  body: Record<string, unknown>;
};

export type ApiAnswer = { status: number; body?: unknown; headers?: Record<string, string> };

/** A server before its world. */
export type Site = {
  world: ForgeWorld;
  /** As the server tells it; Forgejo's has `+gitea-` in it. */
  version: string;
  /** The bot's account administers the repositories, so that permissions are told to it. */
  botIsAdmin: boolean;
  /** Comments on lines of code, which the timeline counts and does not show, in front of everything else. */
  hiddenEntries: number;
};

/** Undefined when there is no such thing. */
export type Route = (site: Site, request: ApiRequest) => ApiAnswer | undefined;

/** Some things that do not exist are a mistake of the server's. */
export const STUMBLED: ApiAnswer = { status: 500, body: { message: '' } };

/** The most entries of a page. */
export const MOST_AT_ONCE = 50;

export function isForgejo({ version }: Pick<Site, 'version'>): boolean {
  return version.includes('+gitea-');
}

export function repositoryAt(
  { world }: Site,
  { path }: Pick<ApiRequest, 'path'>,
): RepositoryState | undefined {
  const found = world.findRepository({ owner: path[1] ?? '', name: path[2] ?? '' });
  return found !== undefined && world.isVisible(found) ? found : undefined;
}

/** The subject whose number is the fifth part of the path. */
export function subjectAt(site: Site, request: Pick<ApiRequest, 'path'>): SubjectState | undefined {
  return repositoryAt(site, request)?.subjects.get(Number(request.path[4]));
}

/** A page of a list, with its count and the addresses of the others. */
export function paged<T>(
  items: readonly T[],
  { query, path }: ApiRequest,
  bodyOf: (item: T) => unknown,
): ApiAnswer {
  const size = Math.min(Number(query.get('limit') ?? 30), MOST_AT_ONCE);
  const page = Number(query.get('page') ?? 1);
  const next = `</api/v1/${path.join('/')}?page=${page + 1}>; rel="next"`;
  return {
    status: 200,
    body: items.slice((page - 1) * size, page * size).map(bodyOf),
    headers: {
      'x-total-count': String(items.length),
      ...(items.length > page * size ? { link: next } : {}),
    },
  };
}

/** Carries a write of the bot out, in the books of the world. */
export function written(
  { world }: Site,
  what: ApiWrite['do'],
  subject: SubjectRef | undefined,
  work: () => void,
): void {
  world.apiWrite({ by: world.bot, do: what, ...(subject === undefined ? {} : { subject }) }, work);
}

/** What the server answers to what its world will not do. */
export function refusal({ why, message }: ForgeRefusal): ApiAnswer {
  if (why === 'absent') return { status: 404, body: { message: "The target couldn't be found." } };
  if (why === 'forbidden') return { status: 403, body: { message } };
  return { status: message.includes('merged') ? 412 : 422, body: { message } };
}
