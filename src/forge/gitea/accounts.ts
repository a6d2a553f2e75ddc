import { z } from 'zod';
import type { Account, Permission } from '../model.ts';
import { PERMISSIONS } from '../model.ts';

/** Deleted accounts are shown as one of this id. */
const GHOST = -1;

/** Null in lists of old or imported texts. */
export const user = z.object({ id: z.number().default(0), login: z.string() }).nullish();
export type User = z.infer<typeof user>;

/**
 * The forge does not say who is a bot. Its own accounts, such as that of its workflows, have ids below zero; others are
 * told by a name in GitHub's manner, which its name rules only let imported accounts have.
 */
export function accountOf(from: User): Account {
  if (isGhost(from)) return { login: 'ghost', isBot: false };
  return { login: from.login, isBot: from.id < GHOST || from.login.endsWith('[bot]') };
}

export function isGhost(from: User): from is null | undefined {
  return from === null || from === undefined || from.id === GHOST || from.login === '';
}

export function sameLogin(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** `owner` may do what an `admin` may. */
export function permissionNamed(name: string): Permission | undefined {
  return name === 'owner' ? 'admin' : PERMISSIONS.find((permission) => permission === name);
}
