import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { prBody } from '../../../src/hygiene/rules/pr-body.ts';
import { prTemplate } from '../../../src/hygiene/rules/pr-template.ts';
import { lintTemplate } from '../../../src/hygiene/template/lint.ts';
import { parseTemplate } from '../../../src/hygiene/template/parse.ts';
import { insertSkeletons, skeletonsFor } from '../../../src/hygiene/template/skeletons.ts';
import { inShort, markdownTemplate, POLICY, pullRequest, TEMPLATE } from './pull-request.ts';

const word = fc.constantFrom(
  'change',
  'cause',
  'tests',
  'risk',
  'plan',
  'users',
  'cost',
  'rollout',
);
const heading = fc
  .tuple(word, word, fc.integer({ min: 10, max: 99 }))
  .map(([a, b, number]) => `${a} ${b} ${String(number)}`);
const section = fc.record({
  heading,
  level: fc.constantFrom('#', '##', '###', '####'),
  hint: fc.constantFrom(
    '',
    'Tell us about this part of it.',
    '<!-- Tell us about it. -->',
    '> Quoted hint',
  ),
  boxes: fc.constantFrom([], ['One', 'Two'], ['I have read it', 'I have run it']),
});
const sections = fc.uniqueArray(section, {
  minLength: 1,
  maxLength: 6,
  selector: (it) => it.heading,
});
type Section = { heading: string; level: string; hint: string; boxes: readonly string[] };

const templateText = (parts: readonly Section[]): string =>
  parts
    .map(({ heading: name, level, hint, boxes }) =>
      [`${level} ${name}`, hint, boxes.map((box) => `- [ ] ${box}`).join('\n')].join('\n\n'),
    )
    .join('\n\n');
const filled = (parts: readonly Section[]): string =>
  parts
    .map(({ heading: name, level, hint, boxes }) =>
      [`${level} ${name}`, hint, 'Own words.', boxes.map((box) => `- [x] ${box}`).join('\n')].join(
        '\n\n',
      ),
    )
    .join('\n\n');

/** Pieces that mean something to Markdown, in any order. */
const markdown = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\n',
        '\r\n',
        '\n\n',
        '# ',
        '### Checklist',
        '- [x] ',
        '> ',
        '```',
        '~~~\n',
        '<!--',
        '-->',
      ),
      fc.constantFrom(
        '<p>',
        '</p>\n',
        '**',
        '_',
        '---',
        '| a ',
        '    ',
        '1. ',
        '[a]: b',
        'Closes #12',
        '\\',
        '&lt;',
      ),
      fc.string({ maxLength: 8, unit: 'binary' }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

const judged = (body: string, text: string): string[] =>
  inShort(prTemplate(pullRequest(body, [markdownTemplate(text)]), POLICY));

test('filling in every section of a template satisfies it', () => {
  fc.assert(
    fc.property(sections, (parts) => {
      expect(judged(filled(parts), templateText(parts))).toEqual([]);
    }),
  );
});

test('taking a required section away is found, and only that', () => {
  fc.assert(
    fc.property(sections, fc.nat(), (parts, pick) => {
      const template = markdownTemplate(templateText(parts));
      const index = pick % parts.length;
      const gone = parts[index]?.heading ?? '';
      const rest = `Hello.\n\n${filled(parts.toSpliced(index, 1))}`;
      const isRequired = template.sections.find((it) => it.heading === gone)?.required === true;

      expect(judged(rest, templateText(parts))).toEqual(isRequired ? [`${gone}: missing`] : []);
    }),
  );
});

test('line endings make no difference', () => {
  fc.assert(
    fc.property(markdown, (body) => {
      const plain = body.replaceAll('\r', '');

      expect(prTemplate(pullRequest(plain.replaceAll('\n', '\r\n')), POLICY)).toEqual(
        prTemplate(pullRequest(plain), POLICY),
      );
    }),
  );
});

test('no text makes the rules throw, and no key is too long', () => {
  fc.assert(
    fc.property(markdown, markdown, (body, text) => {
      const facts = pullRequest(body, [markdownTemplate(text)]);
      const found = prTemplate(facts, POLICY);
      prBody(facts, { mode: 'warn', close: false, minWords: 3, maxWords: 4 });
      lintTemplate({ path: 'a.md', text });
      parseTemplate({ path: 'a.yml', text }, { current: true });

      expect(found.every(({ key }) => key.length <= 200)).toBe(true);
      expect(prTemplate(facts, POLICY)).toEqual(found);
    }),
    { numRuns: 500 },
  );
});

test('putting skeletons in keeps the author’s text, names no section missing, and happens once', () => {
  fc.assert(
    fc.property(markdown, (body) => {
      const skeletons = skeletonsFor(TEMPLATE, prTemplate(pullRequest(body), POLICY));

      const whole = insertSkeletons(body, skeletons);

      expect(whole.startsWith(body.trimEnd())).toBe(true);
      expect(insertSkeletons(whole, skeletons)).toBe(whole);
    }),
    { numRuns: 300 },
  );
});
