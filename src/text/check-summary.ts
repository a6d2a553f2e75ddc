import type { Check } from '../forge/model.ts';
import { counted } from './amounts.ts';
import { clipBytes, clipLine } from './clip.ts';
import { ruleTable } from './explanation.ts';
import { formatInstant } from './instant.ts';
import { listing } from './listing.ts';
import { markdownCode, markdownText } from './markdown.ts';
import type { CheckView, ExplainedRule } from './notice-view.ts';
import { shortened } from './pen.ts';
import { problemLabels } from './problem-sentences.ts';

const LONGEST_TITLE = 120;
const LONGEST_LINE = 140;
/** GitHub takes 65,535 characters. */
const MOST_BYTES = 60_000;
const TABLE_BYTES = 40_000;
const MOST_CONFIG_PROBLEMS = 20;

/** The words of the check: a title that says everything by itself, and the details as Markdown. */
export function renderCheck(view: CheckView): Check {
  return {
    conclusion: conclusionOf(view),
    title: clipLine(titleOf(view), LONGEST_TITLE),
    summary: clipBytes(summaryOf(view), MOST_BYTES),
  };
}

/** For a commit status, which has one line of 140 characters: the title, and the deadline where there is one. */
export function renderCheckLine(view: CheckView): string {
  const deadline = view.deadline === undefined ? '' : `; until ${formatInstant(view.deadline)}`;
  return `${clipLine(titleOf(view), LONGEST_LINE - deadline.length)}${deadline}`;
}

function conclusionOf(view: CheckView): Check['conclusion'] {
  if (isAsked(view) && errorsIn(view.results, 'enforce').length > 0) return 'failure';
  const isCalm =
    view.configProblems.length === 0 && view.paused === undefined && failedIn(view).length === 0;
  return isCalm && (!isAsked(view) || errorsIn(view.results).length === 0) ? 'success' : 'neutral';
}

function isAsked({ exempt, paused }: CheckView): boolean {
  return exempt === undefined && paused === undefined;
}

function titleOf(view: CheckView): string {
  const { exempt, paused, configProblems, results } = view;
  if (exempt !== undefined) return `Nothing is asked: ${shortened(exempt, LONGEST_TITLE)}`;
  if (paused !== undefined) return `Paused: ${shortened(paused, LONGEST_TITLE)}`;
  const asked = [...errorsIn(results, 'enforce'), ...errorsIn(results, 'warn')];
  const dry = errorsIn(results, 'dry-run');
  if (asked.length > 0) return `To fix: ${problemLabels(asked)}`;
  if (configProblems.length > 0) return `The hygiene config has ${problems(view)}`;
  if (dry.length > 0) return `Dry run: would have asked to fix ${problemLabels(dry)}`;
  if (failedIn(view).length > 0) {
    return `${counted(failedIn(view).length, 'rule')} could not be evaluated: a fault of the bot`;
  }
  const hints = results.flatMap(({ findings }) => findings).length;
  return `Everything is in place${hints === 0 ? '' : `, with ${counted(hints, 'hint')}`}`;
}

function summaryOf(view: CheckView): string {
  const { exempt, paused, deadline, results, subject } = view;
  const words = subject === 'issue' ? 'issue' : 'pull request';
  const asked = isAsked(view);
  return [
    ...configSection(view),
    ...failedSection(view),
    ...(exempt === undefined ? [] : [`Nothing is asked of this ${words}: ${sentence(exempt)}`]),
    ...(paused === undefined ? [] : [`The clock stands still: ${sentence(paused)}`]),
    ...(deadline === undefined || !asked
      ? []
      : [
          `What may close this ${words} has to be fixed by **${formatInstant(deadline)}**; the notice in the conversation has the details.`,
        ]),
    ...(asked ? dryRunLines(results, words) : []),
    ruleTable(results, { about: { subject }, bytes: TABLE_BYTES }),
  ].join('\n\n');
}

function configSection(view: CheckView): string[] {
  const { configProblems, results } = view;
  if (configProblems.length === 0) return [];
  const isEnforced = results.some(({ mode }) => mode === 'enforce');
  const effect = isEnforced ? '.' : '; until it is corrected, nothing is enforced.';
  const left = configProblems.length - MOST_CONFIG_PROBLEMS;
  return [
    `**The hygiene config has ${problems(view)}**${effect}`,
    [
      ...configProblems.slice(0, MOST_CONFIG_PROBLEMS).map((problem) => `- ${sentence(problem)}`),
      ...(left > 0 ? [`- ${counted(left, 'more problem')}`] : []),
    ].join('\n'),
  ];
}

function failedIn({ failed = [], exempt }: CheckView): readonly string[] {
  return exempt === undefined ? failed : [];
}

function failedSection(view: CheckView): string[] {
  const rules = failedIn(view).map((rule) => markdownCode(shortened(rule, 60)));
  return rules.length === 0
    ? []
    : [
        `Not evaluated, by a fault of the bot and not of yours: ${listing(rules, 'and')}. Nothing is asked for it; its log says more.`,
      ];
}

function dryRunLines(results: readonly ExplainedRule[], words: string): string[] {
  const lines = results
    .filter(({ mode }) => mode === 'dry-run')
    .filter(({ findings }) => findings.some(({ severity }) => severity === 'error'))
    .map(({ rule, closes }) => {
      const close = closes === true ? ', and closed it after the grace period without a fix' : '';
      return `- ${markdownCode(shortened(rule, 60))} would have flagged this ${words}${close}.`;
    });
  return lines.length === 0 ? [] : [['Only a dry run, nobody was told:', '', ...lines].join('\n')];
}

function errorsIn(results: readonly ExplainedRule[], only?: ExplainedRule['mode']) {
  return results
    .filter(({ mode }) => only === undefined || mode === only)
    .flatMap(({ findings }) => findings)
    .filter(({ severity }) => severity === 'error')
    .map(({ problem }) => problem);
}

function problems({ configProblems }: CheckView): string {
  return counted(configProblems.length, 'problem');
}

function sentence(text: string): string {
  return markdownText(shortened(text, 500));
}
