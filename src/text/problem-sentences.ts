import type { Problem } from '../hygiene/finding.ts';
import { listing } from './listing.ts';
import type { Pen } from './pen.ts';
import * as fields from './field-problems.ts';
import * as issues from './issue-problems.ts';
import * as sections from './section-problems.ts';
import * as titles from './title-problems.ts';

/** What is wrong, and what to do about it: whole sentences on one line each. */
export type ProblemSentence = {
  what: string;
  fix: string;
  /** The same as `fix`, one thing after the other, where that is easier to follow and there is room for it. */
  steps?: readonly string[];
};

/** The words for a problem; a pen of `pen.ts` decides whether they are plain text or Markdown. */
export function problemSentence(problem: Problem, pen: Pen): ProblemSentence {
  switch (problem.kind) {
    case 'description-empty':
      return sections.descriptionEmpty(pen);
    case 'section-missing':
      return sections.missing([problem.section], pen);
    case 'section-empty':
      return sections.empty([problem.section], problem.why, pen);
    case 'boxes-unticked':
      return sections.boxesUnticked(problem, pen);
    case 'template-unreachable':
      return sections.templateUnreachable(problem.path, pen);
    case 'no-issue':
      return issues.none(pen, problem.keywords);
    case 'issue-only-mentioned':
      return issues.onlyMentioned(problem.reference, pen, problem.keywords);
    case 'issue-absent':
      return issues.absent(problem.reference, pen);
    case 'issue-is-pull-request':
      return issues.isPullRequest(problem.reference, pen, problem.keywords);
    case 'issue-closed':
      return issues.closed(problem.reference, pen);
    case 'issue-unassigned':
      return issues.unassigned(problem.reference, pen);
    case 'issue-link-not-accepted':
      return issues.notAccepted(problem.reference, problem.link, pen, problem.keywords);
    case 'issue-negated':
      return issues.negated(problem.reference, pen);
    case 'issue-not-closed-by-forge':
      return issues.notClosedByForge(problem.base, pen);
    case 'title-malformed':
      return titles.malformed(problem.title, problem.types, pen);
    case 'title-type-unknown':
      return titles.typeUnknown(problem, pen);
    case 'title-scope-unknown':
      return titles.scopeUnknown(problem, pen);
    case 'title-scope-missing':
      return titles.scopeMissing(pen);
    case 'title-without-subject':
      return titles.withoutSubject(pen);
    case 'title-too-long':
      return titles.tooLong(problem.length, problem.max);
    case 'too-few-words':
      return fields.tooFewWords(problem.words, problem.min);
    case 'too-many-words':
      return fields.tooManyWords(problem.words, problem.max);
    case 'field-missing':
      return fields.missing([problem.field], pen);
    case 'field-empty':
      return fields.empty([problem.field], problem.why, pen);
    case 'field-not-an-option':
      return fields.notAnOption(problem, pen);
    case 'field-malformed':
      return fields.malformed(problem, pen);
    case 'title-prefix-missing':
      return titles.prefixMissing(problem.prefix, pen);
    case 'no-issue-template':
      return fields.noTemplate(problem.templates, pen);
    case 'custom':
      return {
        what: pen.sentence(problem.message),
        fix:
          problem.fix === undefined
            ? 'Change what this names; the contributing guide may say more.'
            : pen.sentence(problem.fix),
      };
  }
}

/** Problems that one sentence can name together have the same group; undefined for one that stands alone. */
export function problemGroup({ kind, ...rest }: Problem): string | undefined {
  if ('why' in rest) return `${kind} ${rest.why}`;
  return ['section-missing', 'field-missing'].includes(kind) ? kind : undefined;
}

/** One sentence for problems of one group. */
export function groupSentence(
  problems: readonly [Problem, ...Problem[]],
  pen: Pen,
): ProblemSentence {
  const [first] = problems;
  const names = problems.flatMap((problem) => {
    if ('section' in problem) return [problem.section];
    return 'field' in problem ? [problem.field] : [];
  });
  if (first.kind === 'section-missing') return sections.missing(names, pen);
  if (first.kind === 'section-empty') return sections.empty(names, first.why, pen);
  if (first.kind === 'field-missing') return fields.missing(names, pen);
  if (first.kind === 'field-empty') return fields.empty(names, first.why, pen);
  return problemSentence(first, pen);
}

/** A few words of ours alone, nothing of a stranger's: for the title of a check. */
export const PROBLEM_LABELS: Readonly<Record<Problem['kind'], string>> = {
  'description-empty': 'no description',
  'section-missing': 'sections missing',
  'section-empty': 'sections empty',
  'boxes-unticked': 'boxes not ticked',
  'template-unreachable': 'template not found',
  'no-issue': 'no issue linked',
  'issue-only-mentioned': 'issue mentioned, not linked',
  'issue-absent': 'linked issue not found',
  'issue-is-pull-request': 'a pull request linked instead of an issue',
  'issue-closed': 'linked issue is closed',
  'issue-unassigned': 'linked issue is unassigned',
  'issue-link-not-accepted': 'linked issue does not count',
  'issue-negated': 'issue named as not fixed',
  'issue-not-closed-by-forge': 'issue stays open on merge',
  'title-malformed': 'title format',
  'title-type-unknown': 'title type',
  'title-scope-unknown': 'title scope',
  'title-scope-missing': 'title scope',
  'title-without-subject': 'title without a subject',
  'title-too-long': 'title too long',
  'too-few-words': 'description too short',
  'too-many-words': 'description too long',
  'field-missing': 'fields missing',
  'field-empty': 'fields empty',
  'field-not-an-option': 'unknown option',
  'field-malformed': 'field format',
  'title-prefix-missing': 'title prefix',
  'no-issue-template': 'no issue template used',
  custom: 'a rule of this repository',
};

/** Labels without repetition, in their order. */
export function problemLabels(problems: readonly Problem[]): string {
  return listing([...new Set(problems.map(({ kind }) => PROBLEM_LABELS[kind]))], 'and', {
    most: 3,
  });
}
