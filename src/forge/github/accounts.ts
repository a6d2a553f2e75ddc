import type { Account, Permission } from '../model.ts';
import { PERMISSIONS } from '../model.ts';
import type { Actor } from './subject-shapes.ts';

const SUFFIX = '[bot]';

/** GraphQL leaves the suffix of an app's login away, REST and webhooks do not. */
export function accountOf(actor: Actor): Account {
  if (actor === null) return { login: 'ghost', isBot: false };
  return accountOfLogin(
    actor.kind === 'Bot' && !actor.login.endsWith(SUFFIX) ? `${actor.login}${SUFFIX}` : actor.login,
  );
}

export function accountOfLogin(login: string): Account {
  return { login, isBot: login.endsWith(SUFFIX) };
}

/** Undefined for a role that is not one of GitHub's own. */
export function permissionNamed(name: string): Permission | undefined {
  return PERMISSIONS.find((permission) => permission === name.toLowerCase());
}
