import { describe, expect, test } from 'vitest';
import type { RulePolicies, SectionPolicy } from '../../../src/hygiene/policy.ts';
import { prLinkedIssue } from '../../../src/hygiene/rules/pr-linked-issue.ts';
import { prTemplate, templateFollowed } from '../../../src/hygiene/rules/pr-template.ts';
import { parseTemplate } from '../../../src/hygiene/template/parse.ts';
import {
  FILLED,
  inShort,
  markdownTemplate,
  POLICY,
  pullRequest,
  TEMPLATE,
} from '../template/pull-request.ts';

const ANSWER = 'The step ended while children were at work. It now waits for them.';
const TESTED = 'I ran the scenario of the issue twenty times.';

const LINK_POLICY: RulePolicies['pr-linked-issue'] = {
  mode: 'enforce',
  close: true,
  accept: ['same-repo'],
  external: [],
  requireOpen: false,
  requireAssignee: false,
  exemptTypes: [],
  trivial: { maxLines: 0, paths: [] },
};

describe('the rule on templates', () => {
  test('is silent without a template, and about issues', () => {
    const facts = pullRequest('');

    expect(prTemplate({ ...facts, templates: [] }, POLICY)).toEqual([]);
    expect(prTemplate({ ...facts, subject: { ...facts.subject, kind: 'issue' } }, POLICY)).toEqual(
      [],
    );
    expect(prTemplate(pullRequest('', [markdownTemplate('')]), POLICY)).toEqual([]);
  });

  test.each<[number, string[]]>([
    [1, ['error', 'error']],
    [0.61, ['error', 'error']],
    [0.6, ['warning', 'warning']],
    [0, ['warning', 'warning']],
  ])('with min_sections %d says of two faults in five: %j', (minSections, expected) => {
    const body = FILLED.replace(ANSWER, 'x').replace(TESTED, '');

    const found = prTemplate(pullRequest(body), { ...POLICY, minSections });

    expect(found.map(({ severity }) => severity)).toEqual(expected);
  });

  test.each<[string, SectionPolicy['boxes'], boolean, string[]]>([
    ['checklist', 'at-least-one', true, []],
    ['CHECKLIST:', 'none', true, []],
    ['Checklist', 'all', false, []],
    ['Checklist', 'auto', true, ['Checklist: all of I ran the whole test suite']],
    [
      'Type of change',
      'all',
      true,
      [
        'Type of change: all of New feature, Refactoring, Documentation',
        'Checklist: all of I ran the whole test suite',
      ],
    ],
    [
      'Screenshots / recordings',
      'auto',
      true,
      ['Screenshots / recordings: blank', 'Checklist: all of I ran the whole test suite'],
    ],
  ])('lets the config say of %s: boxes %s, required %s', (heading, boxes, required, expected) => {
    const body = FILLED.replace('- [x] I ran', '- [ ] I ran');
    const sections = new Map([[heading, { required, boxes }]]);

    expect(inShort(prTemplate(pullRequest(body), { ...POLICY, sections }))).toEqual(expected);
  });

  test('holds a description against headings that the config lists', () => {
    const policy = { ...POLICY, template: { sections: ['## Why', 'How'] } };

    expect(inShort(prTemplate(pullRequest('# why?\n\nBecause.', []), policy))).toEqual([
      'How: missing',
    ]);
  });

  test.each([
    ['Tell us, or tick:\n\n', 'I ran it all.', []],
    [
      'Tell us, or tick:\n\n',
      'I ran it all.\n\n- [ ] Unit',
      ['Tests: at-least-one of Unit, Manual'],
    ],
    ['', 'I ran it all.', ['Tests: at-least-one of Unit, Manual']],
    ['', 'I ran it all.\n\n- [x] Manual', []],
  ])('takes words for a tick where the template has words (%j): %j', (text, body, expected) => {
    const template = markdownTemplate(`## Tests\n\n${text}- [ ] Unit\n- [ ] Manual\n`);

    expect(inShort(prTemplate(pullRequest(`## Tests\n\n${body}`, [template]), POLICY))).toEqual(
      expected,
    );
  });

  test.each([
    ['<!-- Describe it -->', 'Describe it', ['Kind: placeholder']],
    ['<!-- One of:\n/kind bug\n/kind feature -->', '/kind bug', []],
  ])(
    'tells an example in a comment from a comment that was uncovered: %s',
    (text, body, expected) => {
      const template = markdownTemplate(`## Kind\n\n${text}\n`);

      expect(inShort(prTemplate(pullRequest(`## Kind\n\n${body}`, [template]), POLICY))).toEqual(
        expected,
      );
    },
  );

  test('counts what stands below the parts of a section for it, but not their boxes', () => {
    const template = markdownTemplate(
      '# Why\n\nTell us.\n\n## Cause\n\n## Type\n\n- [ ] Bug\n- [ ] Docs\n',
    );
    const judged = (body: string): string[] =>
      inShort(prTemplate(pullRequest(body, [template]), POLICY));

    expect(judged('# Why\n\n## Cause\n\nA typo.\n\n## Type\n\n- [x] Bug')).toEqual([]);
    expect(judged('# Why\n\n## Cause\n\n## Type\n\n- [x] Bug')).toEqual([
      'Why: blank',
      'Cause: blank',
    ]);
  });

  test('is content with any words where the template has no headings', () => {
    const template = markdownTemplate('Tell us what you changed and why you did so.\n');
    const judged = (body: string): string[] =>
      inShort(prTemplate(pullRequest(body, [template]), POLICY));

    expect(judged('# Title\n\nA typo.')).toEqual([]);
    expect(judged('Tell us what you changed and why you did so.')).toEqual(['description-empty']);
  });

  test.each([
    ['Closes #12', 'Closes #', ['Issue for this PR: placeholder'], []],
    ['### Issue for this PR', '', ['Issue for this PR: missing'], ['Issue for this PR: missing']],
  ])('of %j replaced by %j asks %j, and %j where no issue is needed', (from, to, asked, left) => {
    const facts = pullRequest(FILLED.replace(from, to));

    expect(inShort(prTemplate(facts, POLICY))).toEqual(asked);
    expect(inShort(prTemplate(facts, POLICY, { needsIssue: false }))).toEqual(left);
  });

  test.each(['N/A, see step #1', 'colour #123456'])(
    'leaves it to the rule on issues that "%s" links none',
    (text) => {
      const facts = pullRequest(FILLED.replace('Closes #12', text));

      expect(prTemplate(facts, POLICY)).toEqual([]);
      expect(prLinkedIssue(facts, LINK_POLICY).map(({ severity }) => severity)).toEqual(['error']);
    },
  );

  test.each([
    ['Linux', []],
    ['Linux, Windows, 11', []],
    ['BeOS', ['field-not-an-option']],
    ['Linux, BeOS', ['field-not-an-option']],
    ['_No response_', ['System: no-response']],
  ])('takes of a form only what it offers: %s', (value, expected) => {
    const text =
      'body: [{type: dropdown, attributes: {label: System, options: [Linux, "Windows, 11"]}, validations: {required: true}}]';
    const form = parseTemplate(
      { path: '.gitea/pull_request_template.yml', text },
      { current: true },
    );

    expect(inShort(prTemplate(pullRequest(`### System\n\n${value}`, [form]), POLICY))).toEqual(
      expected,
    );
  });

  test('tells maintainers of a template that is not there, and flags nobody', () => {
    const policy = { ...POLICY, template: { path: 'docs/pr.md' } };
    const there = markdownTemplate('# A\n', './docs/PR.md');

    expect(prTemplate(pullRequest('Hi'), policy)).toEqual([
      {
        rule: 'pr-template',
        key: 'pr-template/template-unreachable/docs/pr.md',
        severity: 'warning',
        problem: { kind: 'template-unreachable', path: 'docs/pr.md' },
      },
    ]);
    expect(inShort(prTemplate(pullRequest('Hi there', [there]), policy))).toEqual(['A: missing']);
  });
});

describe('of several templates', () => {
  const bug = markdownTemplate(
    '## Bug\n\nWhat broke?\n\n## Cause\n',
    '.github/PULL_REQUEST_TEMPLATE/bug.md',
  );
  const feature = markdownTemplate(
    '## Feature\n\n## Cause\n\n## Use\n',
    '.github/PULL_REQUEST_TEMPLATE/feature.md',
  );
  const older = { ...markdownTemplate('## Bug\n', 'old.md'), current: false };

  test.each([
    ['the one it satisfies', '# Bug\n\nIt broke.\n\n# Cause\n\nMe.\n\n# Use\n', []],
    [
      'the one most of whose headings it has',
      '# Feature\n\nNew.\n\n# Use\n\nEasy.',
      ['Cause: missing'],
    ],
    ['the first, when it has none', 'Some words', ['Bug: missing', 'Cause: missing']],
  ])('%s is judged', (_, body, expected) => {
    expect(inShort(prTemplate(pullRequest(body, [bug, feature]), POLICY))).toEqual(expected);
  });

  test('an older version may be followed, but a newcomer is shown the current one', () => {
    const templates = [older, bug];

    expect(prTemplate(pullRequest('## Bug\n\nIt broke.', templates), POLICY)).toEqual([]);
    expect(templateFollowed(pullRequest('Hello', templates), POLICY)).toBe(bug);
    expect(templateFollowed(pullRequest('Hello', []), POLICY)).toBeUndefined();
  });

  test('one that asks for nothing is no way around the others', () => {
    const extras = markdownTemplate('## Screenshots\n', 'extras.md');

    expect(
      inShort(prTemplate(pullRequest('## Screenshots\n\nWords', [extras, TEMPLATE]), POLICY)),
    ).toEqual([]);
    expect(prTemplate(pullRequest('Words', [extras, TEMPLATE]), POLICY)).toHaveLength(5);
  });
});
