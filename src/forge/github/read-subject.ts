import type { Wanted } from '../forge.ts';
import type { ReferencedIssue, SubjectReading, SubjectRef } from '../model.ts';
import type { GithubCalls } from './calls.ts';
import { checked } from './checked.ts';
import type { Problem } from './failures.ts';
import { type KnownNodes, type NamedNode, rememberLabels, subjectKey } from './known-nodes.ts';
import {
  isIssueNumber,
  LABELS_AT_ONCE,
  REFERENCES_AT_ONCE,
  REST_OF_SUBJECT,
} from './subject-documents.ts';
import { referencesQuestion, subjectQuestion } from './subject-documents.ts';
import { subjectEvents } from './subject-events.ts';
import { closingOf, commandsIn, editedAt, noticesIn, permissionsIn } from './subject-reading.ts';
import { referencesIn, subjectOf } from './subject-reading.ts';
import {
  type CommentNode,
  type EventNode,
  readSubjectAnswer,
  restOfSubjectAnswer,
  type SubjectNode,
} from './subject-shapes.ts';

/** One request, and more only for what does not fit into it: older comments and events, further files and references. */
export async function readSubject(
  calls: GithubCalls,
  known: KnownNodes,
  ref: SubjectRef,
  wanted: Wanted,
): Promise<SubjectReading | undefined> {
  if (!isIssueNumber(ref.number)) return undefined;
  const purpose = { what: `read ${nameOf(ref)}`, needs: 'pull_requests=read; issues=read' };
  const first = wanted.references.slice(0, REFERENCES_AT_ONCE);
  const question = subjectQuestion(ref, { ...wanted, references: first });
  const { data } = await calls.query(question.document, question.variables, purpose, isOptional);
  const answer = checked(readSubjectAnswer, data, purpose.what);
  const { repository } = answer;
  const node = repository?.subject ?? undefined;
  if (repository === null || node === undefined) {
    known.subjects.delete(subjectKey(ref));
    return undefined;
  }

  remember(known, ref, node, repository.labels?.nodes ?? []);
  const whole = await readRest(calls, ref, node);
  if (whole === undefined) return undefined;
  const subject = subjectOf(node, ref, repository.defaultBranchRef?.name);
  const author = { login: subject.author.login, association: node.authorAssociation };
  const closing = closingOf(node.closing, node.manual);
  const isPull = node.kind === 'PullRequest';
  const edited = editedAt(node);
  return {
    subject,
    ...(edited === undefined ? {} : { editedAt: edited }),
    ownNotices: noticesIn(whole.comments, wanted.marker),
    commands: commandsIn(node.comments.nodes, wanted.commandPrefix),
    events: subjectEvents(whole.events, subject.author.login),
    references: [
      ...referencesIn(answer, first, purpose.what),
      ...(await furtherReferences(calls, ref, wanted)),
    ],
    ...(closing === undefined ? {} : { closing }),
    ...(wanted.changes && isPull
      ? { changes: { lines: (node.additions ?? 0) + (node.deletions ?? 0), files: whole.files } }
      : {}),
    permissions: permissionsIn(repository, wanted.permissionsOf, author, purpose.what),
  };
}

/**
 * What of an answer may be missing: the subject itself, and parts that the bot can do without. Anything else that is
 * missing must not make the subject look gone.
 */
function isOptional({ type, path }: Problem): boolean {
  if (type !== 'NOT_FOUND' && type !== 'FORBIDDEN') return false;
  if (path.some((step) => OPTIONAL.test(String(step)))) return true;
  return type === 'NOT_FOUND' && /^(repository(,subject)?|subject)$/.test(path.join(','));
}

const OPTIONAL =
  /^(reference\d*|repository\d+|permission\d+|closing|manual|headRepository|author|actor|assignee)$/;

function remember(
  known: KnownNodes,
  ref: SubjectRef,
  node: SubjectNode,
  labels: readonly NamedNode[],
): void {
  const kind = node.kind === 'PullRequest' ? 'pull-request' : 'issue';
  known.subjects.set(subjectKey(ref), { id: node.id, kind });
  const isComplete = labels.length < LABELS_AT_ONCE;
  rememberLabels(known, ref, [...labels, ...(node.labels?.nodes ?? [])], isComplete);
}

type Whole = { comments: CommentNode[]; events: EventNode[]; files: string[] };

/**
 * All comments, because a notice of ours may stand anywhere; all events, because a waiver must not be lost behind a
 * hundred force pushes; all files, because an exemption by files is about each of them. Undefined when the subject goes
 * away meanwhile.
 */
async function readRest(
  calls: GithubCalls,
  ref: SubjectRef,
  node: SubjectNode,
): Promise<Whole | undefined> {
  const purpose = { what: `read the rest of ${nameOf(ref)}`, needs: 'pull_requests=read' };
  const whole: Whole = {
    comments: [...node.comments.nodes],
    events: [...node.events.nodes],
    files: (node.files?.nodes ?? []).map(({ path }) => path),
  };
  let commentsBefore = previous(node.comments.pageInfo);
  let eventsBefore = previous(node.events.pageInfo);
  let filesAfter = next(node.files?.pageInfo);
  while (commentsBefore !== null || eventsBefore !== null || filesAfter !== null) {
    const { data } = await calls.query(
      REST_OF_SUBJECT,
      {
        id: node.id,
        comments: commentsBefore !== null,
        commentsBefore,
        events: eventsBefore !== null,
        eventsBefore,
        files: filesAfter !== null,
        filesAfter,
      },
      purpose,
      isOptional,
    );
    const { subject } = checked(restOfSubjectAnswer, data, purpose.what);
    if (subject === null) return undefined;
    whole.comments.unshift(...(subject.comments?.nodes ?? []));
    whole.events.unshift(...(subject.events?.nodes ?? []));
    whole.files.push(...(subject.files?.nodes ?? []).map(({ path }) => path));
    commentsBefore = other(previous(subject.comments?.pageInfo), commentsBefore);
    eventsBefore = other(previous(subject.events?.pageInfo), eventsBefore);
    filesAfter = other(next(subject.files?.pageInfo), filesAfter);
  }
  return whole;
}

type Page = { hasPreviousPage: boolean; startCursor: string | null };
type NextPage = { hasNextPage: boolean; endCursor: string | null };

function previous(page: Page | undefined): string | null {
  return page?.hasPreviousPage === true ? page.startCursor : null;
}

function next(page: NextPage | undefined): string | null {
  return page?.hasNextPage === true ? page.endCursor : null;
}

/** A cursor that does not move would make the loop endless. */
function other(cursor: string | null, last: string | null): string | null {
  return cursor === last ? null : cursor;
}

async function furtherReferences(
  calls: GithubCalls,
  ref: SubjectRef,
  { references }: Wanted,
): Promise<ReferencedIssue[]> {
  const purpose = { what: `read what ${nameOf(ref)} names`, needs: 'issues=read' };
  const found: ReferencedIssue[] = [];
  for (let at = REFERENCES_AT_ONCE; at < references.length; at += REFERENCES_AT_ONCE) {
    const some = references.slice(at, at + REFERENCES_AT_ONCE);
    const question = referencesQuestion(ref, some);
    const { data } = await calls.query(question.document, question.variables, purpose, isOptional);
    found.push(...referencesIn((data ?? {}) as Record<string, never>, some, purpose.what));
  }
  return found;
}

function nameOf({ owner, name, number }: SubjectRef): string {
  return `${owner}/${name}#${number}`;
}
