import type { Act } from '../acts.ts';
import type { SubjectState } from '../state.ts';
import type { ForgeWorld } from '../world.ts';
import {
  commentNode,
  draftTitle,
  isoOf,
  labelNode,
  type Node,
  shownTitle,
  userNode,
} from './subject-nodes.ts';

/** What happened to a subject in the words of the server, oldest first. */
export function timelineOf(world: ForgeWorld, subject: SubjectState): Node[] {
  const story = inOrder(world, world.storyOf(subject.ref));
  return story.flatMap((act, index) => {
    const entry = entryOf(world, subject, { act, story, index });
    if (entry === undefined) return [];
    const any = {
      id: 500 + index,
      user: userNode(world, act.by),
      body: '',
      created_at: isoOf(act.at),
      updated_at: isoOf(act.at),
      old_title: '',
      new_title: '',
      label: null,
      assignee: null,
      removed_assignee: false,
    };
    return [{ ...any, ...entry }];
  });
}

/** What is closed because its branch goes is closed first; Forgejo tells of nothing else then. */
function inOrder({ traits }: ForgeWorld, story: readonly Act[]): Act[] {
  return story.flatMap((act, index) => {
    const [before, next] = [story[index - 1], story[index + 1]];
    if (act.kind === 'head-deleted' && next?.kind === 'closed') {
      return traits.kind === 'forgejo' ? [next] : [next, act];
    }
    return act.kind === 'closed' && before?.kind === 'head-deleted' ? [] : [act];
  });
}

type Place = { act: Act; story: readonly Act[]; index: number };

function entryOf(
  world: ForgeWorld,
  subject: SubjectState,
  { act, story, index }: Place,
): Node | undefined {
  switch (act.kind) {
    case 'commented':
      return subject.comments.includes(act.comment)
        ? { ...commentNode(world, subject, act.comment), type: 'comment' }
        : undefined;
    case 'closed': {
      const isMerge = subject.pull?.merged === true && !laterClosing(story, index);
      return { type: isMerge ? 'merge_pull' : 'close' };
    }
    case 'reopened':
      return { type: 'reopen' };
    case 'locked':
      return { type: 'lock' };
    case 'unlocked':
      return { type: 'unlock' };
    // Not told of a fork that went as a whole.
    case 'head-deleted':
      return subject.pull?.headRepository === undefined
        ? undefined
        : { type: 'delete_branch', old_ref: subject.pull.head };
    case 'labelled':
      return { type: 'label', body: '1', label: labelNode(world, subject.ref, act.label) };
    case 'unlabelled':
      return { type: 'label', body: '', label: labelNode(world, subject.ref, act.label) };
    case 'assigned':
    case 'unassigned':
      return {
        type: 'assignees',
        assignee: userNode(world, act.to),
        removed_assignee: act.kind === 'unassigned',
      };
    case 'reviewed':
      return { type: 'review', body: act.body, review_id: index };
    case 'drafted':
    case 'readied': {
      const titles = [subject.title, draftTitle(subject.title)];
      const [from, to] = act.kind === 'drafted' ? titles : titles.toReversed();
      return { type: 'change_title', old_title: from, new_title: to };
    }
    case 'edited':
      if (act.from.base !== undefined) {
        return {
          type: 'change_target_branch',
          old_ref: act.from.base,
          new_ref: subject.pull?.base,
        };
      }
      return act.from.title === undefined
        ? undefined
        : {
            type: 'change_title',
            old_title: act.from.title,
            new_title: titleBehind(story, index) ?? shownTitle(subject),
          };
    case 'pushed': {
      const isForced = story[index - 1]?.kind === 'head-replaced';
      const push = { is_force_push: isForced, commit_ids: [act.before, act.after] };
      return { type: 'pull_push', body: JSON.stringify(push), ref_commit_sha: '' };
    }
    // The commits that a pull request begins with are a push.
    case 'opened':
      return subject.pull === undefined
        ? undefined
        : { type: 'pull_push', body: JSON.stringify({ is_force_push: false, commit_ids: [] }) };
    // Told by the push; of a closed pull request the server does not follow the branch.
    case 'head-replaced':
    case 'linked':
    case 'deleted':
    case 'comment-edited':
    case 'comment-deleted':
    case 'minimised':
    case 'unminimised':
    case 'reacted':
      return undefined;
  }
}

function laterClosing(story: readonly Act[], index: number): boolean {
  return story.slice(index + 1).some(({ kind }) => kind === 'closed');
}

/** What the title became: what the next change of it began with. */
function titleBehind(story: readonly Act[], index: number): string | undefined {
  for (const act of story.slice(index + 1)) {
    if (act.kind === 'edited' && act.from.title !== undefined) return act.from.title;
  }
  return undefined;
}
