import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  markdownCode,
  markdownCodeCell,
  markdownDocument,
  markdownFence,
  markdownText,
} from '../../src/text/markdown.ts';

/** What a person reads: the breaks cannot be seen. */
const seen = (markdown: string): string => markdown.replaceAll('\u200B', '');

/** What forges turn into links, in source text or in rendered text. */
const REFERENCES = [
  /@[\p{L}\p{N}_-]/u,
  /[#!]\d/,
  /GH-\d/i,
  /:\\?\/\\?\//,
  /www\\?\./i,
  /mailto\\?:/i,
  /\][([:]/,
  /<[^\s<\u200B]/,
  /&#?\w+;/,
];

const HOSTILE = [
  'ping @octocat and @org/team',
  'fixes #1, closes owner/repo#22, GH-3 and !4',
  'see https://evil.example/?q=1 or www.evil.example',
  'escaped https:\\/\\/evil.example and https\\://evil.example',
  'mail me@evil.example or mailto:me',
  '[click](https://evil.example) ![pixel](//evil.example/p.png)',
  '[ref][1] and [ref]\n\n[1]: https://evil.example',
  '<img src=x onerror=alert(1)><script>alert(1)</script><!-- hidden -->',
  '<https://evil.example>',
  '&#64;octocat &lt;b&gt; &commat;x',
  '_www.evil.example_ __GH-1__ _mailto:me_',
];

describe('text in a line', () => {
  test.each(HOSTILE)('does nothing: %s', (text) => {
    const markdown = markdownText(text);

    for (const reference of REFERENCES.slice(0, 6)) expect(markdown).not.toMatch(reference);
    expect(markdown.replace(/\\./g, '')).not.toMatch(/[<[\]]/);
  });

  test.each([
    ['emphasis and code', '*a* _b_ `c` ~d~', '\\*a\\* \\_b\\_ \\`c\\` \\~d\\~'],
    ['a cell border', 'a | b', 'a \\| b'],
    ['a backslash before a border', 'a \\| b', 'a \\\\\\| b'],
    ['a line break', 'a\n\n# b', 'a # b'],
    ['a heading', '# a', '\\# a'],
    ['a list', '- a', '\\- a'],
    ['an entity', '&lt;', '&amp;lt;'],
  ])('keeps the look of %s', (_, text, markdown) => {
    expect(markdownText(text)).toBe(markdown);
  });
});

describe('code in a line', () => {
  test.each([
    ['plain', 'npm test', '`npm test`'],
    ['backticks inside', 'a `b` c', '``a `b` c``'],
    ['backticks at an end', '`b`', '`` `b` ``'],
    ['a bar', 'a | b', '`a | b`'],
    ['a line break', 'a\nb', '`a b`'],
    ['nothing', ' \n', ''],
  ])('stays code: %s', (_, text, markdown) => {
    expect(markdownCode(text)).toBe(markdown);
  });
});

test('code in a table does not end its cell', () => {
  expect(markdownCodeCell('a | b')).toBe('`a \\| b`');
});

test('a fence is longer than any run of backticks inside of it', () => {
  expect(markdownFence('a\n````\nb', 'text')).toBe('`````text\na\n````\nb\n`````');
  expect(markdownFence('a\n')).toBe('```\na\n```');
});

describe('a document of the model', () => {
  test.each(HOSTILE)('does nothing: %s', (text) => {
    const markdown = markdownDocument(text);

    for (const reference of REFERENCES) expect(markdown).not.toMatch(reference);
    expect(seen(markdown)).toBe(text);
  });

  test('keeps its headings, lists, emphasis, tables and code', () => {
    const document = [
      '# Done',
      '- **first** and `code`',
      '- [x] second',
      '| a | b |',
      '|---|---|',
      '```ts',
      '@Injectable() class A<B> { url = "http://x"; }',
      '```',
      'After it.',
    ].join('\n');

    expect(markdownDocument(document)).toBe(document);
  });

  test('is running text again behind a fence', () => {
    expect(markdownDocument('```\n@a\n```\n@a')).toBe('```\n@a\n```\n@\u200Ba');
  });

  test.each([
    ['a shorter fence', '````\n```\n@a\n````\n@b', '@a\n````\n@\u200Bb'],
    ['another kind of fence', '~~~\n```\n@a\n~~~\n@b', '@a\n~~~\n@\u200Bb'],
    ['a fence with words', '```\n``` x\n@a\n```\n@b', '@a\n```\n@\u200Bb'],
  ])('takes %s inside a fence for code', (_, document, end) => {
    expect(markdownDocument(document)).toContain(end);
  });

  test('closes the fence that it leaves open', () => {
    expect(markdownDocument('~~~~\ncode')).toBe('~~~~\ncode\n~~~~');
  });

  test.each([
    ['an indented fence', ' ```\n```\n@a'],
    ['a quoted fence', '> ```\n\n```\n@a\n```\n'],
    ['a fence in a list', '1. ```\n```\n@a'],
    ['three backticks around words', '``` a ```\n@a'],
  ])('trusts no fence where readers could disagree: %s', (_, document) => {
    expect(markdownDocument(document)).toContain('@\u200Ba');
  });

  test.each(['mermaid', 'Mermaid', 'geojson', 'math'])('draws nothing: %s', (language) => {
    expect(markdownDocument(`\`\`\`${language}\ngraph TD\n\`\`\``)).toBe('```text\ngraph TD\n```');
    expect(markdownDocument(`- \`\`\` ${language}\n  x`)).toBe('- ```text\n  x');
  });

  test('outside of fences never holds a reference, whatever it is made of', () => {
    const pieces = [
      '@',
      'a',
      '1',
      '#',
      '!',
      '[',
      ']',
      '(',
      ')',
      ':',
      '/',
      '<',
      '>',
      '&',
      ';',
    ].concat([
      '\\',
      '`',
      '``',
      '```',
      '~~~',
      '\n',
      ' ',
      '\t',
      '-',
      'GH-',
      'www.',
      'mailto:',
      '\u200B',
    ]);
    const documents = array(constantFrom(...pieces), { maxLength: 40 }).map((all) => all.join(''));

    assert(
      property(documents, (document) => {
        const outside = markdownDocument(document).replace(
          /^(`{3,}|~{3,})[^\n]*\n[^]*?^\1[`~]*$/gm,
          '',
        );
        for (const reference of REFERENCES) expect(outside).not.toMatch(reference);
      }),
      { numRuns: 2000 },
    );
  });

  test('of many thousand brackets and backticks is read in a moment', () => {
    const hostile = ['[', '`', '\n', ' \n', '> ', '<', '&', '```\n', ' ```\n'];

    const before = process.cpuUsage();
    for (const piece of hostile) markdownDocument(piece.repeat(200_000 / piece.length));
    const { user, system } = process.cpuUsage(before);

    expect((user + system) / 1000).toBeLessThan(2000);
  });
});
