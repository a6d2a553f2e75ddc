import type { Finding, Problem } from '../hygiene/finding.ts';
import type { Pen } from './pen.ts';
import { groupSentence, problemGroup, type ProblemSentence } from './problem-sentences.ts';

/** What a person sees as one thing to do; several findings, when one sentence can name them together. */
export type Point = ProblemSentence & {
  /** From 1, over errors; hints have none. */
  number?: number;
  /** It may lead to a close. */
  closes: boolean;
};

const MOST_POINTS = 20;

export type Points = {
  errors: readonly Point[];
  hints: readonly Point[];
  /** Findings that are not shown, because there are too many. */
  left: number;
};

/** The findings as points, in their order; `closing` holds the keys of those that may lead to a close. */
export function pointsOf(
  findings: readonly Finding[],
  closing: readonly string[],
  pen: Pen,
): Points {
  const isClosing = new Set(closing);
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const closes = isClosing.has(finding.key);
    const group = problemGroup(finding.problem);
    const name =
      group === undefined
        ? `alone ${String(groups.size)}`
        : `${finding.rule} ${finding.severity} ${String(closes)} ${group}`;
    const same = groups.get(name);
    if (same === undefined) groups.set(name, [finding]);
    else same.push(finding);
  }
  const all = [...groups.values()];
  const shown = all.slice(0, MOST_POINTS);
  let number = 0;
  const points = shown.map((group): Point & { severity: Finding['severity'] } => {
    const [first, ...others] = group;
    const problems: [Problem, ...Problem[]] = [
      first.problem,
      ...others.map(({ problem }) => problem),
    ];
    if (first.severity === 'error') number += 1;
    return {
      ...groupSentence(problems, pen),
      ...(first.severity === 'error' ? { number } : {}),
      closes: isClosing.has(first.key),
      severity: first.severity,
    };
  });
  return {
    errors: points.filter(({ severity }) => severity === 'error'),
    hints: points.filter(({ severity }) => severity === 'warning'),
    left: all.slice(MOST_POINTS).reduce((sum, group) => sum + group.length, 0),
  };
}

/** `point 2`, `points 1 and 3`, or `all points`; undefined for none. */
export function pointsNamed(chosen: readonly Point[], all: readonly Point[]): string | undefined {
  if (chosen.length === 0) return undefined;
  if (chosen.length > 1 && chosen.length === all.length) return 'all points';
  const numbers = chosen.map(({ number = 0 }) => String(number));
  const last = numbers.pop() ?? '';
  return numbers.length === 0 ? `point ${last}` : `points ${numbers.join(', ')} and ${last}`;
}
