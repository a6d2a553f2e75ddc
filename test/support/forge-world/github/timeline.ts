import type { Act, Verdict } from '../acts.ts';
import type { SubjectState } from '../state.ts';
import type { ForgeWorld } from '../world.ts';
import { type Ranked, rankOf } from './connections.ts';
import { actorNode, type GithubNode, isoOf } from './subject-nodes.ts';

/** The kind of a timeline's item and its name among the kinds to ask for. */
const ITEMS: Partial<Record<Act['kind'], readonly [string, string]>> = {
  closed: ['ClosedEvent', 'CLOSED_EVENT'],
  reopened: ['ReopenedEvent', 'REOPENED_EVENT'],
  labelled: ['LabeledEvent', 'LABELED_EVENT'],
  unlabelled: ['UnlabeledEvent', 'UNLABELED_EVENT'],
  assigned: ['AssignedEvent', 'ASSIGNED_EVENT'],
  unassigned: ['UnassignedEvent', 'UNASSIGNED_EVENT'],
  locked: ['LockedEvent', 'LOCKED_EVENT'],
  unlocked: ['UnlockedEvent', 'UNLOCKED_EVENT'],
  drafted: ['ConvertToDraftEvent', 'CONVERT_TO_DRAFT_EVENT'],
  readied: ['ReadyForReviewEvent', 'READY_FOR_REVIEW_EVENT'],
  'head-replaced': ['HeadRefForcePushedEvent', 'HEAD_REF_FORCE_PUSHED_EVENT'],
  'head-deleted': ['HeadRefDeletedEvent', 'HEAD_REF_DELETED_EVENT'],
  linked: ['ConnectedEvent', 'CONNECTED_EVENT'],
  reviewed: ['PullRequestReview', 'PULL_REQUEST_REVIEW'],
};

const RENAME = ['RenamedTitleEvent', 'RENAMED_TITLE_EVENT'] as const;

const VERDICTS: Record<Verdict, string> = {
  approved: 'APPROVED',
  'changes-requested': 'CHANGES_REQUESTED',
  commented: 'COMMENTED',
};

/** The events of a subject in their order, those of the wanted kinds only. */
export function timeline(
  world: ForgeWorld,
  { ref }: SubjectState,
  wanted: readonly string[] | undefined,
): Ranked[] {
  return world.storyOf(ref).flatMap((act) => {
    const item = isRename(act) ? RENAME : ITEMS[act.kind];
    if (item === undefined || wanted?.includes(item[1]) === false) return [];
    return [{ rank: rankOf(world.acts.indexOf(act)), node: () => itemNode(world, act, item[0]) }];
  });
}

function isRename(act: Act): boolean {
  return act.kind === 'edited' && act.from.title !== undefined;
}

function itemNode(world: ForgeWorld, act: Act, __typename: string): GithubNode {
  const happened = { __typename, createdAt: isoOf(act.at) };
  const actor = (): GithubNode | null => actorNode(world, act.by);
  if (act.kind === 'reviewed') {
    const state = VERDICTS[act.verdict];
    return { ...happened, submittedAt: isoOf(act.at), state, author: actor };
  }
  if (act.kind === 'assigned' || act.kind === 'unassigned') {
    return { ...happened, actor, assignee: () => actorNode(world, act.to) };
  }
  if (act.kind === 'labelled' || act.kind === 'unlabelled') {
    return { ...happened, actor, label: { name: act.label } };
  }
  return { ...happened, actor };
}
