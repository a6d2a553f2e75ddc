import type { Problem, RuleId } from '../finding.ts';

const LONGEST_KEY = 200;

/** The identity of a finding. Long data is told apart by a short number at its end. */
export function findingKey(rule: RuleId, kind: Problem['kind'], data = ''): string {
  const key = [rule, kind, ...(data === '' ? [] : [data.toLowerCase()])].join('/');
  if (key.length <= LONGEST_KEY) return key;
  const sum = checksum(key);
  return `${key.slice(0, LONGEST_KEY - sum.length - 1)}~${sum}`;
}

/** FNV-1a. */
function checksum(text: string): string {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  }
  return (sum >>> 0).toString(36);
}
