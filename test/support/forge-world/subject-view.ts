import type { Wanted } from '../../../src/forge/forge.ts';
import type {
  Account,
  CommandComment,
  Comment,
  IssueReference,
  ReferencedIssue,
  Repository,
  Subject,
  SubjectEvent,
  SubjectReading,
} from '../../../src/forge/model.ts';
import type { Act } from './acts.ts';
import { type CommentState, kindOf, sameName, type SubjectState } from './state.ts';
import type { ForgeWorld } from './world.ts';

/** What the world holds of a subject, in the words of the port. */
export function readingOf(
  world: ForgeWorld,
  subject: SubjectState,
  wanted: Wanted,
): SubjectReading {
  const { ref, pull } = subject;
  const editedAt = lastEdit(world, subject);
  const own = subject.comments.filter(({ author }) => sameName(author, world.bot));
  return {
    subject: subjectView(world, subject),
    ...(editedAt === undefined ? {} : { editedAt }),
    ownNotices: own
      .filter(({ body }) => body.startsWith(wanted.marker))
      .map((comment) => commentView(world, subject, comment)),
    commands: commandsOf(world, subject, wanted.commandPrefix),
    events: eventsOf(world, subject),
    references: wanted.references.map((reference) => referenceView(world, reference)),
    ...(pull === undefined ? {} : { closing: visibleClosing(world, subject) }),
    ...(pull === undefined || !wanted.changes
      ? {}
      : { changes: { lines: pull.lines, files: pull.files } }),
    permissions: new Map(
      wanted.permissionsOf.map((login) => [login, world.permissionIn(ref, login)]),
    ),
  };
}

function lastEdit(world: ForgeWorld, { ref, bodyEditedAt }: SubjectState): number | undefined {
  const edits = world
    .storyOf(ref)
    .flatMap((act) => (act.kind === 'edited' && act.from.title !== undefined ? [act.at] : []));
  const all = [...edits, ...(bodyEditedAt === undefined ? [] : [bodyEditedAt])];
  return all.length === 0 ? undefined : Math.max(...all);
}

export function subjectView(world: ForgeWorld, subject: SubjectState): Subject {
  const { ref, pull } = subject;
  const { defaultBranch } = world.repositoryState(ref);
  return {
    ...ref,
    kind: kindOf(subject),
    title: subject.title,
    body: subject.body,
    author: accountView(world, subject.author),
    state: subject.state,
    merged: pull?.merged ?? false,
    draft: pull?.draft ?? false,
    locked: subject.locked,
    labels: [...subject.labels],
    assignees: [...subject.assignees],
    url: urlOf(world, subject),
    createdAt: subject.createdAt,
    updatedAt: subject.updatedAt,
    ...(pull === undefined
      ? {}
      : {
          branches: {
            base: pull.base,
            baseIsDefault: pull.base === defaultBranch,
            head: pull.head,
            headSha: pull.headSha,
            ...(pull.headRepository === undefined ? {} : { headRepository: pull.headRepository }),
          },
        }),
  };
}

export function repositoryUrl(world: ForgeWorld, { owner, name }: Repository): string {
  return `https://${world.traits.host}/${owner}/${name}`;
}

export function urlOf(world: ForgeWorld, subject: SubjectState): string {
  const { kind } = world.traits;
  const pulls = kind === 'github' ? 'pull' : 'pulls';
  const folder = subject.pull === undefined ? 'issues' : pulls;
  return `${repositoryUrl(world, subject.ref)}/${folder}/${subject.ref.number}`;
}

export function accountView(world: ForgeWorld, login: string): Account {
  const { isBot, deleted } = world.account(login);
  return deleted ? { login: 'ghost', isBot: false } : { login, isBot };
}

function commentView(world: ForgeWorld, subject: SubjectState, comment: CommentState): Comment {
  return {
    id: comment.id,
    author: accountView(world, comment.author),
    body: comment.body,
    createdAt: comment.createdAt,
    url: `${urlOf(world, subject)}#issuecomment-${comment.id}`,
    minimised: comment.minimised,
  };
}

function commandsOf(world: ForgeWorld, subject: SubjectState, prefix: string): CommandComment[] {
  return subject.comments
    .slice(-50)
    .filter(
      ({ author, body }) => !sameName(author, world.bot) && body.trimStart().startsWith(prefix),
    )
    .map((comment) => ({
      ...commentView(world, subject, comment),
      answered: comment.reactions.some(
        ({ by, content }) => sameName(by, world.bot) && content !== 'heart',
      ),
    }));
}

export function eventsOf(world: ForgeWorld, subject: SubjectState): SubjectEvent[] {
  return world.storyOf(subject.ref).flatMap((act) => eventOf(world, subject, act) ?? []);
}

function eventOf(world: ForgeWorld, subject: SubjectState, act: Act): SubjectEvent | undefined {
  const { deleted } = world.account(act.by);
  const happened = { at: act.at, ...(deleted ? {} : { by: accountView(world, act.by) }) };
  switch (act.kind) {
    case 'closed':
    case 'reopened':
    case 'drafted':
    case 'readied':
    case 'locked':
    case 'unlocked':
    case 'head-replaced':
    case 'head-deleted':
      return { ...happened, kind: act.kind };
    case 'labelled':
    case 'unlabelled':
      return { ...happened, kind: act.kind, label: act.label };
    case 'assigned':
      return { ...happened, kind: 'assigned', to: act.to };
    case 'reviewed':
      return sameName(act.by, subject.author) ? undefined : { ...happened, kind: 'reviewed' };
    case 'opened':
    case 'edited':
    case 'pushed':
    case 'unassigned':
    case 'linked':
    case 'deleted':
    case 'commented':
    case 'comment-edited':
    case 'comment-deleted':
    case 'minimised':
    case 'unminimised':
    case 'reacted':
      return undefined;
  }
}

function referenceView(world: ForgeWorld, reference: IssueReference): ReferencedIssue {
  const { owner, name, number } = reference;
  const repository = world.findRepository(reference);
  const subject = repository?.subjects.get(number);
  if (repository === undefined || subject === undefined || !world.isVisible(repository)) {
    return { owner, name, number, kind: 'absent' };
  }
  const open = subject.state === 'open';
  return { owner, name, number, kind: kindOf(subject), open, assignees: [...subject.assignees] };
}

function visibleClosing(
  world: ForgeWorld,
  { ref }: SubjectState,
): NonNullable<SubjectReading['closing']> {
  return world.closingOf(ref).filter((issue) => world.isVisible(world.repositoryState(issue)));
}
