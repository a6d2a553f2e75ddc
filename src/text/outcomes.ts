import type { Outcome } from '../sessions/outcome.ts';

/** What each outcome means, one sentence each, as the docs and `--help` say it. */
export const OUTCOME_MEANINGS: Readonly<Record<Outcome, string>> = {
  completed: 'Every session has finished and every background result was delivered and answered.',
  'completed-with-denials':
    'As `completed`, but the policy refused at least one permission on the way.',
  'nothing-produced': 'The run ended well, but what `expect` asks for is not there.',
  'agent-error':
    'The last turn of the main session failed, was cut off, or did not give the structured output.',
  'child-error': 'A child session failed and its parent never dealt with it.',
  'timed-out': 'The run took longer than `timeout`.',
  'no-progress':
    'Nothing happened anywhere in the session tree for as long as `no-progress-timeout`.',
  'retries-exhausted':
    'One session asked its model more often in a row than `retry-limit`, without success.',
  'budget-exhausted': 'The session tree reached `max-cost` or `max-tokens`.',
  cancelled: 'The workflow or a person ended the run.',
  'failed-to-start': 'opencode could not be installed or started, or did not accept the prompt.',
  'lost-contact': 'The agent server died or stopped answering while the run was going on.',
  'invalid-input': 'The inputs are wrong; nothing was started.',
};
