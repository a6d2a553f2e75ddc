import { describe, expect, test } from 'vitest';
import type { CommentPlace } from '../../../src/action/comment/wish.ts';
import type { RawInputs } from '../../../src/action/given-inputs.ts';
import { readSettings } from '../../../src/action/inputs.ts';
import { problemsOf, PULL_JOB, runner } from '../../support/read-inputs.ts';

const PUSH: CommentPlace = { event: 'push', subject: undefined, hasRepository: true };
const TOKEN = { token: 'secret' };

async function wishOf(raw: RawInputs, place: CommentPlace = PULL_JOB): Promise<unknown> {
  return (await readSettings({ prompt: 'Go.', ...raw }, runner, place)).comment;
}

describe('a comment', () => {
  test.each<[string, RawInputs, CommentPlace, unknown]>([
    ['is not wanted by default', TOKEN, PULL_JOB, undefined],
    ['is not wanted when it is off', { comment: 'off', ...TOKEN }, PUSH, undefined],
    [
      'is for what the event is about',
      { comment: 'result', ...TOKEN },
      PULL_JOB,
      { mode: 'result', number: 7, token: 'secret' },
    ],
    [
      'is for what the input names',
      { comment: 'progress', 'comment-on': '12', ...TOKEN },
      PULL_JOB,
      { mode: 'progress', number: 12, token: 'secret' },
    ],
    [
      'is for what the input names where the event is about nothing',
      { comment: 'result', 'comment-on': '12', ...TOKEN },
      PUSH,
      { mode: 'result', number: 12, token: 'secret' },
    ],
    [
      'may have a key',
      { comment: 'result', 'comment-key': 'review', ...TOKEN },
      PULL_JOB,
      { mode: 'result', number: 7, key: 'review', token: 'secret' },
    ],
    [
      'takes empty inputs for none, as a workflow hands them on',
      { comment: 'result', 'comment-on': '', 'comment-key': ' ', ...TOKEN },
      PULL_JOB,
      { mode: 'result', number: 7, token: 'secret' },
    ],
  ])('%s', async (_, raw, place, wish) => {
    expect(await wishOf(raw, place)).toEqual(wish);
  });

  test('is known also when other inputs are wrong, so that it can say so', async () => {
    const read = await readSettings({ comment: 'result', ...TOKEN, model: 'x' }, runner, PULL_JOB);

    expect(read).toMatchObject({
      problems: [expect.any(String), expect.any(String)],
      comment: { number: 7 },
    });
  });

  test.each<[string, RawInputs, CommentPlace, string[]]>([
    [
      'of an event about nothing',
      { comment: 'result', ...TOKEN },
      PUSH,
      ['`comment`: there is nothing to comment on: the event "push" is about no issue'],
    ],
    ['without a token', { comment: 'result' }, PULL_JOB, ['Add `token: ${{ github.token }}`']],
    [
      'of a runner without a repository',
      { comment: 'result', ...TOKEN },
      { ...PULL_JOB, hasRepository: false },
      ['in GITHUB_REPOSITORY, found none'],
    ],
    [
      'in a slip',
      { comment: 'progres', ...TOKEN },
      PULL_JOB,
      ['found "progres". Did you mean `progress`?'],
    ],
    [
      'on what is no number',
      { comment: 'result', 'comment-on': '#12', ...TOKEN },
      PULL_JOB,
      ['`comment-on`: expected a whole number, 1 or more, found "#12"'],
    ],
    [
      'on nothing',
      { comment: 'result', 'comment-on': '0', ...TOKEN },
      PULL_JOB,
      ['`comment-on`: expected a whole number, 1 or more'],
    ],
    [
      'with a key that has no room',
      { comment: 'result', 'comment-key': 'k'.repeat(101), ...TOKEN },
      PULL_JOB,
      ['`comment-key`: expected 100 characters at the most, found 101'],
    ],
    [
      'with everything wrong, together with the rest',
      { comment: 'result', 'comment-key': 'k'.repeat(101), model: 'x' },
      PUSH,
      ['`model`', '`comment-key`', '`comment`: there is nothing', '`comment`: it takes a token'],
    ],
  ])('%s is refused', async (_, raw, place, says) => {
    const problems = await problemsOf({ prompt: 'Go.', ...raw }, runner, place);

    expect(problems).toHaveLength(says.length);
    for (const [index, words] of says.entries()) expect(problems[index]).toContain(words);
    expect(await wishOf(raw, place)).toBeUndefined();
  });
});
