import { describe, expect, test } from 'vitest';
import { issueTemplate } from '../../../src/hygiene/rules/issue-template.ts';
import { judge } from '../../../src/hygiene/rules/judge.ts';
import { renderForm, type FilledField } from '../template/rendered-form.ts';
import { issue, ISSUE_POLICY, issueTemplateFile, judgedIssue } from './issue-facts.ts';
import { policyOf } from './judged-subject.ts';

const FORM = issueTemplateFile(
  'bug.yml',
  `name: Bug report
description: Something broke
title: "[Bug]: "
body:
  - {type: markdown, attributes: {value: "### What happened?"}}
  - {type: textarea, attributes: {label: "What happened?", value: "1. Go to\\n2. Press"}, validations: {required: true}}
  - {type: dropdown, attributes: {label: System, multiple: true, options: [Linux, "macOS, any", "3.10"]}, validations: {required: true}}
  - {type: input, attributes: {label: Version, description: "Write N/A when unknown"}, validations: {required: true}}
  - {type: textarea, attributes: {label: Logs, render: shell}}
  - {type: dropdown, attributes: {label: Mood, options: [fine, "N/A"]}}
  - {type: input, visible: [form], attributes: {label: Secret}, validations: {required: true}}
  - type: checkboxes
    attributes:
      label: Terms
      options: [{label: I agree, required: true}, {label: Newsletter}]
`,
);
const GUIDE = issueTemplateFile(
  'docs.md',
  `---
name: Documentation
about: A page is wrong
title: 'docs: '
---
## Page

<!-- Which page is it? -->

## What is wrong

## Anything else (optional)
`,
);
const BOTH = [FORM, GUIDE];

type Answers = Partial<
  Record<'happened' | 'system' | 'version' | 'logs' | 'mood' | 'terms', string>
>;

/** The issue that the form makes of these answers. */
function report(answers: Answers = {}): string {
  const { happened, system, version, logs, mood, terms } = {
    happened: 'It broke.',
    system: 'Linux',
    version: '2',
    logs: '',
    mood: '',
    terms: 'I agree',
    ...answers,
  };
  const fields: FilledField[] = [
    { type: 'textarea', label: 'What happened?', answer: happened },
    { type: 'input', label: 'System', answer: system },
    { type: 'input', label: 'Version', answer: version },
    { type: 'textarea', label: 'Logs', render: 'shell', answer: logs },
    { type: 'input', label: 'Mood', answer: mood },
    { type: 'checkboxes', label: 'Terms', options: ['I agree', 'Newsletter'], answer: [terms] },
  ];
  return renderForm(fields);
}

const judged = (body: string, title = '[Bug]: it broke'): string[] =>
  judgedIssue(body, BOTH, { title });

describe('an issue that was written with a form', () => {
  test.each<[string, Answers, string[]]>([
    ['is fine', {}, []],
    ['may leave out what is optional', { logs: '', mood: '' }, []],
    ['may choose several options', { system: 'Linux, macOS, any, 3.10' }, []],
    ['may answer with a single digit', { version: '7' }, []],
    ['may answer as the form offers it', { version: 'N/A' }, []],
    ['may choose an option that says nothing elsewhere', { mood: 'N/A' }, []],
    ['may hold headings in an answer', { happened: 'See:\n\n### Version\n\n1' }, []],
    ['may hold headings in code', { logs: '### Version\n\n_No response_\n### Terms' }, []],
    ['may leave code open', { happened: 'See:\n```\nfoo' }, []],
    ['may leave a comment open', { happened: 'See <!-- this' }, []],
    ['needs its answers', { happened: '' }, ['field-empty What happened?']],
    ['needs words of its own', { happened: '1. Go to\n2. Press' }, ['field-empty What happened?']],
    ['needs more than a comment', { version: '<!-- 12 -->' }, ['field-empty Version']],
    ['needs more than a stopgap', { version: 'TODO' }, ['field-empty Version']],
    ['needs options of the form', { system: 'BeOS' }, ['field-not-an-option System: BeOS']],
    [
      'needs options of the form only',
      { system: 'Linux, BeOS' },
      ['field-not-an-option System: Linux, BeOS'],
    ],
    [
      'is told of a foreign option in an optional field',
      { mood: 'grim' },
      ['warning: field-not-an-option Mood: grim'],
    ],
    [
      'may not choose several where one is asked',
      { mood: 'fine, N/A' },
      ['warning: field-not-an-option Mood: fine, N/A'],
    ],
    ['needs its boxes', { terms: 'Newsletter' }, ['boxes-unticked Terms: I agree']],
    [
      'is told of everything at once',
      { happened: '', system: '', version: '', terms: '' },
      [
        'field-empty What happened?',
        'field-empty System',
        'field-empty Version',
        'boxes-unticked Terms: I agree',
      ],
    ],
  ])('%s', (_, answers, found) => {
    expect(judged(report(answers))).toEqual(found);
  });

  test.for<[Answers, string]>([
    [{ happened: '' }, 'blank'],
    [{ happened: '1. Go to\n2. Press' }, 'placeholder'],
    [{ version: '<!-- 12 -->' }, 'blank'],
    [{ version: 'TODO' }, 'stopgap'],
    [{ system: '' }, 'blank'],
  ])('is told what stands in the place of an answer: %j', ([answers, why]) => {
    const [first] = issueTemplate(issue(report(answers), BOTH), ISSUE_POLICY);

    expect(first?.problem).toMatchObject({ kind: 'field-empty', why });
  });

  test('is told of the line of each field', () => {
    const [first] = issueTemplate(issue(report({ version: '' }), BOTH), ISSUE_POLICY);

    expect(first?.line).toBe(9);
  });
});

describe('an issue that was written by hand', () => {
  test.each([
    [
      'in another order',
      '### Terms\n\n- [x] I agree\n\n### Version\n\n2\n\n### System\n\nLinux\n\n### What happened?\n\nIt broke.',
      [],
    ],
    ['with headings of another level', report().replaceAll('### ', '## '), []],
    ['with bold lines for headings', report().replaceAll(/^### (.*)$/gm, '**$1**'), []],
    ['in capitals', report().replace('What happened?', 'WHAT HAPPENED'), []],
    [
      'with a note below a choice',
      report().replace('Linux\n', 'Linux\n\nAlso on my server.\n'),
      [],
    ],
    ['without a field', report().replace(/### Version\n\n2\n\n/, ''), ['field-missing Version']],
    [
      'with two fields of it',
      '### What happened?\n\nIt broke.\n\n### Version\n\n2',
      ['field-missing System', 'field-missing Terms'],
    ],
    ['after no template', 'It broke.', ['no-issue-template Bug report, Documentation']],
    [
      'with headings of its own',
      '## Summary\n\nIt broke.',
      ['no-issue-template Bug report, Documentation'],
    ],
    ['with nothing in it', '', ['no-issue-template Bug report, Documentation']],
  ])('%s', (_, body, found) => {
    expect(judged(body)).toEqual(found);
  });
});

describe('an issue that was written after a Markdown template', () => {
  test.each([
    ['## Page\n\nindex.html\n\n## What is wrong\n\nA typo.', []],
    ['## Page\n\nindex.html\n\n## What is wrong\n', ['section-empty What is wrong']],
    ['## Page\n\nindex.html', ['section-missing What is wrong']],
  ])('%j lacks %j', (body, found) => {
    expect(judged(body, 'docs: a typo')).toEqual(found);
  });
});

describe('the title', () => {
  test.each([
    ['[Bug]: it broke', []],
    ['[bug] it broke', []],
    ['Bug: it broke', []],
    ['It broke', ['warning: title-prefix-missing [Bug]:']],
    ['Debugging broke', ['warning: title-prefix-missing [Bug]:']],
  ])('%j: %j', (title, found) => {
    expect(judged(report(), title)).toEqual(found);
  });

  test.each(['A short title', 'Please say what broke', ''])(
    'need not begin with %j, which is no tag',
    (prefix) => {
      const template = { ...FORM, titlePrefix: prefix };

      expect(judgedIssue(report(), [template])).toEqual([]);
    },
  );
});

describe('the rule is silent', () => {
  test('while the menu offers blank issues, unless it is to be checked always', () => {
    const facts = issue('It broke.', BOTH, { blankIssues: true });

    expect(issueTemplate(facts, ISSUE_POLICY)).toEqual([]);
    expect(issueTemplate(facts, { ...ISSUE_POLICY, when: 'always' })).toHaveLength(1);
  });

  test('without templates', () => {
    expect(judgedIssue('It broke.', [])).toEqual([]);
  });

  test('on pull requests', () => {
    const facts = issue('It broke.', BOTH);
    const pull = { ...facts, subject: { ...facts.subject, kind: 'pull-request' as const } };

    expect(issueTemplate(pull, ISSUE_POLICY)).toEqual([]);
  });

  test('where a template without headings lets people write what they like', () => {
    const free = issueTemplateFile('free.md', '---\nname: Question\nabout: Ask\n---\n');

    expect(judgedIssue('Why?', [...BOTH, free])).toEqual([]);
  });
});

test('an issue is judged by this rule and by no rule on pull requests', () => {
  const policy = policyOf({}, { 'issue-template': ISSUE_POLICY });

  const { results, failed } = judge(issue('It broke.', BOTH), policy);

  expect(failed).toBeUndefined();
  expect(results.map(({ rule, closes, findings }) => [rule, closes, findings.length])).toEqual([
    ['issue-template', true, 1],
  ]);
});
