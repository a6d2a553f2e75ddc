import { ForgeRefusal } from '../refusal.ts';

/** An entry of `errors` in an answer of GraphQL. */
export class GithubProblem extends Error {
  override readonly name = 'GithubProblem';
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

/** What GraphQL says of a refusal of the world. */
export function problemOf(refusal: ForgeRefusal): GithubProblem {
  if (refusal.why === 'absent') {
    return new GithubProblem('NOT_FOUND', `Could not resolve to a node: ${refusal.message}.`);
  }
  if (refusal.message.includes('locked')) {
    return new GithubProblem('FORBIDDEN', 'Unable to create comment because issue is locked.');
  }
  return refusal.why === 'forbidden'
    ? new GithubProblem('FORBIDDEN', 'Resource not accessible by integration')
    : new GithubProblem('UNPROCESSABLE', `Could not do that: ${refusal.message}.`);
}
