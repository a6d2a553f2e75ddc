import type { InputSpec } from '../input-table.ts';

/** The inputs about the comment of a run. */
export const COMMENT_INPUTS = [
  {
    name: 'comment',
    kind: 'choice',
    description:
      'Whether the run writes a comment on an issue or pull request: its `result` when it is over, or its `progress` from the beginning on, which ends as the result. Takes `token`.',
    default: 'off',
    values: ['off', 'result', 'progress'],
    example: 'progress',
    inJobsOnly: true,
  },
  {
    name: 'comment-on',
    kind: 'count',
    description: 'The number of the issue or pull request that the comment is for.',
    otherwise: 'the one that the event is about',
    example: '12',
    inJobsOnly: true,
  },
  {
    name: 'comment-key',
    kind: 'text',
    description:
      'Runs with the same key share one comment, which the latest of them rewrites; without a key each run has a comment of its own.',
    example: 'review',
    inJobsOnly: true,
  },
  {
    name: 'token',
    kind: 'text',
    description:
      "What the comment is written with, usually the job's `github.token`; the job needs `issues: write` and `pull-requests: write`. The agent does not get it. Leave it out where no comment is wanted.",
    example: '${{ github.token }}',
    inJobsOnly: true,
  },
] as const satisfies readonly InputSpec[];
