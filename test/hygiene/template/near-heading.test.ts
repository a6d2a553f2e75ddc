import { describe, expect, test } from 'vitest';
import { issueTemplate } from '../../../src/hygiene/rules/issue-template.ts';
import { prTemplate } from '../../../src/hygiene/rules/pr-template.ts';
import { nearHeading } from '../../../src/hygiene/template/near-heading.ts';
import { issue, ISSUE_POLICY, issueTemplateFile } from '../rules/issue-facts.ts';
import { inShort, markdownTemplate, POLICY, pullRequest } from './pull-request.ts';

describe('a heading stands for', () => {
  test.each([
    ['expected behavior', 'expected behaviour'],
    ['steps to reproduce', 'steps to reprodcue'],
    ['steps to reproduce', 'step to reproduce'],
    ['steps to reproduce', 'steps to reproduce it'],
    ['what changed', 'what has changed'],
    ['version', 'versions'],
    ['how has this been tested', 'how has it been tested'],
  ])('%j when it is %j', (wanted, written) => {
    expect(nearHeading(wanted, ['something else', written])).toBe(written);
  });

  test.each([
    ['why', 'who'],
    ['logs', 'blog'],
    ['steps', 'steps taken'],
    ['version', 'revision'],
    ['what i saw', 'what i did'],
    ['what changed', 'what has been changed'],
    ['steps to reproduce', 'reproduce'],
    ['日本', '日光'],
    ['', 'a'],
  ])('not %j when it is %j', (wanted, written) => {
    expect(nearHeading(wanted, [written])).toBeUndefined();
  });
});

const TEMPLATE = markdownTemplate(
  '## Expected behavior\n\n<!-- what -->\n\n## Version\n\n## Checklist\n\n- [ ] I have run the tests\n',
);
const BODY =
  '## Expected behavior\n\nNo crash.\n\n## Version\n\n1.4.0\n\n## Checklist\n\n- [x] I have run the tests\n';

describe('a pull request is fine with', () => {
  test.each([
    ['its headings', BODY],
    ['a slip in one', BODY.replace('behavior', 'behaviour')],
    ['an answer behind a bold word', BODY.replace('## Version\n\n', '**Version:** ')],
    ['an answer in the heading', BODY.replace('## Version\n\n', '## Version: ')],
    ['another tick', BODY.replace('[x]', '[✓]')],
    ['a tick too near', BODY.replace('[x] I', '[x]I')],
    ['a byte order mark', `\uFEFF${BODY}`],
  ])('%s', (_title, body) => {
    expect(inShort(prTemplate(pullRequest(body, [TEMPLATE]), POLICY))).toEqual([]);
  });

  test('a link in brackets is no tick', () => {
    const body = BODY.replace(
      '- [x] I have run the tests',
      '- [x](https://example.com) I have run the tests',
    );

    expect(inShort(prTemplate(pullRequest(body, [TEMPLATE]), POLICY))).toHaveLength(1);
  });

  test('a heading that is there keeps its text, also beside one that is nearly the same', () => {
    const body = `${BODY}\n## Versions\n\nMany.\n`;

    expect(inShort(prTemplate(pullRequest(body, [TEMPLATE]), POLICY))).toEqual([]);
  });
});

test('thousands of headings that are nearly those of a form are read in time', () => {
  const labels = Array.from(
    { length: 60 },
    (_, at) => `a rather long question number ${String(at)}x`,
  );
  const fields = labels.map(
    (label) => `  - {type: input, attributes: {label: ${label}}, validations: {required: true}}`,
  );
  const form = issueTemplateFile('a.yml', `name: A\ndescription: d\nbody:\n${fields.join('\n')}\n`);
  const headings = Array.from(
    { length: 1500 },
    (_, at) => `### a rather long question numbre ${String(at)}: y`,
  );
  const start = process.cpuUsage();

  issueTemplate(issue(headings.join('\n'), [form]), ISSUE_POLICY);

  expect(process.cpuUsage(start).user / 1e6).toBeLessThan(2);
});
