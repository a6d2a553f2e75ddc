import type { NoticeRecord } from '../hygiene/record.ts';
import { formatInstant } from './instant.ts';

/** Why nothing is asked of a subject, as far as the words need to know. */
export type ExemptReason =
  | { why: 'off' | 'bot' | 'author' | 'draft' | 'files' | 'team' | 'waived' }
  | { why: 'created-before'; since: number }
  | { why: 'label'; label: string }
  | { why: 'branch'; side: 'head' | 'base'; branch: string }
  | { why: 'permission'; permission: string };

/** Half a sentence. Names in it were written by strangers; whoever shows it makes them harmless. */
export function exemptReason(reason: ExemptReason): string {
  switch (reason.why) {
    case 'off':
      return 'the rules are switched off';
    case 'bot':
      return 'the author is a bot';
    case 'author':
      return 'the author is on the list of exempt accounts';
    case 'draft':
      return 'drafts are exempt';
    case 'files':
      return 'all changed files are exempt';
    case 'team':
      return 'the author belongs to an exempt team';
    case 'waived':
      return 'a maintainer has waived the rules';
    case 'created-before':
      return `it was opened before ${formatInstant(reason.since)}`;
    case 'label':
      return `it carries the label ${reason.label}`;
    case 'branch':
      return `the ${reason.side} branch ${reason.branch} is exempt`;
    case 'permission':
      return `the author has the permission ${reason.permission}`;
  }
}

export function pausedReason({ why, until }: NonNullable<NoticeRecord['paused']>): string {
  switch (why) {
    case 'draft':
      return 'this is a draft';
    case 'locked':
      return 'the conversation is locked';
    case 'hold':
      return until === undefined
        ? 'a maintainer stopped the clock'
        : `a maintainer stopped the clock until ${formatInstant(until)}`;
  }
}
