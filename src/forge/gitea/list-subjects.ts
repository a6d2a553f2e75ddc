import type { z } from 'zod';
import type { ListedSubject } from '../forge.ts';
import type { Repository } from '../model.ts';
import type { GiteaCalls } from './calls.ts';
import { ownersLabels, ownLabels } from './label-ids.ts';
import { allOf } from './pages.ts';
import { listedSubject } from './subject-shapes.ts';
import type { GiteaKind } from './version.ts';

type Which = { state: 'open' | 'closed'; label?: string; since?: number };
type Node = z.infer<typeof listedSubject>;

/**
 * Subjects of both kinds, most recently updated first, of those updated at or after `since`; nothing when the
 * repository is gone. The forge sorts by age, so all pages are read before the first subject is told.
 */
export async function* listSubjects(
  calls: GiteaCalls,
  kind: GiteaKind,
  repository: Repository,
  which: Which,
): AsyncGenerator<ListedSubject> {
  const { label } = which;
  // A comma parts names here, so that one with a comma in it cannot be asked for.
  const asked = label === undefined || label.includes(',') ? undefined : label;
  let nodes = await nodesOf(calls, repository, which, asked);
  if (asked !== undefined && (await isDoubled(calls, kind, repository, { label: asked, nodes }))) {
    nodes = await nodesOf(calls, repository, which, undefined);
  }
  const found = new Map<number, ListedSubject>();
  for (const node of nodes) {
    // A label that the server does not find among the repository's own filters nothing.
    if (label !== undefined && named(node.labels, label) === 0) continue;
    const isPull = node.pull_request !== null && node.pull_request !== undefined;
    found.set(node.number, {
      number: node.number,
      kind: isPull ? 'pull-request' : 'issue',
      updatedAt: node.updated_at,
      ...(node.created_at === undefined ? {} : { createdAt: node.created_at }),
    });
  }
  yield* [...found.values()].toSorted((one, other) => other.updatedAt - one.updatedAt);
}

function nodesOf(
  calls: GiteaCalls,
  { owner, name }: Repository,
  { state, since }: Which,
  labels: string | undefined,
): Promise<Node[]> {
  const purpose = { what: `list ${owner}/${name}`, needs: 'read:issue, read:repository' };
  const from = since === undefined ? undefined : new Date(since).toISOString();
  const query = { state, labels, since: from };
  return allOf(calls, ['repos', owner, name, 'issues'], listedSubject, purpose, { query });
}

/**
 * Whether several labels have the name: two programs that make it at once make two, and on Forgejo the owner's counts as
 * well. The list is then of what carries all of them. Only an empty list leaves that open.
 */
async function isDoubled(
  calls: GiteaCalls,
  kind: GiteaKind,
  repository: Repository,
  { label, nodes }: { label: string; nodes: readonly Node[] },
): Promise<boolean> {
  if (nodes.length > 0) return nodes.some(({ labels }) => named(labels, label) > 1);
  const own = named(await ownLabels(calls, repository), label);
  if (own !== 1 || kind === 'gitea') return own > 1;
  return named(await ownersLabels(calls, repository), label) > 0;
}

function named(labels: readonly { name: string }[], wanted: string): number {
  return labels.filter(({ name }) => name.toLowerCase() === wanted.toLowerCase()).length;
}
