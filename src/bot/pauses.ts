import { BoundedMap } from '../bounded-map.ts';
import type { Clock } from '../clock.ts';

/** Accounts whose forge asked for patience, or does not answer: none of their jobs is tried before the pause is over. */
export interface Pauses {
  /** Until when; undefined when the account may be asked. */
  until(account: string): number | undefined;
  /** The forge named the instant. */
  pause(account: string, until: number): void;
  /** It did not answer; each time in a row it is left alone for longer. Returns until when. */
  failed(account: string): number;
  /** Nothing has worked for this account since something failed. */
  isFailing(account: string): boolean;
  worked(account: string): void;
}

const SHORTEST = 5000;
const LONGEST = 15 * 60_000;
const MOST_ACCOUNTS = 10_000;

export function createPauses(clock: Clock, random: () => number = Math.random): Pauses {
  const pauses = new BoundedMap<number>(MOST_ACCOUNTS);
  const failures = new BoundedMap<number>(MOST_ACCOUNTS);

  const pause = (account: string, until: number): void => {
    pauses.set(account, Math.max(until, pauses.get(account) ?? 0));
  };

  return {
    until(account) {
      const until = pauses.get(account);
      return until !== undefined && until > clock.now() ? until : undefined;
    },
    pause,
    failed(account) {
      const count = failures.get(account) ?? 0;
      failures.set(account, count + 1);
      const until = clock.now() + backOff(count, random);
      pause(account, until);
      return until;
    },
    isFailing: (account) => (failures.get(account) ?? 0) > 0,
    worked: (account) => failures.delete(account),
  };
}

/** Twice as long each time, up to a quarter of an hour, and never at the same moment as everybody else. */
export function backOff(failuresBefore: number, random: () => number): number {
  const longest = Math.min(SHORTEST * 2 ** Math.min(failuresBefore, 20), LONGEST);
  return Math.round(longest * (0.5 + random() / 2));
}
