import { startTimeOf } from './proc.ts';

/** A process, told from a later one with the same number by when it started (where the system says so). */
export type ProcessIdentity = { pid: number; startTime?: number };

export function ownProcess(): ProcessIdentity {
  const startTime = startTimeOf(process.pid);
  return { pid: process.pid, ...(startTime === undefined ? {} : { startTime }) };
}

/** False where nothing can be told: better to leave a process alone than to end a stranger. */
export function isAlive({ pid, startTime }: ProcessIdentity): boolean {
  return startTime !== undefined && startTimeOf(pid) === startTime;
}
