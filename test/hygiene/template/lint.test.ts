import { expect, test } from 'vitest';
import { lintTemplate } from '../../../src/hygiene/template/lint.ts';
import { templateProblem, type TemplateProblem } from '../../../src/text/template-problems.ts';
import { TEMPLATE_TEXT } from './pull-request.ts';

test.each<[string, string, TemplateProblem[]]>([
  ['a good one', TEMPLATE_TEXT, []],
  ['an empty one', ' \n', [{ kind: 'empty' }]],
  ['one of comments', '<!-- # A -->\n\n<!-- b -->', [{ kind: 'only-comments' }]],
  ['prose', 'Say why.', [{ kind: 'no-headings' }]],
  ['twins', '# A\n\n## a?\n', [{ kind: 'duplicate-heading', heading: 'a?', line: 3 }]],
  [
    'boxes that are none',
    '---\nname: n\n---\n# A\n- []\n- [ ]x\n- [  ] y\n\n[ ] z\n\n> - [ ] q\n\n- [ ] good\n',
    [
      { kind: 'box-not-tickable', text: '[]', line: 5 },
      { kind: 'box-not-tickable', text: '[ ]x', line: 6 },
      { kind: 'box-not-tickable', text: '[  ] y', line: 7 },
      { kind: 'box-not-tickable', text: '[ ] z', line: 9 },
    ],
  ],
  [
    'boxes in code',
    '# A\n\n    - [ ] x\n',
    [{ kind: 'box-not-tickable', text: '- [ ] x', line: 3 }],
  ],
])('of %s says what hinders', (_, text, problems) => {
  expect(lintTemplate({ path: 'docs/pull_request_template.md', text })).toEqual(problems);
});

test.each<[string, TemplateProblem[]]>([
  ['body: [', [{ kind: 'not-yaml' }]],
  ['name: x', [{ kind: 'empty' }]],
  ['body: [{type: input, attributes: {label: A}}]', []],
])('of the form %j says what hinders', (text, problems) => {
  expect(lintTemplate({ path: 'a.yml', text })).toEqual(problems);
});

test('a problem is told in one harmless line', () => {
  const heading = 'A `@everyone`\n::error::boo';

  expect(templateProblem({ kind: 'duplicate-heading', heading, line: 3 })).toBe(
    'line 3: the heading ``A `@everyone` ::error::boo`` is there twice, and both count as one section. Give each its own name.',
  );
});
