import { describe, expect, test } from 'vitest';
import { issueTemplate, issueTemplateFollowed } from '../../../src/hygiene/rules/issue-template.ts';
import { issue, ISSUE_POLICY, issueTemplateFile, judgedIssue } from './issue-facts.ts';

const FORM = issueTemplateFile(
  'bug.yml',
  `name: Bug report
description: Something broke
body:
  - {type: textarea, attributes: {label: "What happened?"}, validations: {required: true}}
  - {type: input, attributes: {label: Version}, validations: {required: true}}
`,
);

describe('of several templates', () => {
  const other = issueTemplateFile(
    'crash.yml',
    `name: Crash
description: It ends
body:
  - {type: textarea, attributes: {label: "What happened?"}, validations: {required: true}}
  - {type: textarea, attributes: {label: Core dump}, validations: {required: true}}
`,
  );

  test.each([
    [
      '### What happened?\n\nIt ended.\n\n### Core dump\n\n_No response_',
      'Crash',
      ['field-empty Core dump'],
    ],
    ['### What happened?\n\nIt broke.\n\n### Version\n\n', 'Bug report', ['field-empty Version']],
    ['### What happened?\n\nIt ended.\n\n### Core dump\n\nHere.', 'Crash', []],
  ])('the one that fits best counts', (body, name, found) => {
    const templates = [FORM, other];

    expect(judgedIssue(body, templates)).toEqual(found);
    expect(issueTemplateFollowed(issue(body, templates))?.name).toBe(name);
  });

  test('a version that was current when the issue was opened is as good, and is not named', () => {
    const before = issueTemplateFile(
      'bug.yml',
      'name: Old\nbody: [{type: input, attributes: {label: Story}, validations: {required: true}}]',
      false,
    );

    expect(judgedIssue('### Story\n\nIt broke.', [FORM, before])).toEqual([]);
    expect(judgedIssue('It broke.', [FORM, before])).toEqual(['no-issue-template Bug report']);
  });
});

describe('fields of Gitea and Forgejo', () => {
  const form = issueTemplateFile(
    'server.yaml',
    `name: Server
about: It is slow
body:
  - {type: input, attributes: {label: Cores}, validations: {required: true, is_number: true}}
  - {type: input, attributes: {label: Tag}, validations: {regex: "v[0-9]+"}}
  - {type: input, attributes: {label: Odd}, validations: {regex: "(?<=a)b"}}
`,
  );

  test.each([
    ['8', 'v1', []],
    ['-1.5e3', '_No response_', []],
    ['eight', 'v1', ['field-malformed Cores']],
    ['8', 'v1 or so', ['warning: field-malformed Tag']],
  ])('a number %j and a pattern %j: %j', (cores, tag, found) => {
    const body = `### Cores\n\n${cores}\n\n### Tag\n\n${tag}\n\n### Odd\n\nx\n`;

    expect(judgedIssue(body, [form])).toEqual(found);
  });
});

test('fields of the same label are told apart', () => {
  const form = issueTemplateFile(
    'twice.yml',
    `name: Twice
description: d
body:
  - {type: input, attributes: {label: Version}, validations: {required: true}}
  - {type: input, attributes: {label: Version}, validations: {required: true}}
`,
  );
  const found = issueTemplate(issue('### Version\n\n_No response_\n\n### Version\n\n', [form]), {
    ...ISSUE_POLICY,
    when: 'always',
  });

  expect(found.map(({ key, line }) => [key, line])).toEqual([
    ['issue-template/field-empty/version', 1],
    ['issue-template/field-empty/version#2', 5],
  ]);
});
