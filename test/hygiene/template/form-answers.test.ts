import { expect, test } from 'vitest';
import { readForm } from '../../../src/hygiene/template/form-answers.ts';
import { chosenOptions } from '../../../src/hygiene/template/form-options.ts';
import { parseTemplate } from '../../../src/hygiene/template/parse.ts';
import type { FormField } from '../../../src/hygiene/template/template.ts';
import { formFile, renderForm, type FilledField } from './rendered-form.ts';

const STORY: FilledField = {
  type: 'textarea',
  label: 'Story',
  required: true,
  answer: 'It broke.',
};
const SYSTEM: FilledField = {
  type: 'dropdown',
  label: 'System',
  options: ['Linux', 'BSD'],
  answer: ['BSD'],
};
const NOTE: FilledField = { type: 'textarea', label: 'Note', required: true, answer: 'See above.' };
const FIELDS = [STORY, SYSTEM, NOTE];

test.each([
  [
    'in the first answer',
    [{ ...STORY, answer: `Like:\n\n${renderForm(FIELDS)}`.trim() }, SYSTEM, NOTE],
  ],
  ['in the last answer', [STORY, SYSTEM, { ...NOTE, answer: renderForm(FIELDS).trim() }]],
])('a whole issue that was pasted %s leaves every field its answer', (_, fields) => {
  const [story, system, note] = texts(fields);

  expect(story).toMatch(/^(?:It broke\.|Like:)/);
  expect(system).toBe('BSD');
  expect(note).toMatch(/See above\.$/);
});

test('a heading counts whose answer its field can have', () => {
  const answer = 'I saw\n\n### System\n\nof no known kind\nat all';

  expect(texts([{ ...STORY, answer }, SYSTEM])).toEqual([answer, 'BSD']);
});

test('of several readings one counts in which no required answer is missing', () => {
  const answer = 'I saw\n\n### Note\n\n_No response_';

  expect(texts([{ ...STORY, answer }, NOTE])).toEqual([answer, 'See above.']);
});

test('text in front of the first heading belongs to no field', () => {
  const body = `Hello\n\n### Note\n\nquoted\n\n${renderForm([STORY, NOTE])}`;

  expect(readForm(body, fieldsOf([STORY, NOTE])).map(({ text }) => text)).toEqual([
    'It broke.',
    'See above.',
  ]);
});

test.each([
  ['a, b', ['a', 'b', 'a, b'], ['a, b']],
  ['a, b, c', ['a, b', 'a', 'b, c'], ['a', 'b, c']],
  ['a,b', ['a', 'b'], ['a', 'b']],
  ['C, C++', ['C', 'C++', 'C#'], ['C', 'C++']],
  ['LINUX', ['Linux'], ['Linux']],
  ['+, -', ['+', '-'], ['+', '-']],
  ['a, x', ['a', 'b'], undefined],
  ['', ['a'], undefined],
])('%j of %j reads as %j', (line, options, chosen) => {
  const field = { type: 'dropdown', label: 'One', options, multiple: true, answer: '' } as const;
  const [read] = fieldsOf([field]);

  expect(read && chosenOptions(line, read)).toEqual(chosen);
});

function texts(fields: readonly FilledField[]): string[] {
  return readForm(renderForm(fields), fieldsOf(fields)).map(({ text }) => text);
}

function fieldsOf(fields: readonly FilledField[]): readonly FormField[] {
  const file = { path: '.gitea/ISSUE_TEMPLATE/bug.yaml', text: formFile(fields) };
  return parseTemplate(file, { current: true }).fields ?? [];
}
