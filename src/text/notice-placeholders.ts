import { NOTICE_TEMPLATES, type NoticeTemplateName } from './notice-view.ts';

/** What a template of a notice may name. Every value is harmless Markdown; none needs more escaping. */
export type Placeholder = {
  name: string;
  /** For the docs; a sentence without its full stop. */
  means: string;
  in: readonly NoticeTemplateName[];
  /**
   * The section that a use must stand in, because there is no value otherwise: mostly the placeholder's own name.
   * Absent: there always is one.
   */
  within?: string;
  /** Templates in which there is always a value all the same. */
  alwaysIn?: readonly NoticeTemplateName[];
  /** Only asks whether something is so, as `{{#name}} … {{/name}}`. */
  onlySection?: true;
};

const ALL = NOTICE_TEMPLATES;
const FLAGGED = ['flagged', 'flagged-template', 'flagged-link', 'flagged-title'] as const;
const WITH_FINDINGS = [...FLAGGED, 'paused', 'closed', 'attended'] as const;
const OVER = ['closed', 'sealed'] as const;
const TIMED = [...FLAGGED, 'closed'] as const;

export const PLACEHOLDERS: readonly Placeholder[] = [
  { name: 'author', means: 'who opened it, with an `@` when they are to be told', in: ALL },
  { name: 'subject', means: '`pull request` or `issue`', in: ALL },
  { name: 'headline', means: 'how many things are to be fixed, in words', in: FLAGGED },
  {
    name: 'findings',
    means: 'a numbered table of what is wrong and how to fix it',
    in: [...WITH_FINDINGS, 'sealed'],
  },
  {
    name: 'findings-list',
    means: 'the same as a numbered list; use one of the two',
    in: [...WITH_FINDINGS, 'sealed'],
  },
  { name: 'no-issue', means: 'no linked issue was found', in: FLAGGED, onlySection: true },
  {
    name: 'deadline',
    means: 'when it is closed, such as `24 June 2026, 16:05 UTC`; only when something may close it',
    in: FLAGGED,
    within: 'deadline',
  },
  {
    name: 'span',
    means: 'from the first notice to the deadline, such as `2 hours`',
    in: FLAGGED,
    within: 'deadline',
  },
  {
    name: 'points',
    means: 'what may lead to a close, such as `points 1 and 3`',
    in: TIMED,
    within: 'deadline',
    alwaysIn: ['closed'],
  },
  {
    name: 'points-without',
    means: 'what has no deadline while other points have one',
    in: FLAGGED,
    within: 'points-without',
  },
  { name: 'reminded', means: 'the deadline is near', in: FLAGGED, onlySection: true },
  { name: 'reopens', means: 'a fix after the close reopens it', in: TIMED, onlySection: true },
  {
    name: 'reopen-window',
    means: 'how long after the close a fix reopens it, such as `30 days`',
    in: TIMED,
    within: 'reopens',
  },
  { name: 'reopen-until', means: 'the instant that ends', in: ['closed'], within: 'reopens' },
  {
    name: 'same-head',
    means: 'the forge cannot reopen it once its branch was replaced',
    in: TIMED,
    onlySection: true,
  },
  {
    name: 'headings',
    means: 'the missing headings in a block to copy from',
    in: [...FLAGGED, ...OVER],
    within: 'headings',
  },
  {
    name: 'base',
    means: 'the branch it merges into; only where the forge will not close the issue for that',
    in: ['flagged', 'flagged-link', 'resolved', 'thanks'],
    within: 'base',
  },
  { name: 'closed-at', means: 'when it was closed', in: OVER },
  { name: 'sealed-why', means: 'why it cannot be reopened, as half a sentence', in: ['sealed'] },
  { name: 'paused-why', means: 'why the clock stands still, as half a sentence', in: ['paused'] },
  { name: 'paused-until', means: 'when it goes on, as half a sentence', in: ['paused'] },
  {
    name: 'remaining',
    means: 'how much time is left when it goes on',
    in: ['paused'],
    within: 'remaining',
  },
  { name: 'attended-by', means: 'the maintainer who looks after it', in: ['attended'] },
  { name: 'waived-by', means: 'the maintainer who waived the rules', in: ['waived'] },
  { name: 'waived-how', means: 'by which act, as half a sentence', in: ['waived'] },
  {
    name: 'waived-reason',
    means: 'the reason that was given',
    in: ['waived'],
    within: 'waived-reason',
  },
  {
    name: 'linked',
    means: 'the linked issues, such as `issue #12`',
    in: ['resolved', 'thanks'],
    within: 'linked',
  },
  { name: 'commands', means: 'a list of the commands', in: ALL },
  { name: 'command.recheck', means: 'the command that looks again', in: ALL },
  { name: 'command.reopen', means: 'the command that reopens what is fixed', in: ALL },
  { name: 'command.exempt', means: 'the command that waives', in: ALL },
  { name: 'command.unexempt', means: 'the command that takes a waiver back', in: ALL },
  { name: 'command.hold', means: 'the command that stops the clock', in: ALL },
  { name: 'label.exempt', means: 'the label that waives', in: ALL },
  {
    name: 'label.flag',
    means: 'the labels of this notice; a maintainer who takes one off waives',
    in: WITH_FINDINGS,
    within: 'label.flag',
  },
  {
    name: 'links.template',
    means: 'address of the template',
    in: ALL,
    within: 'links.template',
  },
  { name: 'links.new-issue', means: 'address of the page for a new issue', in: ALL },
  {
    name: 'links.contributing',
    means: 'address of the contributing guide',
    in: ALL,
    within: 'links.contributing',
  },
];

/** What a template has to show, whatever else it says: of each group one. */
export function mustShow(template: NoticeTemplateName): readonly (readonly string[])[] {
  const findings = ['findings', 'findings-list'];
  switch (template) {
    case 'flagged':
    case 'flagged-template':
    case 'flagged-link':
    case 'flagged-title':
      return [findings, ['deadline']];
    case 'closed':
    case 'attended':
      return [findings];
    case 'paused':
      return [['paused-why']];
    case 'sealed':
      return [['sealed-why']];
    case 'waived':
      return [['waived-by']];
    case 'resolved':
    case 'thanks':
    case 'done':
      return [];
  }
}
