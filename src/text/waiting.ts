import type { SessionId } from '../sessions/event.ts';
import type { Pending } from '../sessions/settle.ts';
import { members, type SessionTree } from '../sessions/tree.ts';
import { counted } from './amounts.ts';
import { clipLine } from './clip.ts';
import { formatDuration } from './duration.ts';
import { oneLine } from './escape.ts';
import { shortName } from './session-name.ts';

type Owed = Pending & { kind: 'owed' };

/** Sessions named in one line; the others are counted. */
const NAMED = 5;

const DETAIL_LENGTH = 80;

/**
 * What the run is stuck on, in one line: `waiting for 2 of 5 sessions: explore (3m12s, running bash: npm test), …;
 * 1 background result owed to build`. Not masked, not escaped.
 */
export function describeWaiting(
  pending: readonly Pending[],
  tree: SessionTree,
  now: number,
): string {
  const reasons = new Map<SessionId, string>();
  for (const wait of pending) {
    if (wait.kind === 'owed' || reasons.has(wait.sessionId)) continue;
    reasons.set(wait.sessionId, `${shortName(tree, wait.sessionId)} (${reasonOf(wait, now)})`);
  }
  const owed = owedTo(
    pending.filter((wait): wait is Owed => wait.kind === 'owed'),
    tree,
  );
  const parts = [...(reasons.size > 0 ? [sessionsPart(reasons, tree)] : []), ...owed];
  return parts.length === 0
    ? 'making sure that everything has ended'
    : `waiting for ${parts.join('; ')}`;
}

function sessionsPart(reasons: ReadonlyMap<SessionId, string>, tree: SessionTree): string {
  const all = members(tree).filter(({ deleted }) => deleted === undefined).length;
  const named = [...reasons.values()].slice(0, NAMED).join(', ');
  const others = reasons.size > NAMED ? ` and ${String(reasons.size - NAMED)} more` : '';
  return `${String(reasons.size)} of ${counted(all, 'session')}: ${named}${others}`;
}

function reasonOf(wait: Exclude<Pending, Owed>, now: number): string {
  switch (wait.kind) {
    case 'working': {
      if (wait.tool === undefined)
        return `${formatDuration(now - wait.since)}, the model is at work`;
      const { name, label, since } = wait.tool;
      return `${formatDuration(now - since)}, running ${detail(label === '' ? name : `${name}: ${label}`)}`;
    }
    case 'retrying': {
      const next = wait.next > now ? `next in ${formatDuration(wait.next - now)}` : 'trying now';
      return `attempt ${String(wait.attempt)} failed, ${next}: ${detail(wait.message)}`;
    }
    case 'asking': {
      if (wait.ask.kind === 'question') return 'asks a question';
      return `asks for permission ${detail([wait.ask.permission, ...wait.ask.patterns].join(' '))}`;
    }
    case 'unanswered': {
      const since = `a message unanswered for ${formatDuration(now - wait.since)}`;
      return wait.until === undefined
        ? since
        : `${since}, given up in ${formatDuration(wait.until - now)}`;
    }
  }
}

function owedTo(owed: readonly Owed[], tree: SessionTree): string[] {
  const counts = new Map<SessionId, number>();
  for (const { sessionId } of owed) counts.set(sessionId, (counts.get(sessionId) ?? 0) + 1);
  const parts = [...counts].map(
    ([id, count]) => `${counted(count, 'background result')} owed to ${shortName(tree, id)}`,
  );
  if (parts.length <= NAMED) return parts;
  const rest = [...counts.values()].slice(NAMED).reduce((sum, count) => sum + count, 0);
  return [...parts.slice(0, NAMED), `${counted(rest, 'background result')} owed to others`];
}

function detail(text: string): string {
  return clipLine(oneLine(text), DETAIL_LENGTH);
}
