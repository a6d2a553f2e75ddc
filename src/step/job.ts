import { z } from 'zod';
import type { Subject } from '../forge/model.ts';
import { payloadSubject } from './payload-subject.ts';
import type { Surroundings } from './surroundings.ts';

/** What the event asks of the step. */
export type Job =
  | {
      do: 'look';
      number: number;
      reason: 'event' | 'command';
      /** What the payload tells; it only chooses what is read along. */
      hint?: Subject;
      /** Nobody can have looked before: while it is fresh, the hint alone may show that nothing is wrong. */
      isFirst: boolean;
      /** The token of such a job may only read. */
      comesFromFork: boolean;
    }
  | { do: 'sweep' }
  | { do: 'lint' }
  | { do: 'nothing'; why: 'event' | 'branch' }
  | { do: 'give-up'; why: 'no-number' };

const PULL_REQUEST_EVENTS = [
  'pull_request_target',
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
];

/** The events that mean something, for a sentence about one that does not. */
export const KNOWN_EVENTS = [
  ...PULL_REQUEST_EVENTS.slice(0, 3),
  'issues',
  'issue_comment',
  'schedule',
  'workflow_dispatch',
  'push',
];

const numbered = z.object({ number: z.int().positive() });
const shape = z.object({
  action: z.string().optional(),
  ref: z.string().optional(),
  pull_request: numbered.optional().catch(undefined),
  issue: numbered.optional().catch(undefined),
  repository: z
    .object({ full_name: z.string().optional(), default_branch: z.string().optional() })
    .optional(),
});
type Payload = z.infer<typeof shape>;

/** `number` is what a person who started the job by hand wants looked at. */
export function jobOf(around: Surroundings, number: number | undefined): Job {
  const { event } = around;
  const payload: Payload = shape.safeParse(around.payload).data ?? {};
  if (PULL_REQUEST_EVENTS.includes(event)) return look(around, payload, 'event');
  switch (event) {
    case 'issues':
      return look(around, payload, 'event');
    case 'issue_comment':
    case 'pull_request_comment':
      return look(around, payload, 'command');
    case 'schedule':
      return { do: 'sweep' };
    case 'workflow_dispatch':
      return number === undefined
        ? { do: 'sweep' }
        : { do: 'look', number, reason: 'event', isFirst: false, comesFromFork: false };
    case 'push':
      return isOfDefaultBranch(payload) ? { do: 'lint' } : { do: 'nothing', why: 'branch' };
    default:
      return { do: 'nothing', why: 'event' };
  }
}

function look(around: Surroundings, payload: Payload, reason: 'event' | 'command'): Job {
  const { forge, repository, event, isRepeated } = around;
  const number = payload.pull_request?.number ?? payload.issue?.number;
  if (number === undefined) return { do: 'give-up', why: 'no-number' };
  // A comment's payload tells of a pull request only what it has in common with an issue.
  const tellsAll = forge === 'github' && reason === 'event' && repository !== undefined;
  const hint = tellsAll ? payloadSubject(around.payload, repository) : undefined;
  return {
    do: 'look',
    number,
    reason,
    ...(hint === undefined ? {} : { hint }),
    isFirst: payload.action === 'opened' && !isRepeated,
    comesFromFork:
      // GitHub's `pull_request_target` has a token that writes; on the other forges no event of a fork has one.
      event.startsWith('pull_request') &&
      (forge !== 'github' || event !== 'pull_request_target') &&
      isFromFork(around.payload),
  };
}

const forked = z.object({
  repository: z.object({ full_name: z.string() }),
  pull_request: z.object({
    head: z.object({ repo: z.object({ full_name: z.string() }).nullish() }),
  }),
});

/** A head whose repository is gone was a fork. */
function isFromFork(payload: unknown): boolean {
  const { data } = forked.safeParse(payload);
  if (data === undefined) return false;
  const head = data.pull_request.head.repo?.full_name;
  return head?.toLowerCase() !== data.repository.full_name.toLowerCase();
}

function isOfDefaultBranch({ ref, repository }: Payload): boolean {
  return ref !== undefined && ref === `refs/heads/${repository?.default_branch ?? ''}`;
}
