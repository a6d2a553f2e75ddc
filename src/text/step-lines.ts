import type { Change } from '../forge/model.ts';
import { counted } from './amounts.ts';
import { clipLine } from './clip.ts';
import { formatDuration } from './duration.ts';
import { formatInstant } from './instant.ts';
import { listing } from './listing.ts';

/** What the log of the hygiene step says. Whoever writes it makes the lines harmless. */

export function waitingForLink(): string {
  return 'Only the linked issue is missing, and the text is new: looking again in 20 seconds, because a link takes a while to be seen.';
}

export function pausing(wait: number, why: string): string {
  return `${why}: asking again in ${formatDuration(wait)}.`;
}

export function eventIgnored(event: string, known: readonly string[]): string {
  return `The event ${event === '' ? '(none)' : event} means nothing here. Start the step with ${listing(known, 'or')}.`;
}

export function otherBranch(): string {
  return 'A push to another branch than the default one changes no policy.';
}

export function noSweepSpan(): string {
  return 'Nothing is closed, because `sweep-every` does not say how often this sweep runs.';
}

/** Heads the summary in the log of a forge that shows none beside it. */
export function summaryTitle(): string {
  return 'Summary';
}

export function subjectName(number: number): string {
  return `#${String(number)}`;
}

export function verdictLine(number: number, verdict: string): string {
  return `${subjectName(number)}: ${verdict}`;
}

export function subjectLine(
  { number, verdict }: { number: number; verdict: string },
  changes: readonly Change[],
): string {
  return `${verdictLine(number, verdict)}; ${listing(changes.map(changeWords), 'and')}`;
}

export function sweepBegins(count: number, of: number): string {
  const some = count === of ? '' : ` of ${String(of)}`;
  return `Looking at ${counted(count, 'pull request or issue', 'pull requests and issues')}${some}.`;
}

export function sweepGoesOn(done: number, of: number): string {
  return `${String(done)} of ${String(of)} looked at.`;
}

export function sweepEnds(looked: number, changed: number, left: number, why?: string): string {
  const rest =
    left === 0
      ? ''
      : ` Left for the next sweep: ${String(left)}${why === undefined ? '' : `, because ${why}`}.`;
  return `Looked at ${String(looked)}, wrote to ${String(changed)}.${rest}`;
}

export function sweepPutOff(why: string): string {
  return `Nothing was looked at, because ${why}. The next sweep makes up for it.`;
}

export function lookFailed(number: number, why: string): string {
  return `${subjectName(number)}: ${why}`;
}

export function quotaUsedUp(until: number): string {
  return `the quota of the token is used up until ${formatInstant(until)}`;
}

export function quotaSpared(left: number): string {
  return `only ${counted(left, 'request')} of the quota are left, and events need them`;
}

export function timeUsedUp(): string {
  return 'the time for one sweep is used up';
}

export function noAnswer(): string {
  return 'the forge does not answer';
}

export function limitReached(limit: number): string {
  return `\`sweep-limit\` is ${String(limit)}`;
}

export function dryRunTitle(number: number): string {
  return `Dry run: what would be written to ${subjectName(number)}`;
}

export function nothingToWrite(): string {
  return 'Nothing would be written.';
}

export function policyLine(problem: string): string {
  return `The policy: ${problem}`;
}

const LONGEST_NAME = 60;

/** What was done, in a few words. Names in it were chosen by the repository. */
export function changeWords(change: Change): string {
  switch (change.do) {
    case 'post-notice':
      return 'posted the notice';
    case 'edit-notice':
      return 'edited the notice';
    case 'delete-notice':
      return 'deleted a notice';
    case 'minimise':
      return 'folded the notice';
    case 'unminimise':
      return 'unfolded the notice';
    case 'reply':
      return 'replied';
    case 'add-labels':
      return `added ${labelNames(change.labels.map(({ name }) => name))}`;
    case 'remove-labels':
      return `removed ${labelNames(change.labels)}`;
    case 'close':
      return 'closed it';
    case 'reopen':
      return 'reopened it';
    case 'edit-body':
      return 'put the missing headings into the description';
    case 'set-check':
      return `set the check to ${change.check.conclusion}`;
    case 'react':
      return `answered a command: ${change.reaction}`;
  }
}

/** The text that a change carries, for a dry run; undefined where the words say everything. */
export function changeText(change: Change): string | undefined {
  switch (change.do) {
    case 'post-notice':
    case 'edit-notice':
    case 'reply':
    case 'edit-body':
      return change.body;
    case 'set-check':
      return `${change.check.title}\n\n${change.check.summary}`;
    case 'delete-notice':
    case 'minimise':
    case 'unminimise':
    case 'add-labels':
    case 'remove-labels':
    case 'close':
    case 'reopen':
    case 'react':
      return undefined;
  }
}

function labelNames(names: readonly string[]): string {
  const shown = listing(
    names.map((name) => clipLine(name, LONGEST_NAME)),
    'and',
  );
  return `the ${names.length === 1 ? 'label' : 'labels'} ${shown}`;
}

export function plannedChange(change: Change): string {
  return `would have ${changeWords(change)}`;
}

export function findingsTitle(number: number, count: number): string {
  return `${subjectName(number)}: ${counted(count, 'finding')}`;
}

export function findingLine(found: {
  rule: string;
  severity: 'error' | 'warning';
  mode: string;
  line?: number;
  words: string;
}): string {
  const line = found.line === undefined ? '' : `, line ${String(found.line)}`;
  const hint = found.severity === 'warning' ? ', only a hint' : '';
  return `${found.rule} (${found.mode}${line}${hint}): ${found.words}`;
}
