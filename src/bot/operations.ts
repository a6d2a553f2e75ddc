import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type Clock, TIMED_OUT, within } from '../clock.ts';
import type { Metrics } from './metrics.ts';
import type { JobQueue } from './queue/queue.ts';
import type { Answer } from './webhook-route.ts';

const PATIENCE = 1000;

export type Operations = Readonly<Record<string, (request: IncomingMessage) => Promise<Answer>>>;

/** Whether the process runs, and whether it should get work: it can keep a job, and is not about to stop. */
export function healthPages(given: {
  queue: Pick<JobQueue, 'counts'>;
  clock: Clock;
  isDraining: () => boolean;
}): Operations {
  const { queue, clock, isDraining } = given;
  return {
    '/healthz': async () => ({ status: 200, text: 'ok' }),
    '/readyz': async () => {
      const draining = isDraining();
      const asked = queue.counts(clock.now()).then(
        () => 'ok',
        () => 'unreachable',
      );
      const state = await within(clock, PATIENCE, asked);
      const answer = {
        ready: state === 'ok' && !draining,
        queue: state === TIMED_OUT ? 'slow' : state,
        draining,
      };
      return { status: answer.ready ? 200 : 503, ...json(answer) };
    },
  };
}

/** `/metrics` in the format of Prometheus, for whoever knows the token where there is one. */
export function metricsPage({ registry }: Pick<Metrics, 'registry'>, token?: string): Operations {
  return {
    '/metrics': async ({ headers: { authorization } }) => {
      if (token !== undefined && !isSame(authorization ?? '', `Bearer ${token}`)) {
        return {
          status: 401,
          text: 'Expected the token of the metrics.',
          headers: { 'www-authenticate': 'Bearer' },
        };
      }
      return { status: 200, text: await registry.metrics(), type: registry.contentType };
    },
  };
}

function json(value: unknown): Pick<Answer, 'text' | 'type'> {
  return { text: JSON.stringify(value), type: 'application/json' };
}

function isSame(found: string, expected: string): boolean {
  const [one, other] = [found, expected].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
