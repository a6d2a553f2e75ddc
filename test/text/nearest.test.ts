import { expect, test } from 'vitest';
import { nearest } from '../../src/text/nearest.ts';

const NAMES = ['prompt', 'prompt-file', 'max-cost', 'max-tokens', 'log', 'files'];

test.each([
  ['a swap', 'promtp', 'prompt'],
  ['a missing letter', 'promp', 'prompt'],
  ['an additional letter', 'file', 'files'],
  ['capitals', 'Prompt', 'prompt'],
  ['underscores', 'prompt_file', 'prompt-file'],
  ['one word of the name', 'tokens', 'max-tokens'],
  ['the closest of several', 'max-cots', 'max-cost'],
  ['nothing alike', 'reviewers', undefined],
  ['a short name that shares no more than a letter', 'lax', undefined],
  ['nothing at all', '', undefined],
])('%s: %s → %s', (_title, wanted, name) => {
  expect(nearest(wanted, NAMES)).toBe(name);
});
