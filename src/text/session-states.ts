import type { SessionState } from '../sessions/outcome.ts';

export const STATE_WORDS: Readonly<Record<SessionState, string>> = {
  completed: 'completed',
  failed: 'failed',
  aborted: 'aborted',
  deleted: 'deleted',
  working: 'still working',
  waiting: 'still waiting',
};

export const STATE_SIGNS: Readonly<Record<SessionState, string>> = {
  completed: '✅',
  failed: '❌',
  aborted: '⏹️',
  deleted: '🗑️',
  working: '⏳',
  waiting: '⏳',
};
