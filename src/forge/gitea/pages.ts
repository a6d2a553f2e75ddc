import type { z } from 'zod';
import type { GiteaCalls, Purpose, Query, Route } from './calls.ts';
import { checked, list } from './checked.ts';

/** The most that servers give at once, unless their administrators set less. */
export const PAGE = 50;

/** More than this is a server that does not count its pages. */
const MOST_PAGES = 2_000;

/**
 * A list in pages. It ends where the count of the server says, or without one at an empty page: a page may be short
 * because of what we may not see on it, or because the server gives less at once than it was asked for.
 */
export async function* pages<T extends z.ZodType>(
  calls: GiteaCalls,
  route: Route,
  entry: T,
  purpose: Purpose,
  query: Query = {},
): AsyncGenerator<z.infer<T>[]> {
  const shape = list(entry);
  let seen = 0;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await calls.get(route, purpose, { ...query, page, limit: PAGE });
    if (answer === undefined) return;
    const size = Array.isArray(answer.data) ? answer.data.length : 0;
    seen += size;
    if (size > 0) yield checked(shape, answer.data, purpose.what);
    const isAll = answer.total === undefined ? size === 0 : size === 0 || seen >= answer.total;
    if (isAll) return;
  }
}

/** All entries of a list, at most `most`. */
export async function allOf<T extends z.ZodType>(
  calls: GiteaCalls,
  route: Route,
  entry: T,
  purpose: Purpose,
  { query = {}, most = Number.POSITIVE_INFINITY }: { query?: Query; most?: number } = {},
): Promise<z.infer<T>[]> {
  const found: z.infer<T>[] = [];
  for await (const page of pages(calls, route, entry, purpose, query)) {
    found.push(...page);
    if (found.length >= most) break;
  }
  return found.slice(0, most);
}
