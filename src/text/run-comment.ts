import type { RunReport } from '../sessions/outcome.ts';
import { counted, formatCost, formatTokens } from './amounts.ts';
import { clip, clipBytes, clipLine } from './clip.ts';
import { formatDuration } from './duration.ts';
import { BREAK } from './escape.ts';
import { markdownCode, markdownDocument, markdownText } from './markdown.ts';
import { OUTCOME_ADVICE, OUTCOME_SIGNS } from './outcome-advice.ts';
import { linkTarget } from './pen.ts';
import { sessionTable } from './summary-sessions.ts';

/** What stands around the words of every comment of one run. */
export type CommentFrame = {
  /** The hidden first line, see `run-marker.ts`. */
  marker: string;
  /** The page of the workflow's run; absent where there is none. */
  runPage?: string;
  /** The token dies with a job that is cancelled: nobody may be able to say that the run is over. */
  mayStay?: boolean;
};

/** GitHub takes 65,536 characters; the others take more. */
const LONGEST_COMMENT = 60_000;

const LINE_LENGTH = 200;
const REASON_LENGTH = 2000;

/**
 * What became of a run: the outcome first, the final message last, so that nothing it opens swallows anything of ours.
 * `report` is masked already.
 */
export function endedComment({ marker, runPage }: CommentFrame, report: RunReport): string {
  const { outcome, reason, sessions } = report;
  const parts = [
    `### ${OUTCOME_SIGNS[outcome]} Agent run: ${outcome}`,
    markdownText(clip(reason, REASON_LENGTH)),
    [...facts(report), ...pageLink(runPage)].join(' · '),
    OUTCOME_ADVICE[outcome],
    sessions.length === 0
      ? ''
      : folded(counted(sessions.length, 'session'), sessionTable(sessions)),
  ];
  const top = commentOf(marker, parts);
  const message = finalMessage(report.finalMessage, LONGEST_COMMENT - Buffer.byteLength(top));
  return message === '' ? top : `${top}\n---\n\n${message}\n`;
}

/** The hidden first line, and what a person reads below it, without the parts that are empty. */
export function commentOf(marker: string, parts: readonly string[]): string {
  return `${marker}\n\n${unobeyed(parts.filter((part) => part !== '').join('\n\n'))}\n`;
}

/** `[job log](…)` at the end of a line of facts. */
export function pageLink(runPage: string | undefined): string[] {
  const target = runPage === undefined ? undefined : linkTarget(runPage);
  return target === undefined ? [] : [`[log of the job](${target})`];
}

function facts(report: RunReport): string[] {
  const { started, ended, cost, tokens, changes, commits, denials, model } = report;
  return [
    formatDuration(ended - started),
    formatCost(cost),
    `tokens: ${formatTokens(tokens)}`,
    ...(changes.length > 0 ? [counted(changes.length, 'changed file')] : []),
    ...(commits > 0 ? [counted(commits, 'commit')] : []),
    ...(denials.length > 0 ? [counted(denials.length, 'denial')] : []),
    ...(model === undefined ? [] : [markdownCode(clipLine(model, LINE_LENGTH))]),
  ];
}

function folded(title: string, markdown: string): string {
  return `<details>\n<summary>${title}</summary>\n\n${markdown}\n\n</details>`;
}

/** What room is left for around the message. */
const AROUND = 100;
const MOST_TRIES = 8;

/** As much of the message as has room once it is harmless, which makes it longer. */
function finalMessage(words: string, room: number): string {
  const text = words.trim();
  let size = room - AROUND;
  for (let tries = 0; tries < MOST_TRIES && size > AROUND; tries += 1) {
    const shown = unobeyed(markdownDocument(clipBytes(text, size)));
    const takes = Buffer.byteLength(shown);
    if (takes <= room - AROUND) return shown;
    size = Math.floor((size * (room - AROUND)) / takes) - AROUND;
  }
  return '';
}

/** A word behind a slash at the start of a line, alone or with words behind it; `/usr/bin` is none. */
const COMMAND = /^([ \t>*+-]*\/)(?=[A-Za-z][\w-]*(?:[ \t]|$))/gm;

/**
 * Other bots look at comments line by line, inside of code too: they obey `/approve`, whoever wrote it, and take a comment
 * for their own that holds a hidden mark of theirs.
 */
export function unobeyed(text: string): string {
  return text.replace(COMMAND, `$1${BREAK}`).replaceAll('<!--', `<${BREAK}!--`);
}
