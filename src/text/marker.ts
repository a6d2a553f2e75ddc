import { z } from 'zod';
import type { SubjectRef } from '../forge/model.ts';
import type { NoticeKind, NoticeRecord, Phase } from '../hygiene/record.ts';

/** What every comment of the bot that carries a record begins with, whatever its version. */
export const MARKER_PREFIX = '<!-- agent-run:hygiene ';

const VERSION = 1;
const HEAD = `${MARKER_PREFIX}v${VERSION} `;
const END = ' -->';
/** Four times what the largest record of this bot takes. */
const LONGEST = 40_000;

/** Names a subject in a record, so that a block that was copied elsewhere means nothing there. */
export function subjectIdentity(host: string, { owner, name, number }: SubjectRef): string {
  return `${host}/${owner}/${name}#${number}`.toLowerCase();
}

/** The hidden block: one line that cannot end the HTML comment it stands in. Equal records give equal blocks. */
export function writeMarker(record: NoticeRecord): string {
  // Parsing puts the fields into the order of the shape.
  const json = JSON.stringify(SHAPE.parse(record));
  return `${HEAD}${Buffer.from(json).toString('base64url')}${END}`;
}

/**
 * The record at the very first bytes of a comment of our own account; undefined for anything that is not exactly a block
 * of this version about this subject. Never throws.
 */
export function readMarker(comment: string, subject: string): NoticeRecord | undefined {
  if (!comment.startsWith(HEAD)) return undefined;
  const end = comment.slice(0, LONGEST).indexOf(END, HEAD.length);
  if (end === -1) return undefined;
  const record = recordOf(comment.slice(HEAD.length, end));
  return record?.subject === subject ? record : undefined;
}

/** Written by a later version of the bot, which has to be left alone. */
export function isNewerMarker(comment: string): boolean {
  const version = /^v(\d{1,9}) /.exec(
    comment.slice(MARKER_PREFIX.length, MARKER_PREFIX.length + 12),
  );
  return comment.startsWith(MARKER_PREFIX) && Number(version?.[1] ?? 0) > VERSION;
}

function recordOf(block: string): NoticeRecord | undefined {
  if (!/^[\w-]+$/.test(block)) return undefined;
  try {
    const json: unknown = JSON.parse(Buffer.from(block, 'base64url').toString('utf8'));
    return SHAPE.safeParse(json).data;
  } catch {
    return undefined;
  }
}

const KINDS: Readonly<Record<NoticeKind, NoticeKind>> = {
  all: 'all',
  template: 'template',
  link: 'link',
  title: 'title',
};
const PHASES: Readonly<Record<Phase, Phase>> = {
  flagged: 'flagged',
  paused: 'paused',
  closed: 'closed',
  resolved: 'resolved',
  waived: 'waived',
  done: 'done',
};

/** The last instant that a date can show. */
const instant = z.int().min(0).max(8.64e15);
const short = z.string().max(300);
const keys = z.array(short).max(100);

const SHAPE: z.ZodType<NoticeRecord> = z.object({
  version: z.literal(VERSION),
  subject: z.string().max(1000),
  notice: z.enum(KINDS),
  phase: z.enum(PHASES),
  findings: keys,
  closing: keys,
  flaggedAt: instant,
  deadline: instant.exactOptional(),
  remaining: instant.exactOptional(),
  reminded: z.literal(true).exactOptional(),
  closedAt: instant.exactOptional(),
  sealed: z.enum(['head', 'refused']).exactOptional(),
  resolvedAt: instant.exactOptional(),
  paused: z
    .object({
      why: z.enum(['draft', 'locked', 'hold']),
      until: instant.exactOptional(),
      by: short.exactOptional(),
    })
    .exactOptional(),
  attended: z.object({ by: short, at: instant }).exactOptional(),
  waiver: z
    .object({
      by: short,
      at: instant,
      how: z.enum(['command', 'reopened', 'label', 'exempt-label']),
      reason: z.string().max(1000).exactOptional(),
      rules: keys.exactOptional(),
    })
    .exactOptional(),
  secondChance: z.literal(true).exactOptional(),
  explain: z.literal(true).exactOptional(),
  help: z.object({ word: short.exactOptional(), nearest: short.exactOptional() }).exactOptional(),
});
