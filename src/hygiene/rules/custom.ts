import type { Facts } from '../facts.ts';
import type { Finding } from '../finding.ts';
import type { CustomRule } from '../policy.ts';
import { LONGEST_MARKDOWN } from '../template/markdown.ts';
import { linearSearch } from './linear-pattern.ts';
import type { Search } from './linear-pattern.ts';

/**
 * A rule of the repository's own: one finding when nothing fits `match`, or something fits `reject`. Silent about what
 * the subject does not have (branches of an issue) and about what nobody looked at (files).
 */
export function custom(facts: Facts, rule: CustomRule): Finding[] {
  const appliesTo = rule.subjects === 'both' || rule.subjects === facts.subject.kind;
  const texts = appliesTo ? textsOf(facts, rule.on) : undefined;
  if (texts === undefined) return [];
  const must = searchOf(rule.match);
  const rejected = firstHit(texts, searchOf(rule.reject));
  const fits = must === undefined || firstHit(texts, must) !== undefined;
  if (rejected === undefined && fits) return [];
  const id = `custom/${rule.id}` as const;
  const line = rejected !== undefined && rule.on === 'body' ? { line: rejected.line } : {};
  const fix = rule.fix === undefined ? {} : { fix: rule.fix };
  return [
    {
      rule: id,
      key: id,
      severity: 'error',
      ...line,
      problem: { kind: 'custom', message: rule.message, ...fix },
    },
  ];
}

function searchOf(expression: string | undefined): Search | undefined {
  return expression === undefined ? undefined : linearSearch(expression);
}

function firstHit(
  texts: readonly string[],
  search: Search | undefined,
): { line: number } | undefined {
  for (const text of texts) {
    const hit = search?.(text);
    if (hit !== undefined) return { line: text.slice(0, hit.at).split('\n').length };
  }
  return undefined;
}

function textsOf({ subject, changes }: Facts, on: CustomRule['on']): readonly string[] | undefined {
  switch (on) {
    case 'title':
      return [subject.title];
    case 'body':
      return [subject.body.slice(0, LONGEST_MARKDOWN).replaceAll(/\r\n?/g, '\n')];
    case 'labels':
      return subject.labels;
    case 'head-branch':
      return subject.branches && [subject.branches.head];
    case 'base-branch':
      return subject.branches && [subject.branches.base];
    case 'files':
      return changes?.files;
    case 'author':
      return [subject.author.login];
  }
}
