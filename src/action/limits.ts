import type { Ending } from '../sessions/ending.ts';
import { type AgentEvent, totalTokens } from '../sessions/event.ts';
import { isMember, type SessionTree } from '../sessions/tree.ts';
import type { Limits } from './settings.ts';

/** The limit that an event, already folded into the tree, has broken, if any. */
export function breach(event: AgentEvent, tree: SessionTree, limits: Limits): Ending | undefined {
  if (event.type === 'status' && event.status.type === 'retry') {
    const { sessionId, status } = event;
    if (status.attempt <= limits.retries || !isMember(tree, sessionId)) return undefined;
    return {
      outcome: 'retries-exhausted',
      sessionId,
      limit: limits.retries,
      message: status.message,
    };
  }
  // A session that becomes known may bring others into the tree, with all that they have spent.
  if (event.type === 'message' || event.type === 'session') return overspent(tree, limits);
  return undefined;
}

function overspent(tree: SessionTree, limits: Limits): Ending | undefined {
  const { cost } = tree.spent;
  if (limits.maxCost !== undefined && cost >= limits.maxCost) {
    return { outcome: 'budget-exhausted', what: 'cost', limit: limits.maxCost, spent: cost };
  }
  const tokens = totalTokens(tree.spent.tokens);
  if (limits.maxTokens !== undefined && tokens >= limits.maxTokens) {
    return { outcome: 'budget-exhausted', what: 'tokens', limit: limits.maxTokens, spent: tokens };
  }
  return undefined;
}
