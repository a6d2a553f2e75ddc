import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Rate } from '../forge/github/calls.ts';
import type { JobQueue } from './queue/queue.ts';

/** What `/metrics` tells. Labels are of closed sets or of the configuration: nobody outside can make new ones. */
export type Metrics = {
  registry: Registry;
  /** A webhook was answered. `event` is one the bot knows, or `other`. */
  delivered(forge: string, event: string, result: DeliveryResult): void;
  /** The look at a subject ended, so long after the oldest request for it was due to be looked at. */
  looked(forge: string, outcome: string, lagMs: number, tookMs: number): void;
  /** Something became of a subject: flagged, fixed, closed, reopened, waived. */
  became(forge: string, what: string): void;
  requested(forge: string, kind: string, outcome: string): void;
  rateLimit(forge: string, account: string, rate: Rate): void;
  swept(forge: string, outcome: 'done' | 'failed', subjects: number): void;
  recovered(forge: string, outcome: string): void;
};

export type DeliveryResult =
  | 'queued'
  | 'ignored'
  | 'malformed'
  | 'forged'
  | 'refused'
  | 'failed'
  | 'slow';

const PREFIX = 'agent_run_';
const SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900];

export function createMetrics(queue: () => JobQueue | undefined, now: () => number): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: L[]): Counter<L> =>
    new Counter({ name: PREFIX + name, help, labelNames, registers });
  const histogram = <L extends string>(name: string, help: string, labelNames: L[]): Histogram<L> =>
    new Histogram({ name: PREFIX + name, help, labelNames, registers, buckets: SECONDS });

  const deliveries = counter('deliveries_total', 'Webhooks answered', ['forge', 'event', 'result']);
  const looks = counter('looks_total', 'Looks at subjects by how they ended', ['forge', 'outcome']);
  const lag = histogram('look_lag_seconds', 'From when a look was due to its end', ['forge']);
  const took = histogram('look_seconds', 'How long a look took', ['forge']);
  const subjects = counter('subjects_total', 'What became of subjects', ['forge', 'became']);
  const requests = counter('requests_total', 'Requests to a forge', ['forge', 'kind', 'outcome']);
  const sweeps = counter('sweeps_total', 'Sweeps of an installation', ['forge', 'outcome']);
  const found = counter('swept_subjects_total', 'Flagged subjects found by sweeps', ['forge']);
  const missed = counter('missed_deliveries_total', 'Failed deliveries read again', [
    'forge',
    'outcome',
  ]);
  const left = new Gauge({
    name: `${PREFIX}rate_limit_left`,
    help: 'Requests or points left in this window',
    labelNames: ['forge', 'account', 'resource'],
    registers,
  });
  queueGauge(registry, queue, now);

  return {
    registry,
    delivered: (forge, event, result) => deliveries.inc({ forge, event, result }),
    looked: (forge, outcome, lagMs, tookMs) => {
      looks.inc({ forge, outcome });
      lag.observe({ forge }, Math.max(0, lagMs) / 1000);
      took.observe({ forge }, tookMs / 1000);
    },
    became: (forge, became) => subjects.inc({ forge, became }),
    requested: (forge, kind, outcome) => requests.inc({ forge, kind, outcome }),
    rateLimit: (forge, account, { resource, remaining }) =>
      left.set({ forge, account, resource }, remaining),
    swept: (forge, outcome, count) => {
      sweeps.inc({ forge, outcome });
      found.inc({ forge }, count);
    },
    recovered: (forge, outcome) => missed.inc({ forge, outcome }),
  };
}

/** Asked of the queue when somebody looks; a queue that does not answer has no numbers. */
function queueGauge(
  registry: Registry,
  queue: () => JobQueue | undefined,
  now: () => number,
): Gauge<'state'> {
  return new Gauge({
    name: `${PREFIX}queue_jobs`,
    help: 'Jobs by state; due is a part of waiting',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      this.reset();
      const counts = await queue()
        ?.counts(now())
        .catch(() => undefined);
      for (const [state, count] of Object.entries(counts ?? {})) this.set({ state }, count);
    },
  });
}
