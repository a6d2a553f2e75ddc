import type { Wanted } from '../forge.ts';
import { Forbidden } from '../errors.ts';
import type {
  Account,
  CommandComment,
  Comment,
  Permission,
  ReferencedIssue,
  SubjectReading,
  SubjectRef,
} from '../model.ts';
import { sameLogin } from './accounts.ts';
import type { GiteaCalls, Purpose, Route } from './calls.ts';
import { checked, list } from './checked.ts';
import { type KnownIds, repositoryKey, subjectKey } from './known-ids.ts';
import { allOf, PAGE } from './pages.ts';
import { subjectEvents } from './subject-events.ts';
import {
  commandsIn,
  isOf,
  isPull,
  noticesIn,
  referencedIssue,
  type SubjectNode,
  subjectOf,
} from './subject-reading.ts';
import { type GiteaServer, isAtLeast } from './version.ts';
import {
  changedFile,
  comment,
  type CommentNode,
  issue,
  pull,
  reaction,
  timelineEntry,
  type TimelineEntry,
} from './subject-shapes.ts';

/** Reactions that the bot answers with; another one may be of another workflow that shares the account. */
const ANSWERS = ['+1', '-1', 'confused'];

/** Far more than people write; more is a server that does not count its pages. */
const MOST_TIMELINE_PAGES = 400;

const MOST_FILES = 3_000;

export type ReadingContext = {
  calls: GiteaCalls;
  known: KnownIds;
  self: () => Promise<Account>;
  server: () => Promise<GiteaServer>;
  draftPrefixes: readonly string[];
};

/**
 * Two requests: the subject, and its timeline with the comments in it. Where timelines come in pages one more for the empty
 * page at the end, and beyond 50 entries one for each page and one for the comments. One more for each reference, for each
 * command not yet known to be answered, for each 50 changed files, and for an issue that was taken for a pull request.
 */
export async function readSubject(
  context: ReadingContext,
  ref: SubjectRef,
  wanted: Wanted,
): Promise<SubjectReading | undefined> {
  if (!isNumber(ref.number)) return undefined;
  const { calls, known, draftPrefixes } = context;
  const node = await readNode(calls, known, ref);
  if (node === undefined) {
    known.subjects.delete(subjectKey(ref));
    return undefined;
  }
  known.subjects.set(subjectKey(ref), {
    kind: isPull(node) ? 'pull-request' : 'issue',
    labels: node.labels,
    contentVersion: node.content_version,
  });

  const [self, story] = await Promise.all([
    context.self(),
    readStory(context, ref, isPull(node) && node.review_comments > 0),
  ]);
  if (story === undefined) return undefined;
  const { comments, timeline } = story;
  const subject = subjectOf(node, ref, draftPrefixes);
  const commands = commandsIn(comments, { prefix: wanted.commandPrefix, self });
  const changes = wanted.changes && isPull(node) ? await readChanges(calls, ref) : undefined;
  return {
    subject,
    ownNotices: noticesIn(comments, { marker: wanted.marker, self }),
    commands: await Promise.all(commands.map((command) => withAnswer(context, ref, command, self))),
    events: subjectEvents(timeline, subject.author.login, draftPrefixes),
    references: await readReferences(calls, wanted),
    ...(changes === undefined ? {} : { changes }),
    permissions: ownersAmong(wanted.permissionsOf, ref),
  };
}

export function isNumber(number: number): boolean {
  return Number.isSafeInteger(number) && number > 0;
}

export function routeOf({ owner, name, number }: SubjectRef, kind: 'issues' | 'pulls'): Route {
  return ['repos', owner, name, kind, number];
}

function purposeOf({ owner, name, number }: SubjectRef): Purpose {
  return { what: `read ${owner}/${name}#${number}`, needs: 'read:repository, read:issue' };
}

/** Issues and pull requests have an address each; only that of pull requests tells their branches. */
async function readNode(
  calls: GiteaCalls,
  known: KnownIds,
  ref: SubjectRef,
): Promise<SubjectNode | undefined> {
  const purpose = purposeOf(ref);
  if (known.subjects.get(subjectKey(ref))?.kind !== 'issue') {
    const found = await calls.get(routeOf(ref, 'pulls'), purpose);
    if (found !== undefined) return checked(pull, found.data, purpose.what);
  }
  const found = await calls.get(routeOf(ref, 'issues'), purpose);
  if (found === undefined) return undefined;
  const node = checked(issue, found.data, purpose.what);
  // A pull request that came to be meanwhile, or whose unit is closed to us: not to be taken for an issue.
  return node.pull_request === null || node.pull_request === undefined ? node : undefined;
}

/**
 * What happened, and what was said. Comments stand in the timeline, too; but while its pages are read one after the other
 * a comment that is deleted moves all behind it, so that those of several pages are asked for at once.
 */
async function readStory(
  { calls, server }: ReadingContext,
  ref: SubjectRef,
  hasReviews: boolean,
): Promise<{ comments: CommentNode[]; timeline: TimelineEntry[] } | undefined> {
  const isUnpaged = tellsTimelineAtOnce(await server());
  const { entries, isOfOneMoment } = await (isUnpaged
    ? readWholeTimeline(calls, ref)
    : readTimeline(calls, ref, hasReviews));
  const comments = isOfOneMoment
    ? inOrder(entries.filter((entry) => entry.type === 'comment').flatMap(commentIn))
    : await readComments(calls, ref);
  return comments && { comments, timeline: entries };
}

/** Asked for no page these give all of them; Gitea 1.26 and later give the first. Of servers to come nobody knows. */
function tellsTimelineAtOnce(server: GiteaServer): boolean {
  return server.kind === 'gitea' ? !isAtLeast(server, [1, 26]) : !isAtLeast(server, [18, 0]);
}

function commentIn({ id, ...entry }: TimelineEntry): CommentNode[] {
  return id === undefined ? [] : [{ id, ...entry }];
}

function inOrder(comments: readonly CommentNode[]): CommentNode[] {
  return comments.toSorted((one, other) => one.created_at - other.created_at || one.id - other.id);
}

/** All of them: the list has no pages. Undefined when the subject went away meanwhile. */
async function readComments(
  calls: GiteaCalls,
  ref: SubjectRef,
): Promise<CommentNode[] | undefined> {
  const purpose = purposeOf(ref);
  const found = await calls.get([...routeOf(ref, 'issues'), 'comments'], purpose);
  return found === undefined
    ? undefined
    : inOrder(checked(list(comment), found.data, purpose.what));
}

type Timeline = {
  entries: TimelineEntry[];
  /** False where it was read in several pieces, and where there is none. */
  isOfOneMoment: boolean;
};

async function readWholeTimeline(calls: GiteaCalls, ref: SubjectRef): Promise<Timeline> {
  const purpose = purposeOf(ref);
  const found = await calls.get([...routeOf(ref, 'issues'), 'timeline'], purpose);
  const entries = checked(list(timelineEntry), found?.data, purpose.what);
  return { entries, isOfOneMoment: found !== undefined };
}

/**
 * The timeline tells neither its length nor where it ends, and leaves out of a page what is not for us to see, comments
 * on lines among it. So it ends at an empty page; with reviews about, a page may be empty and the next one not.
 */
async function readTimeline(
  calls: GiteaCalls,
  ref: SubjectRef,
  hasReviews: boolean,
): Promise<Timeline> {
  const purpose = purposeOf(ref);
  const route = [...routeOf(ref, 'issues'), 'timeline'];
  const entries: TimelineEntry[] = [];
  const patience = hasReviews ? 2 : 1;
  let filled = 0;
  let isThere = false;
  for (let page = 1, empty = 0; page <= MOST_TIMELINE_PAGES && empty < patience; page += 1) {
    const found = await calls.get(route, purpose, { page, limit: PAGE });
    const some = checked(list(timelineEntry), found?.data, purpose.what);
    entries.push(...some);
    isThere ||= found !== undefined;
    filled += some.length === 0 ? 0 : 1;
    empty = some.length === 0 ? empty + 1 : 0;
  }
  return { entries, isOfOneMoment: isThere && filled <= 1 };
}

/** The bot's reaction says that the command was carried out; without one it is looked for each time. */
async function withAnswer(
  { calls, known }: ReadingContext,
  ref: SubjectRef,
  command: Comment,
  self: Account,
): Promise<CommandComment> {
  const key = `${repositoryKey(ref)}!${command.id}`;
  if (known.answered.get(key) === true) return { ...command, answered: true };
  const purpose = purposeOf(ref);
  const route = ['repos', ref.owner, ref.name, 'issues', 'comments', command.id, 'reactions'];
  const found = await calls.get(route, purpose);
  const answered = checked(list(reaction), found?.data, purpose.what).some(
    (each) => isOf(self, each) && ANSWERS.includes(each.content),
  );
  if (answered) known.answered.set(key, true);
  return { ...command, answered };
}

async function readReferences(
  calls: GiteaCalls,
  { references }: Wanted,
): Promise<ReferencedIssue[]> {
  return Promise.all(
    references.map(async (reference) => {
      const { owner, name, number } = reference;
      if (!isNumber(number)) return referencedIssue(reference, undefined);
      const purpose = { what: `read ${owner}/${name}#${number}`, needs: 'read:issue' };
      try {
        const found = await calls.get(routeOf(reference, 'issues'), purpose);
        const node = found === undefined ? undefined : checked(issue, found.data, purpose.what);
        return referencedIssue(reference, node);
      } catch (error) {
        // A token for some repositories only: what it may not see is not there for us.
        if (!(error instanceof Forbidden)) throw error;
        return referencedIssue(reference, undefined);
      }
    }),
  );
}

async function readChanges(
  calls: GiteaCalls,
  ref: SubjectRef,
): Promise<NonNullable<SubjectReading['changes']>> {
  const route = [...routeOf(ref, 'pulls'), 'files'];
  const files = await allOf(calls, route, changedFile, purposeOf(ref), { most: MOST_FILES });
  return {
    lines: files.reduce((sum, { changes }) => sum + changes, 0),
    files: files.map(({ filename }) => filename),
  };
}

/** Nothing else about people comes along with a subject. */
function ownersAmong(logins: readonly string[], { owner }: SubjectRef): Map<string, Permission> {
  return new Map(
    logins
      .filter((login) => sameLogin(login, owner))
      .map((login): [string, Permission] => [login, 'admin']),
  );
}
