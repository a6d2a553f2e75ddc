import { ForgeUnavailable, Refused } from '../errors.ts';
import type { Change, SubjectRef } from '../model.ts';
import type { Answer, GiteaCalls, Purpose, Route } from './calls.ts';
import { checked, list } from './checked.ts';
import { setCheck } from './commit-status.ts';
import { type KnownIds, repositoryKey, subjectKey } from './known-ids.ts';
import { ensureLabels, isName, labelsOn, readLabels } from './label-ids.ts';
import { routeOf } from './read-subject.ts';
import { label } from './subject-shapes.ts';
import type { GiteaKind } from './version.ts';

const REACTIONS = { done: '+1', confused: 'confused', denied: '-1' } as const;

/**
 * Writes the changes in their order: a request for each, for each label that is taken off, and before all of that one for
 * each label that has to be made. Nothing is read when the subject was read before and its labels' ids are known.
 */
export async function write(
  calls: GiteaCalls,
  known: KnownIds,
  kind: GiteaKind,
  ref: SubjectRef,
  changes: readonly Change[],
): Promise<void> {
  const looks = changes.flatMap((change) => (change.do === 'add-labels' ? change.labels : []));
  const ids = await ensureLabels(calls, known, ref, looks);
  for (const change of changes) await make(calls, known, kind, ref, change, ids);
}

async function make(
  calls: GiteaCalls,
  known: KnownIds,
  kind: GiteaKind,
  ref: SubjectRef,
  change: Change,
  labelIds: ReadonlyMap<string, number>,
): Promise<void> {
  const purpose = {
    what: `${change.do} on ${ref.owner}/${ref.name}#${ref.number}`,
    needs: 'write:issue, and write access to the repository',
  };
  const comments: Route = ['repos', ref.owner, ref.name, 'issues', 'comments'];
  switch (change.do) {
    case 'post-notice':
    case 'reply': {
      const route = [...routeOf(ref, 'issues'), 'comments'];
      there(await calls.send('POST', route, { body: change.body }, purpose), purpose.what);
      return;
    }
    case 'edit-notice': {
      const route = [...comments, change.comment];
      there(await calls.send('PATCH', route, { body: change.body }, purpose), purpose.what);
      return;
    }
    case 'delete-notice':
      await calls.send('DELETE', [...comments, change.comment], undefined, purpose);
      return;
    case 'minimise':
    case 'unminimise':
      return;
    case 'add-labels':
      await addLabels(
        calls,
        known,
        ref,
        change.labels.flatMap(({ name }) => labelIds.get(name.toLowerCase()) ?? []),
        purpose.what,
      );
      return;
    case 'remove-labels':
      await removeLabels(calls, known, kind, ref, change.labels, purpose.what);
      return;
    case 'close':
    case 'reopen': {
      const state = change.do === 'close' ? 'closed' : 'open';
      await setState(calls, known, kind, ref, state);
      return;
    }
    case 'edit-body': {
      // Since 1.26 Gitea refuses with 409 what would overwrite a text that nobody here has read.
      const version = known.subjects.get(subjectKey(ref))?.contentVersion;
      const seen = version === undefined ? {} : { content_version: version };
      await edit(calls, known, ref, { body: change.body, ...seen }, purpose.what);
      return;
    }
    case 'set-check':
      await setCheck(calls, ref, change);
      return;
    case 'react': {
      // The answer is 403 as well when the server's administrator left this reaction out.
      const needs = `write:issue, and ${REACTIONS[change.reaction]} among the server's reactions`;
      const reaction = { content: REACTIONS[change.reaction] };
      const route = [...comments, change.comment, 'reactions'];
      const made = await calls.send('POST', route, reaction, { ...purpose, needs });
      if (made !== undefined) known.answered.set(`${repositoryKey(ref)}!${change.comment}`, true);
    }
  }
}

/** Forgejo stumbles (500) where the author has blocked our account: when it answers to a read, that must be why. */
async function setState(
  calls: GiteaCalls,
  known: KnownIds,
  kind: GiteaKind,
  ref: SubjectRef,
  state: 'open' | 'closed',
): Promise<void> {
  const what = `${state === 'open' ? 'reopen' : 'close'} on ${ref.owner}/${ref.name}#${ref.number}`;
  try {
    await edit(calls, known, ref, { state }, what);
  } catch (error) {
    if (kind === 'gitea' || !(error instanceof ForgeUnavailable)) throw error;
    await calls.get(routeOf(ref, 'issues'), { what, needs: 'read:issue' });
    throw new Refused(`${error.message}; perhaps the author has blocked our account`);
  }
}

/** Issues and pull requests are edited at an address each, and both answer 201. A merged pull request is refused: 412. */
async function edit(
  calls: GiteaCalls,
  known: KnownIds,
  ref: SubjectRef,
  fields: { state: 'open' | 'closed' } | { body: string; content_version?: number },
  what: string,
): Promise<void> {
  const kind = known.subjects.get(subjectKey(ref))?.kind === 'pull-request' ? 'pulls' : 'issues';
  const needs =
    kind === 'pulls'
      ? 'write:repository, and write access to the repository'
      : 'write:issue, and write access to the repository';
  there(await calls.send('PATCH', routeOf(ref, kind), fields, { what, needs }), what);
  if ('body' in fields) forgetVersion(known, ref);
}

function forgetVersion(known: KnownIds, ref: SubjectRef): void {
  const before = known.subjects.get(subjectKey(ref));
  if (before !== undefined)
    known.subjects.set(subjectKey(ref), { ...before, contentVersion: undefined });
}

async function addLabels(
  calls: GiteaCalls,
  known: KnownIds,
  ref: SubjectRef,
  wanted: readonly number[],
  what: string,
): Promise<void> {
  if (wanted.length === 0) return;
  const purpose = { what, needs: 'write:issue, and write access to the repository' };
  const route = [...routeOf(ref, 'issues'), 'labels'];
  const made = there(await calls.send('POST', route, { labels: wanted }, purpose), what);
  const labels = checked(list(label), made.data, what);
  noteLabels(known, ref, labels);
  // An id that is no more is left out without a word: its label was deleted, and perhaps made anew.
  if (wanted.every((id) => labels.some((each) => each.id === id))) return;
  known.labels.delete(repositoryKey(ref));
  throw new ForgeUnavailable(`The forge, ${what}: a label was replaced meanwhile`);
}

/** One request each, by id: not all versions know names here. */
async function removeLabels(
  calls: GiteaCalls,
  known: KnownIds,
  kind: GiteaKind,
  ref: SubjectRef,
  names: readonly string[],
  what: string,
): Promise<void> {
  // 422: the label does not exist any more.
  const purpose = {
    what,
    needs: 'write:issue, and write access to the repository',
    gone: [422],
  };
  const ids = await labelsOn(calls, known, ref, names);
  // What is on it now is only known again when it was read again.
  if (ids.length > 0) noteLabels(known, ref, undefined);
  for (const id of ids) {
    if (kind === 'forgejo' && (await isName(calls, known, ref, id))) {
      await leaveOut(calls, ref, id, purpose);
      continue;
    }
    const route = [...routeOf(ref, 'issues'), 'labels', id];
    try {
      await calls.send('DELETE', route, undefined, purpose);
    } catch (error) {
      if (!(error instanceof ForgeUnavailable)) throw error;
      calls.log.debug(error.message);
      await leaveOut(calls, ref, id, purpose);
    }
  }
}

/**
 * Before Gitea 1.26, and in Forgejo 11, a job's token may take no label off, whatever else it may: 500; and since 15
 * Forgejo takes off what is called by the number first. The others may be put in place of all. What somebody puts on
 * between the two requests is lost, so this is the second way.
 */
async function leaveOut(
  calls: GiteaCalls,
  ref: SubjectRef,
  id: number,
  purpose: Purpose,
): Promise<void> {
  const labels = await readLabels(calls, ref);
  const others = labels.filter((each) => each.id !== id);
  if (others.length === labels.length) return;
  const route = [...routeOf(ref, 'issues'), 'labels'];
  await calls.send('PUT', route, { labels: others.map((each) => each.id) }, purpose);
}

function noteLabels(
  known: KnownIds,
  ref: SubjectRef,
  labels: readonly { id: number; name: string }[] | undefined,
): void {
  const before = known.subjects.get(subjectKey(ref));
  if (before !== undefined) known.subjects.set(subjectKey(ref), { ...before, labels });
}

function there(answer: Answer | undefined, what: string): Answer {
  if (answer === undefined) throw new Refused(`The forge, ${what}: it is gone`);
  return answer;
}
