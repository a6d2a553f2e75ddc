import type { Finding, Problem } from '../finding.ts';
import { readForm } from '../template/form-answers.ts';
import { judgeForm, type FormFault } from '../template/judge-form.ts';
import type { FormField } from '../template/template.ts';
import { choiceProblem } from './choice-problem.ts';
import { findingKey } from './finding-key.ts';

/** What a text lacks of a form. */
export function formFindings(fields: readonly FormField[], body: string): Finding[] {
  return judgeForm(readForm(body, fields)).map((fault) => {
    const problem = fieldProblem(fault);
    return {
      rule: 'issue-template',
      key: fieldKey(problem.kind, fields, fault.index),
      // What an optional field says is not worth a flag.
      severity: fault.field.asks.required ? 'error' : 'warning',
      ...(fault.line === undefined ? {} : { line: fault.line }),
      problem,
    };
  });
}

/** The key of such a finding about the field with that index; fields of the same label are told apart. */
export function fieldKey(
  kind: Problem['kind'],
  fields: readonly FormField[],
  index: number,
): string {
  const nth = nthOfLabel(fields, index);
  const label = fields[index]?.asks.key ?? '';
  return findingKey('issue-template', kind, nth === 1 ? label : `${label}#${String(nth)}`);
}

/** From 1: which of the fields of its label it is. */
export function nthOfLabel(fields: readonly FormField[], index: number): number {
  const label = fields[index]?.asks.key;
  return fields.slice(0, index).filter(({ asks }) => asks.key === label).length + 1;
}

function fieldProblem(fault: FormFault): Problem {
  const { asks } = fault.field;
  switch (fault.kind) {
    case 'missing':
      return { kind: 'field-missing', field: asks.heading };
    case 'empty':
      return { kind: 'field-empty', field: asks.heading, why: fault.why };
    case 'unticked':
    case 'not-an-option':
      return choiceProblem(asks, fault);
    case 'malformed':
      return { kind: 'field-malformed', field: asks.heading, wanted: fault.wanted };
  }
}
