import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { markdownTemplate } from '../template/pull-request.ts';
import { referencesIn } from './linked-text.ts';

const SIZE = 65_536;
const templates = [markdownTemplate('### A\n\nCloses #1\n')];

test.each([
  'Fixes #1 ',
  '#1',
  '#1 \n',
  ' ',
  'fix ',
  'not ',
  'a/',
  'a.',
  'x',
  '1',
  '[',
  '![',
  '[x](/o/r/issues/1)',
  'https://git.example/o/r/issues/1 ',
  'http://',
  '<!--',
  '<b',
  '<p>\n',
  '<b>\n',
  '<code>',
  '*',
  '`',
  '> ',
  '- ',
  'GH-',
  '\uE000',
  '\uFFFC',
  '&#35;1 ',
  '|a',
  '\u{1F600}',
])('64 KB of %j are read within a second', (piece) => {
  const filler = piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE - 20);
  const started = performance.now();

  for (const body of [filler, `<p>\n${filler}`, `${filler} Fixes #1`]) {
    referencesIn(body, 'github', { templates, title: filler, external: ['(x+)+y', 'ABC-[0-9]+'] });
  }

  expect(performance.now() - started).toBeLessThan(3000);
});

const marks = fc.constantFrom(
  ...'Fixes not #12 !3 o/r#4 GH-5 : ` ``` > - <!-- --> <p> <code> </code> [a]( ) ** | &#35;'.split(
    ' ',
  ),
  ' ',
  '\n',
  '\n\n',
  '\r',
  '\0',
  '\\',
  '> ',
  '- ',
  'https://git.example/o/r/issues/6',
  '\uD800',
  '\u{1F600}',
  '\uE000',
);
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(marks, { maxLength: 40 }).map((parts) => parts.join('')),
);

test('no text throws, and every reference found is a number that can exist on a line that exists', () => {
  fc.assert(
    fc.property(text, text, fc.constantFrom('github', 'gitea', 'forgejo'), (title, body, forge) => {
      const { closing, mentioned } = referencesIn(body, forge, { title, templates });
      const lines = body.split(/\r\n?|\n/).length;

      for (const { reference, line } of [...closing, ...mentioned]) {
        expect(reference.number).toBeGreaterThan(0);
        expect(line ?? 1).toBeGreaterThan(0);
        expect(line ?? 1).toBeLessThanOrEqual(lines);
      }
    }),
    { numRuns: 500 },
  );
});

test('what stands in a code block, a quotation or a comment never closes anything', () => {
  const inside = fc.constantFrom('Fixes #12', 'see #12', 'closes o/r#3\nfixes #4', '- Fixes #5');
  const wrapped = fc.constantFrom(
    (body: string) => `\`\`\`\n${body}\n\`\`\``,
    (body: string) => `~~~~ text\n${body}\n~~~~`,
    (body: string) => body.replaceAll(/^/gm, '> '),
    (body: string) => `<!-- ${body} -->`,
    (body: string) => body.replaceAll(/^/gm, '    '),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(inside, wrapped), { maxLength: 5 }), (parts) => {
      const body = parts.map(([part, wrap]) => wrap(part)).join('\n\ntext\n\n');

      expect(referencesIn(body).closing).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
