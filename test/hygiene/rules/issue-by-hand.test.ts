import { describe, expect, test } from 'vitest';
import { AGREE, BUG, but, FEATURE, FULL } from './bug-form.ts';
import { issueTemplateFile, judgedIssue } from './issue-facts.ts';

const CLASSIC = issueTemplateFile(
  'classic.md',
  `---
name: Classic
about: As GitHub suggests it
---
**Describe the bug**
A clear and concise description of what the bug is.

**To Reproduce**
Steps to reproduce the behavior:
1. Go to '...'

**Expected behavior**
A clear and concise description of what you expected to happen.

**Version**
`,
);

const judged = (body: string): string[] =>
  judgedIssue(body, [BUG, FEATURE], { title: '[Bug]: black' });

describe('a filled form is fine', () => {
  test.each([
    ['as the forge renders it', FULL],
    ['with line ends of Windows', FULL.replaceAll('\n', '\r\n')],
    ['behind a byte order mark', `\uFEFF${FULL}`],
    ['behind a greeting', `Hello all!\n\n${FULL}`],
    [
      'above the rest of a mail',
      `${FULL}\n\nOn Monday Bob wrote:\n> ### Version\n> ?\n-- \nSent from a phone`,
    ],
    ['twice', `${FULL}\n\n${FULL}`],
    [
      'in another order',
      FULL.split(/\n\n(?=### )/)
        .toReversed()
        .join('\n\n'),
    ],
    [
      'without what is optional',
      FULL.replace(/### Browsers[^#]*/, '').replace(/### Relevant[\s\S]*?(?=### Code)/, ''),
    ],
  ])('%s', (_title, body) => {
    expect(judged(body)).toEqual([]);
  });
});

describe('a heading that somebody wrote by hand is known', () => {
  test.each([
    '### Steps to reproduce it',
    '### Detailed steps to reproduce',
    '### Step to reproduce',
    '### Steps to reprduce',
    '### steps to reproduce:',
    '### 2. Steps to reproduce',
    '### 🔁 Steps to reproduce',
    '### **Steps to reproduce**',
    '### Steps to reproduce (required)',
    '# Steps to reproduce',
    '**Steps to reproduce**',
    '**Steps to reproduce:**',
  ])('%s', (heading) => {
    expect(judged(but('### Steps to reproduce', heading))).toEqual([]);
  });

  test.each([
    ['### Version: 1.4.0'],
    ['**Version:** 1.4.0'],
    ['**Version**: 1.4.0'],
    ['__Version__ 1.4.0'],
    ['**Version** - 1.4.0'],
  ])('with its answer on the line: %s', (line) => {
    expect(judged(but('### Version\n\n1.4.0', line))).toEqual([]);
  });

  test('that has a text of many lines behind it', () => {
    const body = but(/### What happened\?\n\n/, '**What happened?** First:\n');

    expect(judged(body)).toEqual([]);
  });
});

describe('a heading is missing', () => {
  test.each([
    ['in another language', '### Schritte zum Nachstellen'],
    ['in other words', '### How I got there'],
    ['when it is about something near', '### Steps'],
    ['in code', '`### Steps to reproduce`'],
    ['in a quotation', '> ### Steps to reproduce'],
  ])('%s', (_title, heading) => {
    expect(judged(but('### Steps to reproduce', heading))).toEqual([
      'field-missing Steps to reproduce',
    ]);
  });

  test('when the one that stands for it is that of another field', () => {
    const near = issueTemplateFile(
      'near.yml',
      'name: Near\ndescription: d\nbody: [{type: input, attributes: {label: Expected behavior}, validations: {required: true}}, {type: input, attributes: {label: Expected behaviour A}, validations: {required: true}}]\n',
    );

    expect(judgedIssue('### Expected behaviour A\n\nIt works.', [near])).toEqual([
      'field-missing Expected behavior',
    ]);
  });
});

describe('a version is answered by', () => {
  test.each([
    '1.5.0',
    '7',
    'v1.4',
    '`1.4.0`',
    'latest',
    'master',
    'unknown',
    'https://example.com/r/1',
    '![x](https://example.com/i.png)',
  ])('%s', (version) => {
    expect(judged(but('1.4.0', version))).toEqual([]);
  });

  test.each(['-', '?', 'N/A', 'TODO', '_No response_', '<!-- 1.5.0 -->', '...'])(
    'not by %s',
    (version) => {
      expect(judged(but('1.4.0', version))).toEqual(['field-empty Version']);
    },
  );
});

describe('an option is named by', () => {
  test.each([
    'macos',
    'macOS 14.2',
    'I use macOS.',
    '**macOS**',
    '- macOS',
    'Linux',
    'Linux (Ubuntu 22.04)',
    '<!-- Windows 11 | macOS -->\nmacOS',
    '<!--\nchoose one\n-->\n\nOther',
  ])('%s', (answer) => {
    expect(judged(but('macOS', answer))).toEqual([]);
  });

  test.each(['Windows 10', 'macOS, Windows 11', 'BeOS', 'macOS or Windows 11'])(
    'not by %s',
    (answer) => {
      expect(judged(but('macOS', answer))).toEqual([
        `field-not-an-option Operating System: ${answer}`,
      ]);
    },
  );

  test.each([
    'Firefox and Chrome',
    'Firefox/Chrome',
    'Firefox; Chrome 120',
    '- Firefox\n- Chrome',
    'firefox',
  ])('%s, where several may be chosen', (answer) => {
    expect(judged(but('Firefox, Chrome', answer))).toEqual([]);
  });

  test('not where one of several is none', () => {
    expect(judged(but('Firefox, Chrome', 'Firefox, Brave'))).toEqual([
      'warning: field-not-an-option Browsers: Firefox, Brave',
    ]);
  });
});

describe('a box is ticked by', () => {
  test.each([
    '- [x] I',
    '* [x] I',
    '- [v] I',
    '- [✓] I',
    '- [✔] I',
    '- [*] I',
    '- [xx] I',
    '- [ x ] I',
    '- [x ] I',
    '- [x]I',
    '-[x] I',
    '- [х] I',
  ])('%s', (box) => {
    expect(judged(but('- [X] I', box))).toEqual([]);
  });

  test.each(['- [ ] I', '- [] I', '- I', '- [no] I', '- [-] I'])('not by %s', (box) => {
    expect(judged(but('- [X] I', box))).toEqual([`boxes-unticked Code of Conduct: ${AGREE}`]);
  });
});

describe('a short answer is one', () => {
  const short = issueTemplateFile(
    'short.yml',
    `name: Short
description: d
body:
  - {type: input, attributes: {label: Address}, validations: {required: true}}
  - {type: dropdown, attributes: {label: Severity, options: [1, 2, 3]}, validations: {required: true}}
  - {type: textarea, attributes: {label: Config, render: yaml}, validations: {required: true}}
`,
  );
  const answered = (address: string, severity: string, config: string): string[] =>
    judgedIssue(
      `### Address\n\n${address}\n\n### Severity\n\n${severity}\n\n### Config\n\n${config}`,
      [short],
    );

  test.each([
    ['a@b.c', '2', '```yaml\na: 1\n```'],
    ['C++', 'Severity 2', '```yaml\n- x\n```'],
    ['x', '2 (I think)', '~~~\na\n~~~'],
    ['none', '2', '    a: b'],
  ])('%s', (address, severity, config) => {
    expect(answered(address, severity, config)).toEqual([]);
  });

  test('but not a stopgap', () => {
    expect(answered('N/A', '4', '```yaml\n\n```')).toEqual([
      'field-empty Address',
      'field-not-an-option Severity: 4',
      'field-empty Config',
    ]);
  });
});

describe('of two forms that share a heading', () => {
  const shared = `### Code of Conduct\n\n- [x] ${AGREE}`;

  test.each([
    ['[Bug]: black', 'field-missing What happened?'],
    ['[Feature]: dark', 'field-missing Describe the feature'],
  ])('the title %j decides', (title, first) => {
    expect(judgedIssue(shared, [BUG, FEATURE], { title })[0]).toBe(first);
    expect(judgedIssue(shared, [FEATURE, BUG], { title })[0]).toBe(first);
  });

  test('the title does not outweigh what was written', () => {
    const body = `### Describe the feature\n\n_No response_\n\n${shared}`;

    expect(judgedIssue(body, [BUG, FEATURE], { title: '[Bug]: dark' })).toEqual([
      'field-empty Describe the feature',
      'warning: title-prefix-missing [Feature]:',
    ]);
  });
});

describe('after a Markdown template of bold lines', () => {
  test.each([
    [
      'its own',
      '**Describe the bug**\nIt crashes.\n\n**To Reproduce**\nStart it.\n\n**Expected behavior**\nNo crash.\n\n**Version**\n1.4.0',
    ],
    [
      'headings',
      '## Describe the bug\nIt crashes.\n## To reproduce\nStart it.\n## Expected behaviour\nNo crash.\n## Version\n2'.replace(
        '\n2',
        '\n2.0',
      ),
    ],
    [
      'lines with their answers',
      '**Describe the bug**: It crashes.\n**To Reproduce**: Start it.\n**Expected behavior:** No crash.\n**Version** 1.4.0',
    ],
  ])('an issue with %s is fine', (_title, body) => {
    expect(judgedIssue(body, [CLASSIC])).toEqual([]);
  });

  test('an untouched one is not', () => {
    const body =
      "**Describe the bug**\nA clear and concise description of what the bug is.\n\n**To Reproduce**\nSteps to reproduce the behavior:\n1. Go to '...'\n\n**Expected behavior**\n\n**Version**\n";

    expect(judgedIssue(body, [CLASSIC])).toEqual([
      'section-empty Describe the bug',
      'section-empty To Reproduce',
      'section-empty Expected behavior',
      'section-empty Version',
    ]);
  });
});
