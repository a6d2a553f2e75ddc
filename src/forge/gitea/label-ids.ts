import { Forbidden, Refused } from '../errors.ts';
import type { LabelLook, Repository, SubjectRef } from '../model.ts';
import type { GiteaCalls } from './calls.ts';
import { checked, list } from './checked.ts';
import { type KnownIds, type NamedLabel, repositoryKey, subjectKey } from './known-ids.ts';
import { allOf } from './pages.ts';
import { routeOf } from './read-subject.ts';
import { label } from './subject-shapes.ts';

/**
 * The ids of labels, which are made when the repository and its owner do not have them. Names will not do: those that do
 * not exist are left out without a word.
 */
export async function ensureLabels(
  calls: GiteaCalls,
  known: KnownIds,
  repository: Repository,
  looks: readonly LabelLook[],
): Promise<ReadonlyMap<string, number>> {
  const key = repositoryKey(repository);
  const before = known.labels.get(key) ?? new Map<string, number>();
  if (looks.every(({ name }) => before.has(name.toLowerCase()))) return before;
  const ids = await findLabels(calls, repository, looks);
  for (const look of looks) {
    if (ids.has(look.name.toLowerCase())) continue;
    ids.set(look.name.toLowerCase(), await createLabel(calls, repository, look));
  }
  known.labels.set(key, ids);
  return ids;
}

/** Looks among the repository's labels, and among its owner's only for what these do not have. */
async function findLabels(
  calls: GiteaCalls,
  repository: Repository,
  looks: readonly Pick<LabelLook, 'name'>[],
): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  const note = (found: readonly NamedLabel[]): void => {
    // Two may have one name; the older one is taken, by everybody who looks.
    for (const each of found.toSorted((one, other) => one.id - other.id)) {
      const known = each.name.toLowerCase();
      if (!ids.has(known)) ids.set(known, each.id);
    }
  };
  note(await ownLabels(calls, repository));
  if (looks.every(({ name }) => ids.has(name.toLowerCase()))) return ids;
  note(await ownersLabels(calls, repository));
  return ids;
}

export function ownLabels(calls: GiteaCalls, { owner, name }: Repository): Promise<NamedLabel[]> {
  const purpose = { what: `find labels of ${owner}/${name}`, needs: 'read:issue' };
  return allOf(calls, ['repos', owner, name, 'labels'], label, purpose);
}

/** An owner that is no organisation has none; a token without that scope does without them. */
export async function ownersLabels(
  calls: GiteaCalls,
  { owner }: Repository,
): Promise<NamedLabel[]> {
  const purpose = { what: `find labels of ${owner}`, needs: 'read:organization' };
  try {
    return await allOf(calls, ['orgs', owner, 'labels'], label, purpose);
  } catch (error) {
    if (!(error instanceof Forbidden)) throw error;
    calls.log.debug(error.message);
    return [];
  }
}

/** Whether a label is called by this number: Forgejo then means that one, before the one whose id it is. */
export async function isName(
  calls: GiteaCalls,
  known: KnownIds,
  repository: Repository,
  id: number,
): Promise<boolean> {
  const key = repositoryKey(repository);
  const labels =
    known.labels.get(key) ?? (await findLabels(calls, repository, [{ name: `${id}` }]));
  known.labels.set(key, labels);
  return labels.has(`${id}`);
}

/** Longer descriptions are refused. */
const LONGEST_DESCRIPTION = 200;

async function createLabel(
  calls: GiteaCalls,
  { owner, name }: Repository,
  look: LabelLook,
): Promise<number> {
  const purpose = { what: `create a label of ${owner}/${name}`, needs: 'write:issue' };
  const made = await calls.send(
    'POST',
    ['repos', owner, name, 'labels'],
    {
      name: look.name,
      color: `#${look.color.replace(/^#/, '')}`,
      description: look.description.slice(0, LONGEST_DESCRIPTION),
    },
    purpose,
  );
  if (made === undefined) throw new Refused(`The forge, ${purpose.what}: the repository is gone`);
  return checked(label, made.data, purpose.what).id;
}

/** The ids of the labels of these names that the subject has. */
export async function labelsOn(
  calls: GiteaCalls,
  known: KnownIds,
  ref: SubjectRef,
  names: readonly string[],
): Promise<number[]> {
  const labels = known.subjects.get(subjectKey(ref))?.labels ?? (await readLabels(calls, ref));
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  return labels.filter(({ name }) => wanted.has(name.toLowerCase())).map(({ id }) => id);
}

export async function readLabels(calls: GiteaCalls, ref: SubjectRef): Promise<NamedLabel[]> {
  const { owner, name, number } = ref;
  const purpose = { what: `read the labels of ${owner}/${name}#${number}`, needs: 'read:issue' };
  const found = await calls.get([...routeOf(ref, 'issues'), 'labels'], purpose);
  return checked(list(label), found?.data, purpose.what);
}
