import { z } from 'zod';
import { BoundedMap } from '../bounded-map.ts';
import type { Clock } from '../clock.ts';
import type { GithubAtWork } from './installations.ts';
import type { BotLog } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Receive } from './reception.ts';

/** GitHub keeps its log of deliveries for three days, and never repeats one by itself. */
const KEPT = 3 * 24 * 3_600_000;
const OVERLAP = 10 * 60_000;
const PAGE = 100;
const MOST_PAGES = 30;
const MOST_READ = 500;
const MOST_KNOWN = 5000;

const logged = z.array(
  z.object({
    id: z.union([z.int(), z.string()]),
    guid: z.string(),
    delivered_at: z.string(),
    status_code: z.number(),
    event: z.string(),
  }),
);
type Logged = z.infer<typeof logged>[number];

const detail = z.object({ event: z.string(), request: z.object({ payload: z.unknown() }) });

/**
 * Reads what the forge could not deliver: each call takes up from the one before, the first as far back as the forge
 * remembers. Newest first, so that what is cut off by the bounds is the oldest.
 */
export function recoverMissed(given: {
  forge: Pick<GithubAtWork, 'name' | 'ask'>;
  receive: Receive;
  clock: Clock;
  log: BotLog;
  metrics: Pick<Metrics, 'recovered'>;
}): (signal: AbortSignal) => Promise<number> {
  const { forge, receive, clock, log, metrics } = given;
  const done = new BoundedMap<true>(MOST_KNOWN);
  let since = clock.now() - KEPT;

  const recover = async ({ id, guid }: Logged): Promise<void> => {
    const route = 'GET /app/hook/deliveries/{delivery_id}';
    const { data } = await forge.ask(route, { delivery_id: id });
    const found = detail.safeParse(data);
    const outcome = found.success
      ? (await receive({ event: found.data.event, payload: found.data.request.payload }, 'missed'))
          .result
      : 'unreadable';
    done.set(guid, true);
    metrics.recovered(forge.name, outcome);
  };

  return async (signal) => {
    const began = clock.now();
    const { failed, isWhole } = await failedSince(since, forge);
    const missed = failed.filter(({ guid }) => done.get(guid) === undefined);
    const errors: unknown[] = [];
    for (const delivery of missed.slice(0, MOST_READ)) {
      if (signal.aborted) return 0;
      await recover(delivery).catch((error: unknown) => errors.push(error));
    }
    // What failed is looked for again: as long as that is so, nothing counts as read for good.
    if (errors.length > 0) throw errors[0];
    if (missed.length > 0) {
      log.info('Missed deliveries were read again', { forge: forge.name, count: missed.length });
    }
    if (!isWhole || missed.length > MOST_READ) {
      log.warn('More deliveries were missed than are read again; sweeps find what is flagged', {
        forge: forge.name,
      });
    }
    since = began - OVERLAP;
    return missed.length;
  };
}

/** Deliveries whose every attempt failed, newest first. */
async function failedSince(
  since: number,
  forge: Pick<GithubAtWork, 'ask'>,
): Promise<{ failed: Logged[]; isWhole: boolean }> {
  const failed = new Map<string, Logged>();
  const delivered = new Set<string>();
  let cursor: string | undefined;
  let isWhole = false;
  for (let page = 0; page < MOST_PAGES && !isWhole; page += 1) {
    const { entries, next } = await readPage(forge, cursor);
    for (const entry of entries) {
      if (entry.status_code >= 200 && entry.status_code < 300) delivered.add(entry.guid);
      else if (Date.parse(entry.delivered_at) >= since) failed.set(entry.guid, entry);
    }
    const oldest = entries.at(-1);
    isWhole = next === undefined || oldest === undefined || Date.parse(oldest.delivered_at) < since;
    cursor = next;
  }
  return { failed: [...failed.values()].filter(({ guid }) => !delivered.has(guid)), isWhole };
}

async function readPage(
  forge: Pick<GithubAtWork, 'ask'>,
  cursor: string | undefined,
): Promise<{ entries: Logged[]; next: string | undefined }> {
  const { data, headers } = await forge.ask('GET /app/hook/deliveries', {
    per_page: PAGE,
    ...(cursor === undefined ? {} : { cursor }),
  });
  return { entries: logged.parse(data), next: nextCursor(String(headers['link'] ?? '')) };
}

/** The pages of this list are named in the header alone. */
function nextCursor(link: string): string | undefined {
  const address = link.split(',').find((part) => part.includes('rel="next"'));
  const cursor = /[?&]cursor=([^&>]+)/.exec(address ?? '')?.[1];
  return cursor === undefined ? undefined : decodeURIComponent(cursor);
}
