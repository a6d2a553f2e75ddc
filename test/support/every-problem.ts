import type { Problem } from '../../src/hygiene/finding.ts';

/** One problem of each kind, with `text` wherever a stranger's words can stand. */
export function everyProblem(text: string): Record<Problem['kind'], Problem> {
  const reference = { owner: text, name: text, number: 12 };
  return {
    'description-empty': { kind: 'description-empty' },
    'section-missing': { kind: 'section-missing', section: text },
    'section-empty': { kind: 'section-empty', section: text, why: 'placeholder' },
    'boxes-unticked': {
      kind: 'boxes-unticked',
      section: text,
      wanted: 'all',
      boxes: [text, text],
    },
    'template-unreachable': { kind: 'template-unreachable', path: text },
    'no-issue': { kind: 'no-issue' },
    'issue-only-mentioned': { kind: 'issue-only-mentioned', reference },
    'issue-absent': { kind: 'issue-absent', reference },
    'issue-is-pull-request': { kind: 'issue-is-pull-request', reference },
    'issue-closed': { kind: 'issue-closed', reference },
    'issue-unassigned': { kind: 'issue-unassigned', reference },
    'issue-link-not-accepted': { kind: 'issue-link-not-accepted', reference, link: 'cross-repo' },
    'issue-negated': { kind: 'issue-negated', reference },
    'issue-not-closed-by-forge': { kind: 'issue-not-closed-by-forge', base: text },
    'title-malformed': { kind: 'title-malformed', title: text, types: [text, 'fix'] },
    'title-type-unknown': {
      kind: 'title-type-unknown',
      type: text,
      types: ['feat', text],
      nearest: text,
    },
    'title-scope-unknown': {
      kind: 'title-scope-unknown',
      scope: text,
      scopes: [text],
      nearest: text,
    },
    'title-scope-missing': { kind: 'title-scope-missing' },
    'title-without-subject': { kind: 'title-without-subject' },
    'title-too-long': { kind: 'title-too-long', length: 90, max: 72 },
    'too-few-words': { kind: 'too-few-words', words: 1, min: 20 },
    'too-many-words': { kind: 'too-many-words', words: 5000, max: 900 },
    'field-missing': { kind: 'field-missing', field: text },
    'field-empty': { kind: 'field-empty', field: text, why: 'blank' },
    'field-not-an-option': {
      kind: 'field-not-an-option',
      field: text,
      value: text,
      options: [text, text],
    },
    'field-malformed': { kind: 'field-malformed', field: text, wanted: { pattern: text } },
    'title-prefix-missing': { kind: 'title-prefix-missing', prefix: text },
    'no-issue-template': { kind: 'no-issue-template', templates: [text, text] },
    custom: { kind: 'custom', message: text, fix: text },
  };
}
