import { z } from 'zod';
import { Forbidden } from '../errors.ts';
import type { Repository } from '../model.ts';
import type { GiteaCalls, Purpose, Route } from './calls.ts';
import { checked, list } from './checked.ts';
import { allOf } from './pages.ts';
import type { GiteaKind } from './version.ts';

/** Whose events a webhook tells of: those of all repositories of an organisation, or of the token's own account. */
export type HookHome =
  | ({ of: 'repository' } & Repository)
  | { of: 'organisation'; name: string }
  | { of: 'user' };

/** A webhook as the forge shows it; its secret, and by which method it is sent, are not shown. */
export type Hook = {
  id: number;
  url: string;
  active: boolean;
  contentType: string;
  /** Fine names, such as `pull_request_sync`. */
  events: readonly string[];
};

/** `issues` and `pull_request` stand for all that happens to them: labels, pushes, reviews and comments, too. */
const ASKED_FOR = ['issues', 'issue_comment', 'pull_request', 'push', 'repository'] as const;

/** What the bot reads, by its fine names; a review has one for each verdict. */
export const HOOK_EVENTS: readonly string[] = [
  'issues',
  'issue_assign',
  'issue_label',
  'issue_comment',
  'pull_request',
  'pull_request_assign',
  'pull_request_label',
  'pull_request_comment',
  'pull_request_sync',
  'pull_request_review_approved',
  'pull_request_review_rejected',
  'pull_request_review_comment',
  'push',
  'repository',
];

/** Gitea names reviews as a group; Forgejo, and a webhook for everything, name each. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  pull_request_review: HOOK_EVENTS.filter((event) => event.startsWith('pull_request_review_')),
};

const hook = z.object({
  id: z.number(),
  active: z.boolean(),
  config: z.object({ url: z.string().default(''), content_type: z.string().default('') }),
  events: list(z.string()),
});
const made = z.object({ id: z.number() });

/** Undefined when there is no such place, or its webhooks are not for this token. */
export async function listHooks(calls: GiteaCalls, home: HookHome): Promise<Hook[] | undefined> {
  const purpose = purposeOf(home);
  try {
    if ((await calls.get(routeOf(home), purpose, { limit: 1 })) === undefined) return undefined;
    const found = await allOf(calls, routeOf(home), hook, purpose);
    return found.map(({ id, active, config, events }) => ({
      id,
      url: config.url,
      active,
      contentType: config.content_type,
      events: events.flatMap((event) => GROUPS[event] ?? event),
    }));
  } catch (error) {
    if (error instanceof Forbidden) return undefined;
    throw error;
  }
}

/**
 * One active webhook of this address, with this secret. One that is there already is replaced, because no edit reaches its
 * secret and its method; the new one comes first, so that nothing is lost in between.
 */
export async function installHook(
  calls: GiteaCalls,
  home: HookHome,
  { kind, url, secret }: { kind: GiteaKind; url: string; secret: string },
): Promise<{ id: number; replaced: number } | undefined> {
  const purpose = purposeOf(home);
  const before = await allOf(calls, routeOf(home), hook, purpose);
  const answer = await calls.send(
    'POST',
    routeOf(home),
    {
      type: kind,
      // Otherwise it is asleep.
      active: true,
      config: { url, content_type: 'json', secret },
      events: ASKED_FOR,
    },
    purpose,
  );
  if (answer === undefined) return undefined;
  const { id } = checked(made, answer.data, purpose.what);
  const old = before.filter(({ config }) => isSameAddress(config.url, url));
  for (const each of old) {
    await calls.send('DELETE', [...routeOf(home), each.id], undefined, purpose);
  }
  return { id, replaced: old.length };
}

export function isSameAddress(one: string, other: string): boolean {
  const [first, second] = [one, other].map((url) =>
    URL.canParse(url) ? new URL(url).href.replace(/\/+$/, '') : url,
  );
  return first === second;
}

/** Whether the token may write, by editing what is never there: nothing has the number 0. */
export async function probeWriting(
  calls: GiteaCalls,
  { owner, name }: Repository,
  what: 'pulls' | 'issues',
): Promise<void> {
  const needs = what === 'pulls' ? 'write:repository' : 'write:issue';
  const purpose = { what: `try to write to ${owner}/${name}`, needs, gone: [422, 423] };
  await calls.send('PATCH', ['repos', owner, name, what, 0], {}, purpose);
}

function routeOf(home: HookHome): Route {
  switch (home.of) {
    case 'repository':
      return ['repos', home.owner, home.name, 'hooks'];
    case 'organisation':
      return ['orgs', home.name, 'hooks'];
    case 'user':
      return ['user', 'hooks'];
  }
}

function purposeOf(home: HookHome): Purpose {
  switch (home.of) {
    case 'repository':
      return {
        what: `manage the webhooks of ${home.owner}/${home.name}`,
        needs: 'write:repository, and administration of the repository',
      };
    case 'organisation':
      return {
        what: `manage the webhooks of ${home.name}`,
        needs: 'write:organization, and to own the organisation',
      };
    case 'user':
      return { what: 'manage the webhooks of our own account', needs: 'write:user' };
  }
}
