import type { Facts } from '../facts.ts';
import type { Finding } from '../finding.ts';
import type { RulePolicies } from '../policy.ts';
import { countAuthorWords } from '../template/author-words.ts';
import { findingKey } from './finding-key.ts';

/** A description is neither too short nor a wall of text; the template's own words, code and comments do not count. */
export function prBody({ subject, templates }: Facts, policy: RulePolicies['pr-body']): Finding[] {
  if (subject.kind !== 'pull-request') return [];
  const { minWords: min, maxWords: max } = policy;
  const words = countAuthorWords(subject.body, templates);
  const base = { rule: 'pr-body', severity: 'error' } as const;
  if (words < min) {
    const key = findingKey('pr-body', 'too-few-words');
    return [{ ...base, key, problem: { kind: 'too-few-words', words, min } }];
  }
  if (max > 0 && words > max) {
    const key = findingKey('pr-body', 'too-many-words');
    return [{ ...base, key, problem: { kind: 'too-many-words', words, max } }];
  }
  return [];
}
