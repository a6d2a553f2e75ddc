/**
 * pg-boss hands out the highest priority first, by the database's clock and in whole numbers of 32 bits. A priority made of
 * the due time lets it hand out the earliest due first, by the clock of whoever claims: the second of the due time, counted
 * down from 1970.
 */
const FIRST = 2 ** 31 - 1;
const LAST = -(2 ** 31);

/** A time to come is rounded up, so that no look is early; what is due already is due in the second that runs. */
export function priorityOf(dueAt: number, now: number): number {
  return ofSecond(dueAt > now ? Math.ceil(dueAt / 1000) : Math.floor(dueAt / 1000));
}

/** The lowest priority that is due. */
export function duePriority(now: number): number {
  return ofSecond(Math.floor(now / 1000));
}

/** When a job of this priority can be claimed. */
export function dueOf(priority: number): number {
  return (FIRST - priority) * 1000;
}

function ofSecond(second: number): number {
  return Math.max(LAST, FIRST - second);
}
