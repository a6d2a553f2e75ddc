import { describe, expect, test } from 'vitest';
import { prTemplate } from '../../../src/hygiene/rules/pr-template.ts';
import { FILLED, inShort, POLICY, pullRequest, TEMPLATE_TEXT } from '../template/pull-request.ts';

const ISSUE = 'Issue for this PR';
const TYPE = 'Type of change';
const WHAT = 'What does this PR do?';
const VERIFY = 'How did you verify your code works?';
const CHECKLIST = 'Checklist';

const TYPES = 'Bug fix, New feature, Refactoring, Documentation';
const STATEMENTS = [
  'I tried the change on my machine',
  'I ran the whole test suite',
  'I left unrelated code alone',
] as const;
const ALL_MISSING = [ISSUE, TYPE, WHAT, VERIFY, CHECKLIST].map((name) => `${name}: missing`);

const ANSWER = 'The step ended while children were at work. It now waits for them.';
const TESTED = 'I ran the scenario of the issue twenty times.';
const BOXES = STATEMENTS.map((label) => `- [x] ${label}`).join('\n');

/** The filled description with one passage replaced; a passage that is not there is a mistake of the test. */
function filledBut(passage: string, replacement: string): string {
  if (!FILLED.includes(passage)) throw new Error(`no such passage: ${passage}`);
  return FILLED.replace(passage, () => replacement);
}

function judged(body: string): string[] {
  return inShort(prTemplate(pullRequest(body), POLICY));
}

describe('a description that follows the template', () => {
  test.each([
    ['is filled in', FILLED],
    ['has CRLF line endings', FILLED.replaceAll('\n', '\r\n')],
    ['has headings of another level', FILLED.replaceAll('### ', '## ')],
    ['has headings of the lowest level', FILLED.replaceAll('### ', '###### ')],
    ['has underlined headings', FILLED.replaceAll(/^### (.*)$/gm, '$1\n---')],
    [
      'has headings in another letter case',
      FILLED.replaceAll(/^###.*$/gm, (it) => it.toUpperCase()),
    ],
    ['leaves the question marks out', FILLED.replaceAll('?', '')],
    ['has emoji in its headings', FILLED.replaceAll('### ', '### 🚀 :memo: ')],
    ['numbers its headings', FILLED.replaceAll('### ', '### 1. ')],
    ['has bold lines for headings', FILLED.replaceAll(/^### (.*)$/gm, '**$1**')],
    ['has bold lines right above the text', FILLED.replaceAll(/^### (.*)\n\n/gm, '__$1:__\n')],
    ['has HTML headings', FILLED.replaceAll(/^### (.*)$/gm, '<h3>$1</h3>\n')],
    ['closes its headings', FILLED.replaceAll(/^### (.*)$/gm, '### $1 ###')],
    ['adds to a heading in brackets', filledBut('### Checklist', '### Checklist (all)')],
    ['begins an answer with a lower heading', filledBut(ANSWER, `#### Cause\n\n${ANSWER}`)],
    ['underlines an answer by mistake', filledBut(ANSWER, `${ANSWER}\n---\n`)],
    ['has a heading in a block of code', filledBut(ANSWER, `\`\`\`\n### foo\n\`\`\`\n\n${ANSWER}`)],
    ['answers with nothing but code', filledBut(ANSWER, '```ts\nawait children();\n```')],
    ['answers with a picture', filledBut(TESTED, '![](https://example.org/a.png)')],
    ['answers with a film', filledBut(TESTED, '<video src="https://example.org/a.mp4"></video>')],
    ['answers in Chinese', filledBut(ANSWER, '修复')],
    ['answers in a table', filledBut(TESTED, '| OS | result |\n| --- | --- |\n| Linux | passed |')],
    ['answers below the template text', filledBut(ANSWER, `${textOf(WHAT)}\n\n${ANSWER}`)],
    ['answers behind the template text', filledBut(ANSWER, `${textOf(WHAT)} ${ANSWER}`)],
    ['links the issue by address', filledBut('#12', 'https://github.com/o/r/issues/12')],
    ['links the issue as GH-12', filledBut('Closes #12', 'Fixes GH-12')],
    [
      'links the issue in another section',
      filledBut('Closes #12', 'Closes #').replace(ANSWER, `${ANSWER} Closes #12.`),
    ],
    ['says in words why there is no issue', filledBut('Closes #12', 'A typo, nobody filed one.')],
    ['has `*` lists', FILLED.replaceAll('- [', '* [')],
    ['has `+` lists and capital X', FILLED.replaceAll('- [x', '+ [X')],
    ['has numbered lists', FILLED.replaceAll('- [', '1. [')],
    ['nests its boxes', filledBut(BOXES, `- all of it\n${BOXES.replaceAll(/^/gm, '  ')}`)],
    ['adds a note to a box', filledBut(STATEMENTS[0], `${STATEMENTS[0]} (Linux)`)],
    ['repeats a heading, the first one empty', `### ${WHAT}\n\n${FILLED}`],
    ['repeats a heading, the second one empty', `${FILLED}\n### ${WHAT}\n`],
    [
      'has sections in another order',
      `${FILLED.slice(FILLED.indexOf(`### ${WHAT}`))}\n${FILLED.slice(0, FILLED.indexOf(`### ${WHAT}`))}`,
    ],
    ['leaves out the optional section', filledBut('### Screenshots / recordings\n', '')],
    ['has sections of its own', `${FILLED}\n### Notes\n\nNothing else.\n`],
  ])('passes when it %s', (_, body) => {
    expect(judged(body)).toEqual([]);
  });
});

describe('a description that does not', () => {
  test.each<[string, string, string[]]>([
    ['is empty', '', ['description-empty']],
    ['is white space', ' \r\n\t\n', ['description-empty']],
    ['is a comment', '<!-- nothing yet -->', ['description-empty']],
    [
      'is the untouched template',
      TEMPLATE_TEXT,
      [
        `${ISSUE}: placeholder`,
        `${TYPE}: at-least-one of ${TYPES}`,
        `${WHAT}: placeholder`,
        `${VERIFY}: blank`,
        `${CHECKLIST}: all of ${STATEMENTS.join(', ')}`,
      ],
    ],
    ['hides everything in a comment', `<!--\n${FILLED}\n-->\n\nHello there`, ALL_MISSING],
    [
      'hides everything in a comment with a gap',
      `<p>\n<!-- a\n\n${FILLED}\n\n-->\n`,
      ['description-empty'],
    ],
    ['puts everything into a block of code', `~~~\n${FILLED}\n~~~`, ALL_MISSING],
    ['quotes everything', FILLED.replaceAll(/^/gm, '> '), ALL_MISSING],
    ['has headings of its own only', 'Some words.\n\n## Changes\n\nMore words.', ALL_MISSING],
    ['lacks one heading', filledBut(`### ${VERIFY}`, ''), [`${VERIFY}: missing`]],
    ['answers with a comment', filledBut(ANSWER, '<!-- see the code -->'), [`${WHAT}: blank`]],
    ['answers with an invisible link', filledBut(ANSWER, '[//]: # (hidden)'), [`${WHAT}: blank`]],
    ['answers with one letter', filledBut(ANSWER, 'x'), [`${WHAT}: stopgap`]],
    ['answers with a dash', filledBut(ANSWER, '-'), [`${WHAT}: blank`]],
    ['answers with an emoji', filledBut(ANSWER, '🚀🚀'), [`${WHAT}: blank`]],
    ['answers with N/A', filledBut(ANSWER, 'N/A'), [`${WHAT}: stopgap`]],
    ['answers with TODO', filledBut(ANSWER, '**TODO**'), [`${WHAT}: stopgap`]],
    ['answers with an empty tag', filledBut(ANSWER, '<br>&nbsp;'), [`${WHAT}: blank`]],
    [
      'answers with `_No response_`',
      filledBut(TESTED, '_No response_'),
      [`${VERIFY}: no-response`],
    ],
    ['leaves the template text', filledBut(ANSWER, textOf(WHAT)), [`${WHAT}: placeholder`]],
    ['wraps the template text', filledBut(ANSWER, wrapped(textOf(WHAT))), [`${WHAT}: placeholder`]],
    [
      'cuts into the template text',
      filledBut(ANSWER, textOf(WHAT).slice(24)),
      [`${WHAT}: placeholder`],
    ],
    ['leaves only a lower heading', filledBut(ANSWER, '#### Cause'), [`${WHAT}: blank`]],
    [
      'answers below a foreign heading',
      filledBut(ANSWER, `### Cause\n\n${ANSWER}`),
      [`${WHAT}: blank`],
    ],
    [
      'writes another keyword without a number',
      filledBut('Closes #12', 'Fixes #'),
      [`${ISSUE}: stopgap`],
    ],
    [
      'links the issue in code only',
      filledBut('Closes #12', 'Closes #').replace(TESTED, '```\nCloses #12\n```'),
      [`${ISSUE}: placeholder`],
    ],
    [
      'ticks no type',
      filledBut('- [x] Bug fix', '- [ ] Bug fix'),
      [`${TYPE}: at-least-one of ${TYPES}`],
    ],
    [
      'ticks a type of its own',
      filledBut('- [x] Bug fix', '- [ ] Bug fix\n- [x] Bug'),
      [`${TYPE}: at-least-one of ${TYPES}`],
    ],
    [
      'ticks two of three',
      filledBut(`- [x] ${STATEMENTS[1]}`, `- [ ] ${STATEMENTS[1]}`),
      [`${CHECKLIST}: all of ${STATEMENTS[1]}`],
    ],
    [
      'invents boxes',
      filledBut(BOXES, '- [x] x\n- [x] y\n- [x] z'),
      [`${CHECKLIST}: all of ${STATEMENTS.join(', ')}`],
    ],
    [
      'removes a box',
      filledBut(`- [x] ${STATEMENTS[2]}\n`, ''),
      [`${CHECKLIST}: all of ${STATEMENTS[2]}`],
    ],
    [
      'quotes its boxes',
      filledBut(BOXES, BOXES.replaceAll(/^/gm, '> ')),
      [`${CHECKLIST}: all of ${STATEMENTS.join(', ')}`],
    ],
    [
      'writes boxes outside of a list',
      filledBut(BOXES, BOXES.replaceAll('- ', '')),
      [`${CHECKLIST}: all of ${STATEMENTS.join(', ')}`],
    ],
    [
      'ticks in a comment',
      filledBut(BOXES, `<!--\n${BOXES}\n-->`),
      [`${CHECKLIST}: all of ${STATEMENTS.join(', ')}`],
    ],
  ])('is flagged when it %s', (_, body, expected) => {
    expect(judged(body)).toEqual(expected);
  });

  test('names each section that the origin left out, one by one', () => {
    const origin = ['Problem', 'Root cause', 'Fix', 'Verification']
      .map((heading) => `## ${heading}\n\nA paragraph about it.\n`)
      .join('\n');

    expect(judged(origin)).toEqual(ALL_MISSING);
  });

  test('says which line and keeps its key while the text around changes', () => {
    const [first] = prTemplate(pullRequest(filledBut(ANSWER, 'x')), POLICY);
    const [later] = prTemplate(pullRequest(`Hello.\n\n${filledBut(ANSWER, '-')}`), POLICY);

    expect(first).toMatchObject({
      line: 12,
      key: 'pr-template/section-empty/what does this pr do',
    });
    expect(later).toMatchObject({ line: 14, key: first?.key });
  });
});

/** What the template says below a heading. */
function textOf(heading: string): string {
  const [, below = ''] = TEMPLATE_TEXT.split(`### ${heading}\n\n`);
  return (below.split('\n### ')[0] ?? '').split('\n\n')[0] ?? '';
}

function wrapped(text: string): string {
  return text.replaceAll(/(.{20,40}) /g, '$1\n');
}
