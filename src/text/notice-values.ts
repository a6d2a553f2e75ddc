import type { NoticeRecord } from '../hygiene/record.ts';
import { commandCode, commandList } from './commands-help.ts';
import { formatInstant, formatSpan } from './instant.ts';
import { listing } from './listing.ts';
import { markdownCode, markdownText } from './markdown.ts';
import { findingsList, findingsTable } from './notice-findings.ts';
import { headingsToPaste } from './notice-headings.ts';
import { pointsNamed, pointsOf, type Points } from './notice-points.ts';
import type { NoticeView } from './notice-view.ts';
import { cellPen, linkTarget, markdownPen, shortened } from './pen.ts';

/** By the names of `PLACEHOLDERS`, every value harmless Markdown; absent ones are undefined or false, never empty. */
export type NoticeValues = Record<string, string | boolean | undefined>;

export function noticeValues(view: NoticeView): NoticeValues {
  const { subject, repository, links } = view;
  const place = { subject: subject.kind, repository, links };
  const closing = view.record.closing;
  const lines = pointsOf(view.findings, closing, markdownPen(place));
  const cells = pointsOf(view.findings, closing, cellPen(place));
  return {
    author: author(view),
    subject: words(view),
    headline: headline(lines.errors.length, view),
    findings: findingsTable(cells, lines),
    'findings-list': findingsList(lines),
    'no-issue': view.findings.some(({ problem }) => problem.kind === 'no-issue'),
    ...times(view, lines),
    ...events(view),
    headings: headingsToPaste(view.skeletons, view.templateName),
    base: foreignBase(view),
    linked: linked(view.linked),
    ...fixedValues(view),
  };
}

function fixedValues({ commandPrefix, labels, links, record }: NoticeView): NoticeValues {
  const timed = record.deadline !== undefined || record.phase === 'closed';
  const commands = ['recheck', 'reopen', 'exempt', 'unexempt', 'hold'];
  return {
    commands: commandList(commandPrefix, { timed }),
    ...Object.fromEntries(
      commands.map((name) => [`command.${name}`, commandCode(commandPrefix, name)]),
    ),
    'label.exempt': labelCode(labels.exempt),
    'label.flag': labels.flag.length === 0 ? undefined : listing(labels.flag.map(labelCode), 'or'),
    'links.template': target(links.template),
    'links.new-issue': target(links.newIssue) ?? '#',
    'links.contributing': target(links.contributing),
  };
}

/** Everything about the deadline; without one nothing of it has a value, so that no template can threaten. */
function times(view: NoticeView, { errors }: Points): NoticeValues {
  const { record, grace } = view;
  const mayClose = record.deadline !== undefined || record.phase === 'closed';
  if (!mayClose) return {};
  const closing = errors.filter(({ closes }) => closes);
  const reopens = grace.reopenOnFix && grace.reopenWindow > 0;
  return {
    points: pointsNamed(closing, errors) ?? 'all points',
    'points-without':
      closing.length === 0
        ? undefined
        : pointsNamed(
            errors.filter(({ closes }) => !closes),
            errors,
          ),
    reopens,
    'reopen-window': reopens ? formatSpan(grace.reopenWindow) : undefined,
    'reopen-until': formatInstant(closedAt(record) + grace.reopenWindow),
    'same-head': view.reopenNeedsSameHead && view.subject.kind === 'pull-request',
    ...(record.deadline === undefined
      ? {}
      : {
          deadline: formatInstant(record.deadline),
          span: formatSpan(record.deadline - record.flaggedAt),
          reminded: record.reminded === true,
        }),
  };
}

/** Who did what, and when. */
function events({ record, labels, commandPrefix }: NoticeView): NoticeValues {
  const { paused, waiver, attended } = record;
  return {
    'closed-at': formatInstant(closedAt(record)),
    ...(paused === undefined ? {} : pausedValues(paused)),
    'sealed-why': {
      head: 'its branch was replaced or deleted after the close',
      refused: 'the forge refused to do it',
    }[record.sealed ?? 'refused'],
    remaining: record.remaining === undefined ? undefined : formatSpan(record.remaining),
    'attended-by': attended === undefined ? 'somebody' : login(attended.by),
    'waived-by': waiver === undefined ? 'a maintainer' : login(waiver.by),
    'waived-how': {
      command: `with ${commandCode(commandPrefix, 'exempt')}`,
      reopened: 'by reopening it',
      label: 'by taking off the label',
      'exempt-label': `with the label ${labelCode(labels.exempt)}`,
    }[waiver?.how ?? 'exempt-label'],
    'waived-reason':
      waiver?.reason === undefined ? undefined : markdownText(shortened(waiver.reason, 300)),
  };
}

function pausedValues({
  why,
  until,
  by,
}: NonNullable<NoticeView['record']['paused']>): NoticeValues {
  const end = until === undefined ? 'until a maintainer ends it' : `until ${formatInstant(until)}`;
  return {
    'paused-why': {
      draft: 'this is a draft',
      locked: 'the conversation is locked',
      hold: `${by === undefined ? 'a maintainer' : login(by)} stopped the clock`,
    }[why],
    'paused-until': {
      draft: 'until it is ready for review',
      locked: 'until the conversation is unlocked',
      hold: end,
    }[why],
  };
}

function closedAt(record: NoticeRecord): number {
  return record.closedAt ?? record.flaggedAt;
}

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

function headline(count: number, { subject }: NoticeView): string {
  const number = NUMBERS[count] ?? String(count);
  const things = `${number.charAt(0).toUpperCase()}${number.slice(1)} thing${count === 1 ? '' : 's'}`;
  return `${things} to fix before ${subject.kind === 'issue' ? 'this can be looked at' : 'review'}`;
}

/** Logins of people, as both forges allow them; anything else is shown, but calls nobody. */
const MENTIONABLE = /^[a-z\d](?:[a-z\d._-]{0,98}[a-z\d_])?$/i;

function author({ subject, mention }: NoticeView): string {
  return mention && MENTIONABLE.test(subject.author) && subject.author !== 'ghost'
    ? `@${subject.author}`
    : login(subject.author);
}

function login(name: string): string {
  return markdownText(shortened(name, 60));
}

function words({ subject }: NoticeView): string {
  return subject.kind === 'issue' ? 'issue' : 'pull request';
}

/** GitHub alone looks at the branch. Said once, and only where the issue is what the notice is about. */
function foreignBase({ subject, forge, findings, linked: issues }: NoticeView): string | undefined {
  if (forge !== 'github' || subject.base === undefined || subject.base.isDefault) return undefined;
  if (findings.some(({ problem }) => problem.kind === 'issue-not-closed-by-forge'))
    return undefined;
  const isAboutIssue = issues.length > 0 || findings.some(({ rule }) => rule === 'pr-linked-issue');
  return isAboutIssue ? markdownCode(shortened(subject.base.branch, 80)) : undefined;
}

function linked(numbers: readonly string[]): string | undefined {
  if (numbers.length === 0) return undefined;
  const named = numbers.map((number) =>
    markdownCode(shortened(/^\d+$/.test(number) ? `#${number}` : number, 80)),
  );
  return `issue ${listing(named, 'and', { most: 5 })}`;
}

function labelCode(name: string): string {
  return markdownCode(shortened(name, 60));
}

function target(url: string | undefined): string | undefined {
  return url === undefined ? undefined : linkTarget(url);
}
