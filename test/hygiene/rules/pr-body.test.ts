import { describe, expect, test } from 'vitest';
import { prBody } from '../../../src/hygiene/rules/pr-body.ts';
import { pullRequest, TEMPLATE_TEXT } from '../template/pull-request.ts';

const policy = { mode: 'enforce', close: true, minWords: 5, maxWords: 8 } as const;

describe('the length of a description', () => {
  test.each<[string, string, string | undefined]>([
    ['five words', 'One two three four five.', undefined],
    ['eight words', 'One two three four five six seven eight.', undefined],
    ['words around code', 'One two `three` four five.\n\n```\na b c d e f g h\n```\n', undefined],
    ['Chinese', '修复登录页面错误', 'too-few-words: 4'],
    ['more Chinese', '修复登录页面的错误和警告', undefined],
    ['nothing', '', 'too-few-words: 0'],
    ['punctuation', '- . ! 🚀 ---', 'too-few-words: 0'],
    ['a comment', '<!-- one two three four five -->', 'too-few-words: 0'],
    ['the untouched template', TEMPLATE_TEXT, 'too-few-words: 0'],
    [
      'a few words in the template',
      TEMPLATE_TEXT.replace('Closes #', 'Not filed'),
      'too-few-words: 2',
    ],
    ['nine words', 'one two three four five six seven eight nine', 'too-many-words: 9'],
  ])('%s', (_, body, expected) => {
    const [finding] = prBody(pullRequest(body), policy);
    const problem = finding?.problem;

    expect(
      problem && 'words' in problem ? `${problem.kind}: ${String(problem.words)}` : undefined,
    ).toBe(expected);
  });

  test('has no upper limit at 0, and matters for pull requests only', () => {
    const facts = pullRequest('word '.repeat(500));
    const issue = { ...facts, subject: { ...facts.subject, kind: 'issue' as const } };

    expect(prBody(facts, { ...policy, maxWords: 0 })).toEqual([]);
    expect(prBody(issue, policy)).toEqual([]);
  });
});
