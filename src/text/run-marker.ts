import { subjectIdentity } from './marker.ts';
import type { SubjectRef } from '../forge/model.ts';

/** What the comment of a run begins with, whatever its version. */
export const RUN_MARKER = '<!-- agent-run:run ';

const HEAD = `${RUN_MARKER}v1 `;
const END = ' -->';
const LONGEST = 4000;

/** Which run a comment is of. */
export type RunMark = {
  /** Random, and of this run alone. */
  id: string;
  /** When it began: of runs that share a comment the later one has it. */
  started: number;
  /** Runs with the same key share one comment; absent: the comment is of one run. */
  key?: string;
};

/** The hidden first line of a run's comment. Equal marks give equal lines. */
export function writeRunMarker(
  { id, started, key }: RunMark,
  host: string,
  ref: SubjectRef,
): string {
  const json = JSON.stringify([subjectIdentity(host, ref), id, started, key ?? null]);
  return `${HEAD}${Buffer.from(json).toString('base64url')}${END}`;
}

/**
 * The mark at the very first bytes of a comment of our own account; undefined for anything that is not exactly such a
 * line about this subject. Never throws.
 */
export function readRunMarker(comment: string, host: string, ref: SubjectRef): RunMark | undefined {
  if (!comment.startsWith(HEAD)) return undefined;
  const end = comment.slice(0, LONGEST).indexOf(END, HEAD.length);
  const block = comment.slice(HEAD.length, Math.max(end, HEAD.length));
  if (!/^[\w-]+$/.test(block)) return undefined;
  const [subject, id, started, key] = listIn(block);
  if (subject !== subjectIdentity(host, ref)) return undefined;
  if (typeof id !== 'string' || typeof started !== 'number') return undefined;
  return { id, started, ...(typeof key === 'string' ? { key } : {}) };
}

function listIn(block: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(block, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
