import type { SubjectEvent } from '../model.ts';
import { accountOf } from './accounts.ts';
import type { EventNode } from './subject-shapes.ts';

/** Kinds that have nothing to tell but when and by whom. */
const PLAIN = {
  ClosedEvent: 'closed',
  ReopenedEvent: 'reopened',
  ConvertToDraftEvent: 'drafted',
  ReadyForReviewEvent: 'readied',
  LockedEvent: 'locked',
  UnlockedEvent: 'unlocked',
  TransferredEvent: 'transferred',
  HeadRefForcePushedEvent: 'head-replaced',
  HeadRefDeletedEvent: 'head-deleted',
} as const;

/** The entries of a timeline that the model knows, oldest first. `author` wrote the subject; own reviews do not count. */
export function subjectEvents(nodes: readonly EventNode[], author: string): SubjectEvent[] {
  return nodes
    .map((node) => subjectEvent(node, author))
    .filter((event) => event !== undefined)
    .toSorted((one, other) => one.at - other.at);
}

function subjectEvent(node: EventNode, author: string): SubjectEvent | undefined {
  const at = node.submittedAt ?? node.createdAt;
  if (at === undefined) return undefined;
  const actor = node.actor ?? node.author ?? null;
  const happened = { at, ...(actor === null ? {} : { by: accountOf(actor) }) };
  const plain = Object.hasOwn(PLAIN, node.kind)
    ? PLAIN[node.kind as keyof typeof PLAIN]
    : undefined;
  if (plain !== undefined) return { ...happened, kind: plain };
  switch (node.kind) {
    case 'LabeledEvent':
    case 'UnlabeledEvent': {
      if (node.label === undefined || node.label === null) return undefined;
      const kind = node.kind === 'LabeledEvent' ? 'labelled' : 'unlabelled';
      return { ...happened, kind, label: node.label.name };
    }
    case 'AssignedEvent':
      return { ...happened, kind: 'assigned', to: accountOf(node.assignee ?? null).login };
    case 'PullRequestReview':
      // A pending review is seen by nobody but its author.
      if (node.verdict === 'PENDING' || happened.by?.login === author) return undefined;
      return { ...happened, kind: 'reviewed' };
    default:
      return undefined;
  }
}
