import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lackingIn } from '../../src/hygiene/lacking.ts';
import { issueTemplate } from '../../src/hygiene/rules/issue-template.ts';
import { insertSkeletons } from '../../src/hygiene/template/skeletons.ts';
import type { Template } from '../../src/hygiene/template/template.ts';
import { issue, ISSUE_POLICY, issueTemplateFile, judgedIssue } from './rules/issue-facts.ts';
import { policyOf } from './rules/judged-subject.ts';

const BUG = issueTemplateFile(
  'bug.yml',
  `name: Bug report
description: Something broke
title: "[Bug]: "
body:
  - {type: markdown, attributes: {value: "Thanks!"}}
  - {type: textarea, attributes: {label: "What happened?", value: "1. Go to"}, validations: {required: true}}
  - {type: dropdown, attributes: {label: System, options: [Linux, "macOS, any"]}, validations: {required: true}}
  - {type: textarea, attributes: {label: Logs, render: shell}, validations: {required: true}}
  - {type: input, attributes: {label: Mood}}
  - type: checkboxes
    attributes:
      label: Terms
      options: [{label: I agree, required: true}, {label: Newsletter}]
`,
);
const FEATURE = issueTemplateFile(
  'feature.md',
  '---\nname: Feature request\nabout: A wish\ntitle: "feat: "\n---\n## Wish\n\n<!-- say it -->\n\n## Reason\n\n## Screenshots (optional)\n',
);
const TWICE = issueTemplateFile(
  'twice.yml',
  `name: Two machines
description: d
body:
  - {type: input, attributes: {label: Version}, validations: {required: true}}
  - {type: input, attributes: {label: Name}, validations: {required: true}}
  - {type: input, attributes: {label: Version}, validations: {required: true}}
`,
);
const WISHES = issueTemplateFile(
  'wishes.yml',
  'name: Wishes\ndescription: d\nbody: [{type: input, attributes: {label: Colour}}, {type: input, attributes: {label: Size}}]\n',
);
const BOTH = [BUG, FEATURE];

const policy = policyOf({}, { 'issue-template': ISSUE_POLICY });

/** What there is to paste into the issue, and of which template. */
function lacking(body: string, templates: readonly Template[], title = 'It broke') {
  const facts = issue(body, templates, { title });
  const results = [
    {
      rule: 'issue-template' as const,
      mode: 'enforce' as const,
      closes: true,
      findings: issueTemplate(facts, ISSUE_POLICY),
    },
  ];
  return lackingIn(facts, { results }, policy.rules);
}

function pasted(...given: Parameters<typeof lacking>): string[] {
  return lacking(...given).skeletons.map(({ markdown }) => markdown);
}

describe('an issue written with a form', () => {
  test('gets the fields that it lacks, as the forge would render them', () => {
    expect(pasted('### Mood\n\nfine', BOTH)).toEqual([
      '### What happened?\n\n1. Go to',
      '### System\n\n<!-- Linux | macOS, any -->',
      '### Logs\n\n```shell\n\n```',
      '### Terms\n\n- [ ] I agree\n- [ ] Newsletter',
    ]);
  });

  test('gets nothing that is there and only empty', () => {
    const body = '### What happened?\n\n### System\n\n### Logs\n\n### Terms\n\n- [ ] I agree\n';

    expect(pasted(body, BOTH)).toEqual([]);
  });

  test('gets the second of two fields of one label', () => {
    const body = '### Version\n\n1\n\n### Name\n\nmine';
    const { skeletons } = lacking(body, [TWICE]);

    expect(insertSkeletons(body, skeletons)).toBe(`${body}\n\n### Version`);
  });
});

test('an issue written after a Markdown template gets the sections that it lacks', () => {
  expect(pasted('## Wish\n\nMore.', BOTH)).toEqual(['## Reason']);
});

describe('an issue that follows no template gets what is required of', () => {
  test.each([
    ['the one whose tag its title has', '[bug] no', 'Please add it.', 'Bug report'],
    ['the one whose name it names', 'Feature request: dark mode', '', 'Feature request'],
    [
      'the one that shares words with it',
      'Hello',
      'The reason is that I wish for it.',
      'Feature request',
    ],
    ['the first', 'Hello', '', 'Bug report'],
  ])('%s', (_title, title, body, name) => {
    const { template, skeletons } = lacking(body, BOTH, title);

    expect(template?.name).toBe(name);
    expect(skeletons).not.toEqual([]);
  });

  test('one that requires something, before one that does not', () => {
    expect(lacking('Hello', [WISHES, BUG]).template?.name).toBe('Bug report');
  });

  test('none, when nothing is required: then it gets all of it', () => {
    expect(pasted('Hello', [WISHES])).toEqual(['### Colour', '### Size']);
  });
});

test('nothing is to be pasted where the rule is silent', () => {
  const facts = issue('Hello', BOTH, { blankIssues: true });
  const off = policyOf({}, { 'issue-template': { ...ISSUE_POLICY, mode: 'off' } });

  expect(lackingIn(facts, { results: [] }, policy.rules).skeletons).toEqual([]);
  expect(lackingIn(facts, { results: [] }, off.rules)).toEqual({ skeletons: [] });
});

const words = fc.constantFrom(
  'It broke.',
  '### What happened?',
  '## System',
  '**Logs**',
  '### Version',
  '### Name',
  '## Wish',
  '```',
  '<!-- ',
  '-->',
  '> ### Terms',
  '- [x] I agree',
  'Linux',
  '_No response_',
  '',
);

test('what is put in keeps the author’s text, leaves no field missing, and is put in once', () => {
  const bodies = fc.array(words, { maxLength: 12 }).map((lines) => lines.join('\n'));
  const menus = fc.constantFrom(BOTH, [TWICE], [FEATURE], [BUG, TWICE, FEATURE]);
  fc.assert(
    fc.property(bodies, menus, (body, templates) => {
      const whole = insertSkeletons(body, lacking(body, templates).skeletons);
      const again = insertSkeletons(whole, lacking(whole, templates).skeletons);

      expect(whole.startsWith(body.trimEnd())).toBe(true);
      expect(again.length - whole.length).toBeLessThan(400);
      expect(insertSkeletons(again, lacking(again, templates).skeletons)).toBe(again);
      expect(judgedIssue(again, templates).join()).not.toContain('no-issue-template');
    }),
    { numRuns: 500 },
  );
});
