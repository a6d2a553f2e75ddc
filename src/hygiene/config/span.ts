import { readDuration } from '../../text/duration.ts';

/** A duration of a config in milliseconds; the schema has refused what is none. */
export function spanOf(written: string | number): number {
  return written === 0 || written === '0' ? 0 : (readDuration(String(written)) ?? 0);
}
