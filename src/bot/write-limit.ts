import type { Clock } from '../clock.ts';
import type { Forge } from '../forge/forge.ts';
import type { Change } from '../forge/model.ts';
import { RateLimited } from '../forge/errors.ts';

/** GitHub allows 80 writes that create content a minute and 500 an hour; other programs may act for the app, too. */
const WINDOWS = [
  { span: 60_000, most: 60 },
  { span: 3_600_000, most: 400 },
] as const;

const CONTENT: ReadonlySet<Change['do']> = new Set([
  'post-notice',
  'edit-notice',
  'reply',
  'close',
  'reopen',
  'edit-body',
]);

/** The forge, with an account's writes held to what it may create: what is too much is put back before it is begun. */
export function withWriteLimit(forge: Forge, clock: Clock): Forge {
  let written: number[] = [];
  return {
    ...forge,
    async write(subject, changes) {
      const count = changes.filter(({ do: what }) => CONTENT.has(what)).length;
      const now = clock.now();
      written = written.filter((at) => now - at < WINDOWS[1].span);
      const retryAt = earliest(written, count, now);
      if (count > 0 && retryAt > now) {
        throw new RateLimited('Our own limit for writes is reached.', 'secondary', retryAt);
      }
      written.push(...Array.from({ length: count }, () => now));
      return forge.write(subject, changes);
    },
  };
}

/** The first instant at which `count` more fit into every window; more than a whole window wait for an empty one. */
function earliest(written: readonly number[], count: number, now: number): number {
  return Math.max(
    ...WINDOWS.map(({ span, most }) => {
      const inWindow = written.filter((at) => now - at < span);
      const over = inWindow.length + count - most;
      if (over <= 0) return now;
      const last = inWindow[Math.min(over, inWindow.length) - 1];
      return last === undefined ? now : last + span;
    }),
  );
}
