import type { Outcome } from '../sessions/outcome.ts';

/** How an outcome looks at a glance. */
export const OUTCOME_SIGNS: Readonly<Record<Outcome, string>> = {
  completed: '✅',
  'completed-with-denials': '☑️',
  'nothing-produced': '❌',
  'agent-error': '❌',
  'child-error': '❌',
  'timed-out': '⌛',
  'no-progress': '⌛',
  'retries-exhausted': '❌',
  'budget-exhausted': '💰',
  cancelled: '🚫',
  'failed-to-start': '❌',
  'lost-contact': '❌',
  'invalid-input': '❌',
};

/** What a person can do about it, as one or two sentences of Markdown; empty where there is nothing to do. */
export const OUTCOME_ADVICE: Readonly<Record<Outcome, string>> = {
  completed: '',
  'completed-with-denials':
    'If the agent needed what was refused, allow it in `permissions`; to fail the step then, name the outcome in `fail-on`.',
  'nothing-produced': 'Read the final message to see why. If such a run is fine, change `expect`.',
  'agent-error':
    'The transcript shows the turn that failed. Run the job again if the provider was at fault.',
  'child-error': 'The table of sessions names the child that failed; the transcript shows why.',
  'timed-out':
    'What was done is kept. Raise `timeout`, give a smaller task, or go on from the export with `session`.',
  'no-progress':
    'The last lines of the log name what it was stuck on. If that takes long on purpose, raise `no-progress-timeout`.',
  'retries-exhausted':
    'The provider is overloaded or limits the rate. Run the job again later, or raise `retry-limit`.',
  'budget-exhausted':
    'What was done is kept. Raise `max-cost` or `max-tokens`, or give a smaller task.',
  cancelled: 'What was done until then is kept.',
  'failed-to-start':
    'The log shows what the agent server said. Check the model, the agent and the keys.',
  'lost-contact':
    'What was done until then is kept. Run the job again; the log shows the last words of the server.',
  'invalid-input': 'Correct the inputs and run the job again.',
};
