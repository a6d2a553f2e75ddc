import type { Denial } from './outcome.ts';
import { members, type SessionTree } from './tree.ts';

/** Tool calls that a rule of the server's config refused: these raise no ask, only the call's error tells. */
export function refusedCalls(tree: SessionTree): Denial[] {
  return members(tree).flatMap(({ messages }) =>
    [...messages.values()]
      .flatMap(({ tools }) => [...tools.values()])
      .filter(({ refused }) => refused === true)
      .map(({ sessionId, tool, label, ended, started }) => ({
        sessionId,
        kind: 'permission',
        what: tool,
        patterns: label === '' ? [] : [label],
        at: ended ?? started ?? 0,
      })),
  );
}
