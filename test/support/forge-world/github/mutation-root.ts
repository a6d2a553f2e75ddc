import type { SubjectRef } from '../../../../src/forge/model.ts';
import type { ApiWrite } from '../acts.ts';
import { ForgeRefusal } from '../refusal.ts';
import { kindOf, type ReactionState, sameName } from '../state.ts';
import type { ForgeWorld } from '../world.ts';
import { branchMutations } from './branch-mutations.ts';
import { commentNamed, named, noNode, subjectNamed } from './node-ids.ts';
import { GithubProblem, problemOf } from './problem.ts';
import type { GithubNode } from './subject-nodes.ts';

const LONGEST_BODY = 65_536;

const REACTIONS: Readonly<Record<string, ReactionState['content']>> = {
  THUMBS_UP: '+1',
  THUMBS_DOWN: '-1',
  CONFUSED: 'confused',
  HEART: 'heart',
};

type Input<Key extends string> = { input: Record<Key, string> };
type Labels = { input: { labelableId: string; labelIds: string[] } };

const DONE = { clientMutationId: null };

/** The fields of a mutation. Each is carried out on its own: one that is refused does not undo or stop the others. */
export function mutationRoot(world: ForgeWorld): GithubNode {
  const by = world.bot;
  const write = (what: ApiWrite['do'], subject: SubjectRef, work: () => void): GithubNode => {
    try {
      world.apiWrite({ by, do: what, subject }, work);
    } catch (error) {
      throw error instanceof ForgeRefusal ? problemOf(error) : error;
    }
    return DONE;
  };
  const onComment = (
    what: ApiWrite['do'],
    node: string,
    work: (id: string) => void,
  ): GithubNode => {
    const id = commentNamed(node);
    try {
      return write(what, world.findComment(id).subject.ref, () => work(id));
    } catch (error) {
      throw error instanceof ForgeRefusal ? noNode(node) : error;
    }
  };
  const onKind = (node: string, kind: 'pull-request' | 'issue'): SubjectRef => {
    const ref = subjectNamed(node);
    const subject = world.findSubject(ref);
    if (subject === undefined || kindOf(subject) !== kind) throw noNode(node);
    return ref;
  };
  const setState = (what: 'close' | 'reopen', ref: SubjectRef): GithubNode =>
    write(what, ref, () => world[what](ref, { by }));
  const editBody = (ref: SubjectRef, body: string): GithubNode =>
    write('edit-body', ref, () => world.editBody(ref, body === '' ? '' : fitting(body), { by }));
  return {
    ...branchMutations(world),
    addComment: ({ input }: Input<'subjectId' | 'body'>) => {
      const ref = subjectNamed(input.subjectId);
      const isReply = !input.body.startsWith('<!--');
      return write(isReply ? 'reply' : 'post-notice', ref, () => {
        world.comment(ref, fitting(input.body), { by });
      });
    },
    updateIssueComment: ({ input }: Input<'id' | 'body'>) =>
      onComment('edit-notice', input.id, (id) =>
        world.editComment(id, fitting(input.body), { by }),
      ),
    deleteIssueComment: ({ input }: Input<'id'>) =>
      onComment('delete-notice', input.id, (id) => world.deleteComment(id, { by })),
    minimizeComment: ({ input }: Input<'subjectId'>) =>
      onComment('minimise', input.subjectId, (id) => world.minimise(id, { by })),
    unminimizeComment: ({ input }: Input<'subjectId'>) =>
      onComment('unminimise', input.subjectId, (id) => world.unminimise(id, { by })),
    addReaction: ({ input }: Input<'subjectId' | 'content'>) =>
      onComment('react', input.subjectId, (id) => {
        const content = REACTIONS[input.content];
        if (content === undefined) throw new Error(`the world has no reaction ${input.content}`);
        world.react(id, content, { by });
      }),
    addLabelsToLabelable: ({ input }: Labels) => {
      const ref = subjectNamed(input.labelableId);
      const names = labelNames(world, ref, input.labelIds);
      return write('add-labels', ref, () => {
        for (const name of names) world.label(ref, name, { by });
      });
    },
    removeLabelsFromLabelable: ({ input }: Labels) => {
      const ref = subjectNamed(input.labelableId);
      const names = labelNames(world, ref, input.labelIds);
      return write('remove-labels', ref, () => {
        for (const name of names) world.unlabel(ref, name, { by });
      });
    },
    closePullRequest: ({ input }: Input<'pullRequestId'>) =>
      setState('close', onKind(input.pullRequestId, 'pull-request')),
    reopenPullRequest: ({ input }: Input<'pullRequestId'>) =>
      setState('reopen', onKind(input.pullRequestId, 'pull-request')),
    closeIssue: ({ input }: Input<'issueId'>) => setState('close', onKind(input.issueId, 'issue')),
    reopenIssue: ({ input }: Input<'issueId'>) =>
      setState('reopen', onKind(input.issueId, 'issue')),
    updatePullRequest: ({ input }: Input<'pullRequestId' | 'body'>) =>
      editBody(onKind(input.pullRequestId, 'pull-request'), input.body),
    updateIssue: ({ input }: Input<'id' | 'body'>) =>
      editBody(onKind(input.id, 'issue'), input.body),
  };
}

function fitting(body: string): string {
  if (body === '') throw new GithubProblem('UNPROCESSABLE', "Body can't be blank");
  if (body.length <= LONGEST_BODY) return body;
  throw new GithubProblem('UNPROCESSABLE', 'Body is too long (maximum is 65536 characters)');
}

/** GitHub refuses the whole of it when one is gone. */
function labelNames(world: ForgeWorld, ref: SubjectRef, ids: readonly string[]): string[] {
  return ids.map((id) => {
    const found = named(id);
    const label =
      found.of === 'label' && sameName(found.repository.name, ref.name)
        ? world.repositoryState(ref).labels.find((each) => each.id === found.id)
        : undefined;
    if (label === undefined) throw noNode(id);
    return label.name;
  });
}
