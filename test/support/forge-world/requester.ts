import { Forbidden, ForgeUnavailable, RateLimited, Refused } from '../../../src/forge/errors.ts';
import type { Repository } from '../../../src/forge/model.ts';
import type { Fault, RequestKind } from './faults.ts';
import { ForgeRefusal, ProcessDied } from './refusal.ts';
import type { ForgeWorld } from './world.ts';

/** Counts a request, lets happen what is planned to go wrong with it, and carries it out. */
export type Request = <T>(kind: RequestKind, name: string, work: () => T) => Promise<T>;

export function labelKey({ owner, name }: Repository, label: string): string {
  return `${owner}/${name}:${label}`.toLowerCase();
}

export function requester(world: ForgeWorld): Request {
  return async (kind, name, work) => {
    if (world.faults.isDead) throw new ProcessDied(`died before ${name}`);
    world.requests.add({ at: world.now, kind, name });
    const fault = world.faults.take(kind);
    if (fault?.kind === 'meanwhile') fault.happens();
    else if (fault !== undefined && fault.kind !== 'cut-after') throw errorOf(world, fault);
    // A request takes at least a turn, in which others go on.
    await Promise.resolve();
    const result = inWordsOfThePort(work);
    if (fault?.kind === 'cut-after') throw errorOf(world, fault);
    return result;
  };
}

function inWordsOfThePort<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ForgeRefusal)) throw error;
    throw error.why === 'forbidden'
      ? new Forbidden(error.message, 'write permission')
      : new Refused(error.message);
  }
}

function errorOf(world: ForgeWorld, fault: Exclude<Fault, { kind: 'meanwhile' }>): Error {
  const now = world.clock.now();
  switch (fault.kind) {
    case 'quota':
      return new RateLimited('the quota is used up', 'primary', now + fault.seconds * 1000);
    case 'burst':
      return new RateLimited('too many at once', 'secondary', now + fault.seconds * 1000);
    case 'forbidden':
      return new Forbidden('not permitted', fault.needs);
    case 'bad-token':
      return new Forbidden('not known', 'a valid token');
    case 'stumbled':
      return new ForgeUnavailable('something went wrong');
    case 'silent':
      return new ForgeUnavailable('no answer');
    case 'broken':
      return new ForgeUnavailable(`answered ${fault.status ?? 502}`);
    case 'cut-before':
    case 'cut-after':
      return new ForgeUnavailable('the connection ended');
  }
}
