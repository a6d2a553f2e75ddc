import { BoundedMap } from '../bounded-map.ts';
import type {
  Check,
  IssueReference,
  Permission,
  ReferencedIssue,
  Repository,
  SubjectRef,
} from '../forge/model.ts';

/**
 * What the process happens to remember to spare requests. Everything in it may be lost at any time: the forge and the
 * notices hold the truth. All of it is bounded.
 */
export type Memory = {
  subjects: BoundedMap<SubjectMemory>;
  permissions: BoundedMap<Aged<Permission>>;
  memberships: BoundedMap<Aged<boolean>>;
  references: BoundedMap<Aged<ReferencedIssue>>;
};

export type SubjectMemory = {
  /** `updatedAt` of the newest state that was looked at. */
  updatedAt: number;
  /** What it looked like when we were done; see `appearanceOf`. */
  appearance?: string;
  author?: string;
  /** The commit it was at. */
  head?: string;
  /** Whether there was a notice of ours then. */
  hasNotice: boolean;
  /** When time alone asks for another look. */
  nextLook?: number;
  /** The check that was written last. */
  check?: { sha: string; check: Check };
};

export type Aged<T> = { value: T; at: number };

/** How long a permission, a membership or an issue that exists is believed. */
export const BELIEVED_FOR = 10 * 60_000;

export function createMemory(size = 20_000): Memory {
  return {
    subjects: new BoundedMap(size),
    permissions: new BoundedMap(size),
    memberships: new BoundedMap(size),
    references: new BoundedMap(size),
  };
}

export function fresh<T>(entry: Aged<T> | undefined, now: number): T | undefined {
  return entry !== undefined && now - entry.at < BELIEVED_FOR ? entry.value : undefined;
}

export function subjectKey({ owner, name, number }: SubjectRef): string {
  return `${owner}/${name}#${number}`.toLowerCase();
}

export function referenceKey(reference: IssueReference): string {
  return subjectKey(reference);
}

export function accountKey({ owner, name }: Repository, login: string): string {
  return `${owner}/${name}@${login}`.toLowerCase();
}
