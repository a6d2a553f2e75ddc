import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type Clock, TIMED_OUT, within } from '../clock.ts';
import type { Metrics } from './metrics.ts';
import type { JobQueue } from './queue/queue.ts';
import type { Answer } from './webhook-route.ts';

const PATIENCE = 1000;
const MOST_LISTED = 100;

/** Pages for whoever runs the bot, by method and path. */
export type Operations = Readonly<Record<string, Page>>;
export type Page = (request: IncomingMessage) => Promise<Answer>;

/** Whether the process runs, and whether it should get work: it can keep a job, and is not about to stop. */
export function healthPages(given: {
  queue: Pick<JobQueue, 'counts'>;
  clock: Clock;
  isDraining: () => boolean;
}): Operations {
  const { queue, clock, isDraining } = given;
  return {
    'GET /healthz': async () => ({ status: 200, text: 'ok' }),
    'GET /readyz': async () => {
      const draining = isDraining();
      const asked = queue.counts(clock.now()).then(
        () => 'ok',
        () => 'unreachable',
      );
      const state = await within(clock, PATIENCE, asked);
      const ready = state === 'ok' && !draining;
      const answer = { ready, queue: state === TIMED_OUT ? 'slow' : state, draining };
      return { status: ready ? 200 : 503, ...json(answer) };
    },
  };
}

/** `/metrics` in the format of Prometheus, for whoever knows the token where there is one. */
export function metricsPage({ registry }: Pick<Metrics, 'registry'>, token?: string): Operations {
  return {
    'GET /metrics': behind(token, async () => ({
      status: 200,
      text: await registry.metrics(),
      type: registry.contentType,
    })),
  };
}

/** What was given up, and the way back for it. Names of repositories are in it: without a token there is no such page. */
export function deadLetterPages(
  queue: Pick<JobQueue, 'deadLetters' | 'revive'>,
  given: { clock: Clock; token: string | undefined; wake: (dueAt: number) => void },
): Operations {
  const { clock, token, wake } = given;
  if (token === undefined) return {};
  return {
    'GET /dead-letters': behind(token, async () => {
      const letters = await queue.deadLetters(MOST_LISTED);
      const shown = letters.map(({ diedAt, ...rest }) => ({
        ...rest,
        diedAt: new Date(diedAt).toISOString(),
      }));
      return { status: 200, ...json(shown) };
    }),
    'POST /dead-letters': behind(token, async ({ url = '' }) => {
      const key = new URL(url, 'http://localhost').searchParams.get('key') ?? '';
      const now = clock.now();
      if (!(await queue.revive(key, now))) {
        return { status: 404, text: 'No dead letter has this key.', close: true };
      }
      wake(now);
      return { status: 200, text: 'It will be looked at now.' };
    }),
  };
}

function behind(token: string | undefined, page: Page): Page {
  return async (request) => {
    const { authorization = '' } = request.headers;
    if (token !== undefined && !isSame(authorization, `Bearer ${token}`)) {
      return {
        status: 401,
        text: 'Expected the token of the metrics.',
        headers: { 'www-authenticate': 'Bearer' },
        close: true,
      };
    }
    return page(request);
  };
}

function json(value: unknown): Pick<Answer, 'text' | 'type'> {
  return { text: JSON.stringify(value), type: 'application/json' };
}

function isSame(found: string, expected: string): boolean {
  const [one, other] = [found, expected].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
