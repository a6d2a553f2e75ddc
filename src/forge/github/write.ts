import { ForgeUnavailable, Refused } from '../errors.ts';
import type { Change, SubjectRef } from '../model.ts';
import type { Clock } from '../../clock.ts';
import type { GithubCalls } from './calls.ts';
import { setCheck } from './check-run.ts';
import { checked } from './checked.ts';
import { failureOfProblem, type Problem } from './failures.ts';
import {
  type KnownLabels,
  type KnownNodes,
  labelsOf,
  type SubjectNodeId,
  subjectKey,
} from './known-nodes.ts';
import { ensureLabels, findLabels } from './label-nodes.ts';
import { changeAt, type GraphqlChange, mutationOf } from './mutation.ts';
import { SUBJECT_NODE } from './subject-documents.ts';
import { subjectNodeAnswer } from './subject-shapes.ts';

/** Changes that have nothing left to do when what they name is gone. */
const DONE_WHEN_GONE: readonly Change['do'][] = [
  'delete-notice',
  'minimise',
  'unminimise',
  'remove-labels',
  'react',
];

/**
 * Writes the changes in their order: one mutation for each row of changes without a check between them, one REST request
 * for each check, and before all of that one for each label that has to be made. Nothing is read when the subject was
 * read before. Within one mutation GitHub goes on behind a change that it refuses: those behind it may be done as well.
 */
export async function write(
  calls: GithubCalls,
  known: KnownNodes,
  clock: Clock,
  ref: SubjectRef,
  changes: readonly Change[],
): Promise<void> {
  // Kept for the whole write: a look at another subject meanwhile may bring an older list of the labels.
  const labels = labelsOf(known, ref);
  const wanted = changes.flatMap((change) => (change.do === 'add-labels' ? change.labels : []));
  await ensureLabels(calls, labels, ref, wanted);
  const unwanted = changes.flatMap((change) =>
    change.do === 'remove-labels' ? change.labels : [],
  );
  await findLabels(calls, labels, ref, unwanted);
  for (const row of rowsOf(changes)) {
    if (row.do === 'set-check') await setCheck(calls, known.checks, ref, row);
    else await mutate({ calls, known, clock, labels }, ref, row.changes);
  }
}

type Row = Extract<Change, { do: 'set-check' }> | { do: 'mutate'; changes: GraphqlChange[] };

function rowsOf(changes: readonly Change[]): Row[] {
  const rows: Row[] = [];
  for (const change of changes) {
    const last = rows.at(-1);
    if (change.do === 'set-check') rows.push(change);
    else if (last?.do === 'mutate') last.changes.push(change);
    else rows.push({ do: 'mutate', changes: [change] });
  }
  return rows;
}

async function mutate(
  through: { calls: GithubCalls; known: KnownNodes; clock: Clock; labels: KnownLabels },
  ref: SubjectRef,
  changes: readonly GraphqlChange[],
): Promise<void> {
  const { calls, known, clock, labels } = through;
  const labelId = (name: string): string | undefined => labels.get(name);
  // Without any of its labels in the repository there is nothing to take off.
  const effective = changes.filter(
    (change) =>
      change.do !== 'remove-labels' || change.labels.some((name) => labelId(name) !== undefined),
  );
  if (effective.length === 0) return;
  const subject = await subjectNode(calls, known, ref);
  const { document, variables } = mutationOf(effective, subject, labelId);
  const purpose = {
    what: `write to ${ref.owner}/${ref.name}#${ref.number}`,
    needs: subject.kind === 'issue' ? 'issues=write' : 'pull_requests=write; issues=write',
  };
  const problems = await calls.mutate(document, variables, purpose);
  if (problems.some(({ type }) => type === 'NOT_FOUND')) forget(known, ref, effective);
  const failures = problems.filter((problem) => !isDone(problem, effective));
  if (failures.some((problem) => isStaleLabel(problem, effective))) {
    throw new ForgeUnavailable(`GitHub, ${purpose.what}: a label was replaced meanwhile`);
  }
  if (failures.length > 0) throw failureOfProblem(failures, { ...purpose, now: clock.now() });
}

function isDone(problem: Problem, changes: readonly GraphqlChange[]): boolean {
  const change = changes[changeAt(problem.path) ?? -1]?.do;
  if (change === undefined) return false;
  if (problem.type === 'NOT_FOUND') return DONE_WHEN_GONE.includes(change);
  return (change === 'close' || change === 'reopen') && /\balready\b/i.test(problem.message);
}

function isStaleLabel({ type, path }: Problem, changes: readonly GraphqlChange[]): boolean {
  return type === 'NOT_FOUND' && changes[changeAt(path) ?? -1]?.do === 'add-labels';
}

/** A node that is gone may have a successor of the same name: it is looked for next time. */
function forget(known: KnownNodes, ref: SubjectRef, changes: readonly GraphqlChange[]): void {
  known.subjects.delete(subjectKey(ref));
  const labels = labelsOf(known, ref);
  for (const change of changes) {
    const names =
      change.do === 'add-labels'
        ? change.labels.map(({ name }) => name)
        : change.do === 'remove-labels'
          ? change.labels
          : [];
    for (const name of names) labels.delete(name);
  }
}

async function subjectNode(
  calls: GithubCalls,
  known: KnownNodes,
  ref: SubjectRef,
): Promise<SubjectNodeId> {
  const before = known.subjects.get(subjectKey(ref));
  if (before !== undefined) return before;
  const { owner, name, number } = ref;
  const purpose = { what: `find ${owner}/${name}#${number}`, needs: 'pull_requests=read' };
  const variables = { owner, name, number };
  const { data } = await calls.query(
    SUBJECT_NODE,
    variables,
    purpose,
    ({ type }) => type === 'NOT_FOUND',
  );
  const found = checked(subjectNodeAnswer, data, purpose.what).repository?.subject;
  if (found === undefined || found === null) {
    throw new Refused(`GitHub, ${purpose.what}: it is gone`);
  }
  const kind = found.kind === 'PullRequest' ? 'pull-request' : 'issue';
  const node: SubjectNodeId = { id: found.id, kind };
  known.subjects.set(subjectKey(ref), node);
  return node;
}
