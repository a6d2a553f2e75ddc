import { object } from '../agent/json.ts';

/**
 * The number of the issue or pull request that an event is about; undefined where it is about none. `payload` is that of
 * a webhook of GitHub, Gitea or Forgejo: all of them agree in these fields.
 */
export function subjectOfEvent(
  event: string,
  payload: unknown,
  ref: string | undefined,
): number | undefined {
  const given = object(payload);
  const named = object(given['pull_request'])['number'] ?? object(given['issue'])['number'];
  if (typeof named === 'number' && Number.isSafeInteger(named) && named > 0) return named;
  // Gitea's payload of some reviews tells of the pull request in its own words.
  const [, number] = /^refs\/pull\/(\d{1,15})\//.exec(ref ?? '') ?? [];
  return number !== undefined && event.startsWith('pull_request') ? Number(number) : undefined;
}
