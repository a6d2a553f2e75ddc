import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FormAnswer } from '../../../src/hygiene/template/form-answers.ts';
import { readForm } from '../../../src/hygiene/template/form-answers.ts';
import { judgeForm } from '../../../src/hygiene/template/judge-form.ts';
import { parseTemplate } from '../../../src/hygiene/template/parse.ts';
import type { FormField } from '../../../src/hygiene/template/template.ts';
import { formFile, GITEA, GITHUB, renderForm, type FilledField } from './rendered-form.ts';

const LABELS = ['What happened?', 'Version', 'Steps', 'Logs', 'Version (server)', '日本', 'C++'];
const OPTIONS = ['Linux', 'macOS, any', 'macOS', '3.1', 'C', 'C++', '- dash', 'Version'];

const label = fc.constantFrom(...LABELS);
const words = fc.constantFrom(
  'It broke',
  'v1.2',
  '4',
  'no',
  '(see below)',
  'set $x = `a`',
  'ñandú',
);
/** Lines that mean something to a parser of forms, or to Markdown. */
const hostileLine = fc.oneof(
  words,
  fc.constantFrom(
    '### Something else',
    '## Steps to take',
    '###Version',
    '# ###',
    '_No response_',
    '```',
    '````js',
    '~~~',
    '- [x] done',
    '- [ ] open',
    '<!-- hidden',
    '-->',
    '| a | b |',
    '---',
    '<details>',
    '> ### Version',
    '',
  ),
);
const typed = fc
  .tuple(words, fc.array(hostileLine, { maxLength: 8 }), words)
  .map(([first, lines, last]) => [first, ...lines, last].join('\n'));

const input = fc.record({ type: fc.constant('input' as const), label, answer: words });
const textarea = fc.record({ type: fc.constant('textarea' as const), label, answer: typed });
const code = textarea.chain((field) =>
  fc.constantFrom('shell', 'text').map((render) => ({ ...field, render })),
);
const choice = fc
  .record({
    label,
    options: fc.uniqueArray(fc.constantFrom(...OPTIONS), { minLength: 1, maxLength: 6 }),
    multiple: fc.boolean(),
  })
  .chain((field) =>
    fc
      .subarray(field.options, {
        minLength: 1,
        maxLength: field.multiple ? field.options.length : 1,
      })
      .map((answer): FilledField => ({ ...field, type: 'dropdown', answer })),
  );
const boxes = fc
  .record({
    label,
    options: fc.uniqueArray(fc.constantFrom('I agree', 'I agree to all', '[Read](u)', 'C', 'C++'), {
      minLength: 1,
    }),
  })
  .chain((field) =>
    fc
      .subarray(field.options)
      .map((answer): FilledField => ({ ...field, type: 'checkboxes', answer })),
  );
const filled: fc.Arbitrary<FilledField> = fc
  .tuple(fc.oneof(input, textarea, code, choice, boxes), fc.boolean(), fc.nat(3))
  .map(([field, required, luck]) => ({
    ...field,
    required,
    ...(luck === 0 && !required ? { answer: field.type === 'input' ? '' : [] } : {}),
  }))
  .map((field) =>
    (field.type === 'textarea' || field.type === 'input') && field.answer.length === 0
      ? { ...field, answer: '' }
      : field,
  );
const form = fc.array(filled, { minLength: 1, maxLength: 7 });
const rendering = fc.constantFrom(GITHUB, GITEA);
/** One of the answers quotes headings that may be those of other fields. */
const quoting = fc
  .tuple(form, fc.array(label, { minLength: 1, maxLength: 3 }), fc.nat())
  .map(([fields, headings, pick]) => {
    const lines = headings.map((heading) => `### ${heading}\n\nquoted`).join('\n\n');
    const answer = `I saw:\n\n${lines}`;
    const field = { type: 'textarea', label: 'Quotation', required: true, answer } as const;
    return fields.with(pick % fields.length, field);
  });

test('a rendered form gives back what was filled in, also where labels repeat', () => {
  fc.assert(
    fc.property(form, rendering, (fields, how) => {
      expect(read(renderForm(fields, how), fields).map(answered)).toEqual(
        fields.map(({ answer }) => answer),
      );
    }),
    { numRuns: 500 },
  );
});

test('an answer that holds headings of the form shifts no other answer', () => {
  fc.assert(
    fc.property(quoting, (fields) => {
      const body = renderForm(fields);
      fc.pre(waysToRead(body, fields) === 1);

      expect(read(body, fields).map(answered)).toEqual(fields.map(({ answer }) => answer));
    }),
    { numRuns: 500 },
  );
});

test('where a text can be read in several ways, every field is still there, in its order', () => {
  fc.assert(
    fc.property(quoting, (fields) => {
      const lines = read(renderForm(fields), fields).flatMap(({ line }) => line ?? []);

      expect(lines).toHaveLength(fields.length);
      expect(lines).toEqual(lines.toSorted((a, b) => a - b));
    }),
    { numRuns: 500 },
  );
});

test('a form that is filled in has no fault, and taking a required answer away is found', () => {
  fc.assert(
    fc.property(form, fc.nat(), rendering, (fields, pick, how) => {
      const at = pick % fields.length;
      const ticked = fields.map((field) =>
        field.type === 'checkboxes' && field.required === true
          ? { ...field, answer: field.options ?? [] }
          : field,
      );
      const emptied = ticked.map((field, index) =>
        index === at ? { ...field, answer: field.type === 'textarea' ? '' : [] } : field,
      );

      expect(judgeForm(read(renderForm(ticked, how), ticked))).toEqual([]);
      expect(
        judgeForm(read(renderForm(emptied, how), ticked)).map(({ index, kind }) => [index, kind]),
      ).toEqual(
        fields[at]?.required === true
          ? [[at, fields[at].type === 'checkboxes' ? 'unticked' : 'empty']]
          : [],
      );
    }),
    { numRuns: 500 },
  );
});

test('a form of which any field is taken out is read without an error and misses nothing else', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(filled, { minLength: 2, maxLength: 6, selector: ({ label: it }) => it }),
      fc.nat(),
      (fields, pick) => {
        const at = pick % fields.length;

        const answers = read(renderForm(fields.toSpliced(at, 1)), fields);

        expect(answers.flatMap(({ line }, index) => (line === undefined ? [index] : []))).toEqual([
          at,
        ]);
      },
    ),
  );
});

test('no text makes the reader throw', () => {
  fc.assert(
    fc.property(
      form,
      fc.array(
        fc.oneof(
          hostileLine,
          label.map((it) => `### ${it}`),
          fc.string({ unit: 'binary' }),
        ),
      ),
      (fields, lines) => {
        const answers = read(lines.join('\n'), fields);

        judgeForm(answers);
        expect(answers.map(({ field }) => field.asks.heading)).toEqual(
          fields.map(({ label: it }) => it),
        );
      },
    ),
  );
});

function read(body: string, fields: readonly FilledField[]): FormAnswer[] {
  return readForm(body, fieldsOf(fields));
}

function fieldsOf(fields: readonly FilledField[]): readonly FormField[] {
  const file = { path: '.gitea/ISSUE_TEMPLATE/bug.yaml', text: formFile(fields) };
  return parseTemplate(file, { current: true }).fields ?? [];
}

/** What came out, in the shape of what was put in. */
function answered({ field, text, chosen, boxes: written }: FormAnswer): string | readonly string[] {
  if (field.type === 'dropdown') return chosen ?? `not an option: ${text}`;
  if (field.type !== 'checkboxes') return text;
  return written.filter(({ ticked }) => ticked).map(({ label: it }) => it);
}

/** In how many ways the headings in a text can be those of the form, in its order. */
function waysToRead(body: string, fields: readonly FilledField[]): number {
  const lines = body.split('\n').filter((line) => line.startsWith('### '));
  let ways = [1, ...fields.map(() => 0)];
  for (const line of lines) {
    ways = ways.map((count, index) => {
      const isNext = index > 0 && line === `### ${fields[index - 1]?.label ?? ''}`;
      return count + (isNext ? (ways[index - 1] ?? 0) : 0);
    });
  }
  return ways.at(-1) ?? 0;
}
