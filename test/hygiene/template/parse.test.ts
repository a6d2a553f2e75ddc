import { describe, expect, test } from 'vitest';
import { parseTemplate } from '../../../src/hygiene/template/parse.ts';
import { markdownTemplate, TEMPLATE } from './pull-request.ts';

describe('a template in Markdown', () => {
  test('becomes its sections, with what the author has to do in each', () => {
    const shown = TEMPLATE.sections.map(({ heading, required, boxes, wantedBoxes }) => [
      heading,
      required,
      boxes.length,
      wantedBoxes,
    ]);

    expect(shown).toEqual([
      ['Issue for this PR', true, 0, 'none'],
      ['Type of change', true, 4, 'at-least-one'],
      ['What does this PR do?', true, 0, 'none'],
      ['How did you verify your code works?', true, 0, 'none'],
      ['Screenshots / recordings', false, 0, 'none'],
      ['Checklist', true, 3, 'all'],
    ]);
  });

  test('with front matter tells its name and the start of the title', () => {
    const text =
      '---\r\nname: Bug report\r\nabout: x\r\ntitle: "[Bug] "\r\n---\r\n\r\n## Steps\r\n';

    expect(markdownTemplate(text, '.github/ISSUE_TEMPLATE/bug.md')).toMatchObject({
      name: 'Bug report',
      titlePrefix: '[Bug]',
      sections: [{ heading: 'Steps', skeleton: '## Steps' }],
    });
  });

  test.each([
    ['two rules', '---\n\nHello\n\n---\n\n## A\n', ['', 'A']],
    ['front matter that is not closed', '---\nname: x\n\n## A\n', ['A']],
    ['front matter of aliases', `---\nname: &a [x]\nabout: [*a, *a]\n---\n## A\n`, ['A']],
  ])('is not confused by %s', (_, text) => {
    expect(markdownTemplate(text).sections.map(({ heading }) => heading)).toContain('A');
    expect(markdownTemplate(text).name).toBe('pull_request_template');
  });

  test.each<[string, string, string[]]>([
    ['underlined headings', 'One\n===\n\nTwo\n---\n', ['One', 'Two']],
    ['bold lines, when it has nothing else', '**One**\n\n**Two:**\ntext', ['One', 'Two:']],
    ['no bold lines, when it has headings', '# One\n\n**Two**\n', ['One']],
    ['nothing in comments and code', '# One\n<!--\n# Two\n-->\n```\n# Three\n```\n', ['One']],
    ['no headings, when it is prose', 'Tell us why.\n', ['']],
    ['nothing, when it is empty', '\n\n', []],
    ['each heading once', '# One\n\n# Two\n\n# one!\n', ['One', 'Two']],
    ['brackets, where headings differ in nothing else', '# A (x)\n\n# A (y)\n', ['A (x)', 'A (y)']],
  ])('finds %s', (_, text, headings) => {
    expect(markdownTemplate(text).sections.map(({ heading }) => heading)).toEqual(headings);
  });

  test.each<[string, boolean]>([
    ['## What\n<!-- Describe. Add screenshots if applicable. -->', true],
    ['## What\nDescribe the change, and the optional settings it brings.', true],
    ['## What (required)\nIf applicable, say why.', true],
    ['## Migration\n<!-- Optional: how to upgrade -->', false],
    ['## Migration\nThis section is not optional.', true],
    ['## Migration (optional)', false],
    ['## Migration\n<!-- If applicable, how to upgrade. Else leave it. -->', false],
    ['## Migration\nSay how to upgrade. Delete this section if nothing changes.', false],
    ['## Screen recordings', false],
    ['## Additional context', false],
    ['## Notes for reviewers', false],
    ['## Breaking changes', true],
    ['## Checklist\n- [ ] I added tests (if applicable)\n- [ ] I read it', true],
    ['## Checklist\n- [ ] I added tests (optional)', false],
  ])('asks, or does not, in %j', (text, required) => {
    expect(markdownTemplate(text).sections[0]?.required).toBe(required);
  });

  test.each([
    ['# Pull request template\n\nThank you!\n\n## Why\n', [false, true]],
    ['# Changes\n\n## Backend\n\n## Frontend\n', [false, true, true]],
    ['# Why\n\nTell us.\n\n## Type of change\n', [true, true]],
  ])('asks for no answer in a heading that only holds others: %j', (text, required) => {
    expect(markdownTemplate(text).sections.map((section) => section.required)).toEqual(required);
  });

  test.each([
    ['## Type of change', ['Bug fix', 'Docs'], 'at-least-one'],
    ['## Kind of PR', ['This PR fixes a bug', 'This PR adds a feature'], 'at-least-one'],
    ['## Tests\nTick all that apply.', ['I wrote unit tests now', 'I ran it all'], 'at-least-one'],
    ['## Checklist', ['Tests', 'Docs'], 'all'],
    ['## Before submitting', ['Tests pass', 'Docs'], 'all'],
    ['## Final words', ['I have read the guide', 'My commits are signed'], 'all'],
    ['## Breaking change?', ['Yes', 'No'], 'at-least-one'],
    ['## Terms', ['I agree to the terms'], 'all'],
    ['## Impact', ['Breaking change'], 'none'],
    ['## Checklist', ['Docs (if applicable)'], 'none'],
  ] as const)('wants of %s %j: %s', (heading, labels, wanted) => {
    const boxes = labels.map((label) => `- [ ] ${label}\n`).join('');

    expect(markdownTemplate(`${heading}\n\n${boxes}`).sections[0]?.wantedBoxes).toBe(wanted);
  });
});

describe('a form', () => {
  test('becomes the headings that the forge renders of it', () => {
    const { name, kind, titlePrefix, sections } = form(`
  - {type: markdown, attributes: {value: Hello}}
  - {type: input, id: v, attributes: {label: Version}, validations: {required: true}}
  - {type: textarea, attributes: {label: Steps, value: "1. Go"}}
  - {type: dropdown, attributes: {label: System, options: [Linux, 3]}, validations: {required: true}}
  - type: checkboxes
    attributes:
      label: Terms
      options: [{label: I agree, required: true}, {label: Newsletter}]
`);

    expect({ name, kind, titlePrefix }).toEqual({ name: 'Bug', kind: 'form', titlePrefix: 'bug:' });
    expect(sections).toMatchObject([
      { heading: 'Version', key: 'version', level: 3, required: true, skeleton: '### Version' },
      { heading: 'Steps', required: false, placeholders: ['1 go'], skeleton: '### Steps\n\n1. Go' },
      { heading: 'System', required: true, options: ['Linux', '3'] },
      {
        heading: 'Terms',
        required: true,
        boxes: ['I agree'],
        wantedBoxes: 'all',
        skeleton: '### Terms\n\n- [ ] I agree\n- [ ] Newsletter',
      },
    ]);
  });

  test('leaves out what the forge does not render', () => {
    expect(form('  - {type: input, visible: [form], attributes: {label: A}}\n').sections).toEqual(
      [],
    );
  });

  test.each(['[', 'body: 5', '- a', '', 'body: [{type: input}, null, 7]', 'a: &a [*a]'])(
    'of %j asks for nothing and throws nothing',
    (text) => {
      expect(parseTemplate({ path: 'x.yml', text }, { current: true }).sections).toEqual([]);
    },
  );
});

function form(body: string): ReturnType<typeof parseTemplate> {
  const text = `name: Bug\ntitle: 'bug: '\nbody:\n${body}`;
  return parseTemplate({ path: '.gitea/ISSUE_TEMPLATE/bug.yaml', text }, { current: true });
}
