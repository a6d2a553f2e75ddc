/** What became of the job, one word for a workflow to go by. */
export const STEP_VERDICTS = {
  ok: 'Nothing is wrong, or what was wrong is fixed.',
  flagged: 'Something has to be fixed.',
  'would-flag': 'Something is missing, but in mode `dry-run` nobody is asked to fix it.',
  pending: 'No issue is linked yet; the next event or sweep decides.',
  paused: 'The clock stands still: a draft, a locked conversation, or a hold.',
  closed: 'Closed, because it was not fixed in time.',
  waived: 'A maintainer waived the rules.',
  exempt: 'Nothing is asked of this pull request or issue.',
  done: 'Merged, or closed by a person.',
  gone: 'The pull request or issue does not exist any more.',
  off: 'The policy is switched off.',
  newer: 'A later version of the bot looks after it: nothing was done.',
  swept: 'A sweep looked at everything it had to.',
  'partly-swept':
    'A sweep left some for the next one: the limit of requests, of time or of `sweep-limit`.',
  'config-ok': 'After a push: the policy has no mistakes.',
  'config-broken':
    'After a push: the policy has mistakes; until they are corrected nothing is enforced.',
  ignored: 'The event means nothing to the bot.',
  failed: 'The bot could not do its work; the log says why.',
} as const;

export type StepVerdict = keyof typeof STEP_VERDICTS;

/** Every output, in the order in which hygiene/action.yml and the docs show them. */
export const STEP_OUTPUTS = [
  { name: 'verdict', description: 'What became of it, one word of the table of verdicts.' },
  {
    name: 'findings',
    description:
      'What is to be fixed, as a JSON list: number, rule, mode, severity, key, line, problem, message; after a push the mistakes of the policy: file, line, key, message.',
  },
  {
    name: 'actions',
    description:
      'What was written, in its order, as a JSON list: number, do, and what it concerns; with `dry-run` what would have been.',
  },
] as const;

export type StepOutputName = (typeof STEP_OUTPUTS)[number]['name'];
