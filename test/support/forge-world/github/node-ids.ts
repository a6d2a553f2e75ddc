import type { Repository, SubjectRef } from '../../../../src/forge/model.ts';
import { GithubProblem } from './problem.ts';

/** Ids of nodes as GraphQL gives them: opaque to whoever asks. */

type Named =
  | { of: 'subject'; ref: SubjectRef }
  | { of: 'comment'; id: string }
  | { of: 'label'; repository: Repository; id: number }
  | { of: 'repository'; repository: Repository }
  | { of: 'ref'; repository: Repository; branch: string };

export function nodeId(node: Named): string {
  return Buffer.from(JSON.stringify(node)).toString('base64url');
}

export function named(id: string): Named {
  try {
    return JSON.parse(Buffer.from(id, 'base64url').toString()) as Named;
  } catch {
    throw noNode(id);
  }
}

export function subjectNamed(id: string): SubjectRef {
  const found = named(id);
  if (found.of === 'subject') return found.ref;
  throw noNode(id);
}

export function commentNamed(id: string): string {
  const found = named(id);
  if (found.of === 'comment') return found.id;
  throw noNode(id);
}

export function noNode(id: string): GithubProblem {
  return new GithubProblem(
    'NOT_FOUND',
    `Could not resolve to a node with the global id of '${id}'`,
  );
}
