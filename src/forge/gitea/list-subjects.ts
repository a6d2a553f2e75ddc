import type { ListedSubject } from '../forge.ts';
import type { Repository } from '../model.ts';
import type { GiteaCalls } from './calls.ts';
import { pages } from './pages.ts';
import { listedSubject } from './subject-shapes.ts';

/**
 * Subjects of both kinds, most recently updated first, of those updated at or after `since`; nothing when the
 * repository is gone. The forge sorts by age, so all pages are read before the first subject is told.
 */
export async function* listSubjects(
  calls: GiteaCalls,
  { owner, name }: Repository,
  which: { state: 'open' | 'closed'; label?: string; since?: number },
): AsyncGenerator<ListedSubject> {
  const purpose = { what: `list ${owner}/${name}`, needs: 'read:issue, read:repository' };
  const { label, since } = which;
  const query = {
    state: which.state,
    // A comma parts names here, so that one with a comma in it cannot be asked for.
    labels: label === undefined || label.includes(',') ? undefined : label,
    since: since === undefined ? undefined : new Date(since).toISOString(),
  };
  const found = new Map<number, ListedSubject>();
  const route = ['repos', owner, name, 'issues'];
  for await (const page of pages(calls, route, listedSubject, purpose, query)) {
    for (const node of page) {
      // A label that the server does not find among the repository's own filters nothing.
      if (label !== undefined && !has(node.labels, label)) continue;
      const isPull = node.pull_request !== null && node.pull_request !== undefined;
      found.set(node.number, {
        number: node.number,
        kind: isPull ? 'pull-request' : 'issue',
        updatedAt: node.updated_at,
        ...(node.created_at === undefined ? {} : { createdAt: node.created_at }),
      });
    }
  }
  yield* [...found.values()].toSorted((one, other) => other.updatedAt - one.updatedAt);
}

function has(labels: readonly { name: string }[], wanted: string): boolean {
  return labels.some(({ name }) => name.toLowerCase() === wanted.toLowerCase());
}
