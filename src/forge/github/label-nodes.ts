import { z } from 'zod';
import { Refused } from '../errors.ts';
import type { LabelLook, Repository } from '../model.ts';
import type { GithubCalls } from './calls.ts';
import { checked } from './checked.ts';
import type { KnownLabels } from './known-nodes.ts';

const found = z.looseObject({ repository: z.record(z.string(), z.unknown()).nullable() });
const label = z.object({ id: z.string() }).nullish();
const created = z.object({ node_id: z.string() });

/** Finds the nodes of labels that are not known yet, in one request; a label that does not exist stays unknown. */
export async function findLabels(
  calls: GithubCalls,
  known: KnownLabels,
  { owner, name }: Repository,
  names: readonly string[],
): Promise<void> {
  const unknown = unknownOf(known, names);
  if (unknown.length === 0) return;
  const purpose = { what: `find labels of ${owner}/${name}`, needs: 'issues=read' };
  const variables = Object.fromEntries(unknown.map((each, index) => [`label${index}`, each]));
  const { data } = await calls.query(
    labelsDocument(unknown.length),
    { owner, name, ...variables },
    purpose,
    ({ type }) => type === 'NOT_FOUND',
  );
  const { repository } = checked(found, data, purpose.what);
  for (const [index, each] of unknown.entries()) {
    const id = checked(label, repository?.[`label${index}`], purpose.what)?.id;
    if (id !== undefined) known.set(each, id);
  }
}

/** Makes the labels that the repository does not have. Somebody else may do so at the same time. */
export async function ensureLabels(
  calls: GithubCalls,
  known: KnownLabels,
  repository: Repository,
  labels: readonly LabelLook[],
): Promise<void> {
  const names = labels.map(({ name }) => name);
  await findLabels(calls, known, repository, names);
  const missing = unknownOf(known, names);
  for (const look of labels.filter(({ name }) => missing.includes(name))) {
    if (known.get(look.name) !== undefined) continue;
    const id = await createLabel(calls, repository, look);
    if (id !== undefined) known.set(look.name, id);
  }
  await findLabels(calls, known, repository, names);
  if (unknownOf(known, names).length === 0) return;
  const { owner, name } = repository;
  throw new Refused(`GitHub, create labels of ${owner}/${name}: they are not there afterwards`);
}

export function labelsDocument(count: number): string {
  const indices = [...Array(count).keys()];
  return `query findLabels($owner: String!, $name: String!${indices.map((index) => `, $label${index}: String!`).join('')}) {
  rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) {${indices
    .map(
      (index) => `
    label${index}: label(name: $label${index}) { id }`,
    )
    .join('')}
  }
}`;
}

/** Undefined when there is one of this name already, or the repository is gone. */
async function createLabel(
  calls: GithubCalls,
  { owner, name }: Repository,
  look: LabelLook,
): Promise<string | undefined> {
  const purpose = { what: `create a label of ${owner}/${name}`, needs: 'issues=write' };
  const parameters = {
    owner,
    repo: name,
    name: look.name,
    color: look.color.replace(/^#/, ''),
    description: look.description.slice(0, LONGEST_DESCRIPTION),
  };
  try {
    const data = await calls.rest('POST /repos/{owner}/{repo}/labels', parameters, purpose);
    return data === undefined ? undefined : checked(created, data, purpose.what).node_id;
  } catch (error) {
    // 422: made meanwhile by somebody else, or not acceptable; the search that follows tells which.
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

/** GitHub refuses more. */
const LONGEST_DESCRIPTION = 100;

function unknownOf(known: KnownLabels, names: readonly string[]): string[] {
  return names.filter((name) => known.get(name) === undefined);
}
