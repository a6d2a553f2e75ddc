import { counted } from './amounts.ts';
import { clipLine } from './clip.ts';
import { inertLine, oneLine } from './escape.ts';
import { listing } from './listing.ts';

/** What `agent-run check` says. */

export type CheckVerdict = 'ok' | 'to-fix' | 'exempt';

export type ShownFinding = {
  rule: string;
  mode: string;
  /** It may close, once the grace period is over. */
  closes: boolean;
  severity: 'error' | 'warning';
  key: string;
  line?: number;
  about: 'title' | 'body';
  /** The kind of problem. */
  problem: string;
  /** What is wrong and what to do. */
  message: string;
};

/** `pr.md:12: error: …  [pr-template]`, as editors and people know it. */
export function findingLine(finding: ShownFinding, bodyName: string): string {
  const { rule, severity, line, about, message } = finding;
  const name = about === 'title' ? 'title' : clipLine(oneLine(bodyName), 120);
  const place = line === undefined ? name : `${name}:${String(line)}`;
  return inertLine(`${place}: ${severity}: ${message}  [${rule}]`);
}

export function verdictLine(name: string, verdict: CheckVerdict, errors: number): string {
  const subject = clipLine(oneLine(name), 120);
  switch (verdict) {
    case 'ok':
      return `${subject}: everything is in place.`;
    case 'exempt':
      return `${subject}: nothing is asked.`;
    case 'to-fix':
      return `${subject}: ${counted(errors, 'thing')} to fix.`;
  }
}

export function switchedOff(): string {
  return 'the config says mode: off, so that nothing is checked.';
}

export function exempt(reason: string): string {
  return `nothing is asked here: ${oneLine(reason)}.`;
}

export function notChecked(rules: readonly string[]): string {
  return `not checked, because what they ask about was not given: ${listing(rules, 'and')}.`;
}

export function tooLong(longest: number): string {
  return `only the first ${String(longest)} characters were looked at; GitHub takes no more.`;
}

export function blankIssuesAllowed(): string {
  return 'issue-template was not checked, because issues without a template are allowed here. With `when: always` in the config it is.';
}

export function ruleFailed(rule: string): string {
  return `${rule} could not be evaluated: a fault of this program, not of the text.`;
}
