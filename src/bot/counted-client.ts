import type { GithubClient } from '../forge/github/calls.ts';

/** The client, with each request told by kind and by how it ended: `ok`, the status, or that there was no answer. */
export function countedClient(
  client: GithubClient,
  told: (kind: 'graphql' | 'rest', outcome: string) => void,
): GithubClient {
  const counted = async <T>(kind: 'graphql' | 'rest', request: Promise<T>): Promise<T> => {
    try {
      const answer = await request;
      told(kind, 'ok');
      return answer;
    } catch (error) {
      told(kind, outcomeOf(error));
      throw error;
    }
  };
  return {
    graphql: (document, variables) => counted('graphql', client.graphql(document, variables)),
    request: (route, parameters) => counted('rest', client.request(route, parameters)),
  };
}

/** `fetch`, with the outcome of each request told in the same words. */
export function countedFetch(told: (outcome: string) => void): typeof fetch {
  return async (...request) => {
    try {
      const answer = await fetch(...request);
      told(answer.status < 400 ? 'ok' : String(answer.status));
      return answer;
    } catch (error) {
      told('none');
      throw error;
    }
  };
}

/** An answer of GraphQL that names problems has no status of its own. */
function outcomeOf(error: unknown): string {
  const { status, errors } = (error ?? {}) as { status?: unknown; errors?: unknown };
  if (Array.isArray(errors) && typeof status !== 'number') return 'problems';
  return typeof status === 'number' && status >= 400 ? String(status) : 'none';
}
