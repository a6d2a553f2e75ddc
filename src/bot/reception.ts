import type { Clock } from '../clock.ts';
import type { Repository } from '../forge/model.ts';
import { glanceAt } from '../hygiene/glance.ts';
import type { Accepted } from './app.ts';
import type { ForgeAtWork } from './forge-at-work.ts';
import type { Circumstances, Delivery, Intake, Orders } from './ingress/intake.ts';
import { keyOf } from './keys.ts';
import type { BotLog } from './log.ts';
import type { JobQueue, JobReason } from './queue/queue.ts';
import type { Sweeper } from './sweep.ts';

/**
 * Turns a delivery into jobs; resolves when they are durable. `late` is one that was missed: what it tells of the
 * subject is no longer to be believed, but that something happened is.
 */
export type Receive = (delivery: Delivery, late?: 'missed') => Promise<Accepted>;

export function reception(given: {
  forge: Pick<ForgeAtWork, 'name' | 'self' | 'learn' | 'forget'>;
  /** What a delivery of this kind of forge means. */
  intakeOf: (delivery: Delivery, circumstances: Circumstances) => Intake;
  queue: Pick<JobQueue, 'put'>;
  sweeper: Pick<Sweeper, 'sweepRepository'>;
  wake: (dueAt: number) => void;
  clock: Clock;
  log: BotLog;
  /** Told of each repository that something is to be done for, before the delivery is answered. */
  heardOf?: (repository: Repository) => Promise<void>;
}): Receive {
  const { forge, intakeOf, queue, sweeper, wake, clock, log, heardOf } = given;

  const carryOut = async (
    { looks, forget, sweep, installation }: Orders,
    late: JobReason | undefined,
  ): Promise<void> => {
    // First, so that a look that begins meanwhile does not go by what is no longer so.
    for (const what of forget) forge.forget(what);
    const repositories = [...looks.map(({ subject }) => subject), ...sweep];
    await Promise.all([
      ...repositories.map((repository) => heardOf?.(repository)),
      ...looks.map(async ({ subject, reason, delay, glance }) => {
        if (installation !== undefined) forge.learn(subject, installation);
        const dueAt = clock.now() + delay;
        await queue.put(keyOf(forge.name, subject), {
          dueAt,
          reason: late ?? reason,
          ...(glance === undefined || late !== undefined ? {} : { glance: glanceAt(glance) }),
        });
        wake(dueAt);
      }),
    ]);
    for (const repository of sweep) {
      if (installation !== undefined) forge.learn(repository, installation);
      // Nobody waits for it: the next sweep of all repositories makes up for one that is lost.
      void sweeper.sweepRepository(forge.name, repository);
    }
  };

  return async (delivery, late) => {
    const self = forge.self();
    const intake = intakeOf(delivery, self === undefined ? {} : { self });
    switch (intake.kind) {
      case 'malformed':
        log.warn('A signed delivery is not as documented', {
          forge: forge.name,
          event: delivery.event,
          problem: intake.problem,
        });
        return { result: 'malformed', problem: intake.problem };
      case 'ignored':
        return { result: 'ignored' };
      case 'accepted':
        await carryOut(intake, late);
        return { result: 'queued' };
    }
  };
}
