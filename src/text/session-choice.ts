import type { SessionReport, SessionState } from '../sessions/outcome.ts';
import { STATE_WORDS } from './session-states.ts';

/** How much a person wants to see a session in this state. */
const INTEREST: Readonly<Record<SessionState, number>> = {
  failed: 3,
  working: 2,
  waiting: 2,
  aborted: 2,
  deleted: 1,
  completed: 0,
};

/**
 * The sessions worth a row where not all have room: the main one, then those that did not end well, then those that
 * took longest. In the order of the tree.
 */
export function mostInteresting(sessions: readonly SessionReport[], room: number): SessionReport[] {
  if (sessions.length <= room) return [...sessions];
  const ranked = sessions.toSorted(
    (a, b) =>
      Number(b.depth === 0) - Number(a.depth === 0) ||
      INTEREST[b.state] - INTEREST[a.state] ||
      b.duration - a.duration,
  );
  const chosen = new Set(ranked.slice(0, room));
  return sessions.filter((session) => chosen.has(session));
}

/** `478 completed, 2 failed`. */
export function stateCounts(sessions: readonly SessionReport[]): string {
  const counts = new Map<SessionState, number>();
  for (const { state } of sessions) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].map(([state, count]) => `${String(count)} ${STATE_WORDS[state]}`).join(', ');
}
