import { describe, expect, test } from 'vitest';
import { grammarOf } from '../../../src/hygiene/links/grammar.ts';
import { referencesToLookUp } from '../../../src/hygiene/links/references.ts';
import { markdownTemplate } from '../template/pull-request.ts';
import { closingIn, mentionedIn, referencesIn } from './linked-text.ts';

const URL = 'https://git.example/o/r/issues/12';

describe.each([
  ['Closes #12', ['12'], ['12'], ['12']],
  ['CLOSES #12', ['12'], ['12'], ['12']],
  ['(fixes #12)', ['12'], ['12'], ['12']],
  ['[resolved #12]', ['12'], ['12'], ['12']],
  ['closes: #12', ['12'], ['12'], ['12']],
  ['Closes  #12', ['12'], [], []],
  ['Closes\n#12', ['12'], [], []],
  ['Closes\t#12', ['12'], [], []],
  ['Closes\n\n#12', [], [], []],
  ['Closes#12', [], [], []],
  ['Fixes #1, #2', ['1'], ['1'], ['1']],
  ['Fixes #1, fixes #2', ['1', '2'], ['1', '2'], ['1', '2']],
  ['Closes o/r#12', ['12'], ['12'], ['12']],
  ['Closes O/R#12', ['12'], ['12'], ['12']],
  ['Closes x/y#12', ['x/y#12'], ['x/y#12'], ['x/y#12']],
  ['Closes a/b/c#12', [], [], []],
  [`Closes ${URL}`, ['12'], ['12'], []],
  [`Closes ${URL.toUpperCase().replace('ISSUES', 'issues')}`, ['12'], ['12'], []],
  [`Closes <${URL}>.`, ['12'], [], []],
  [`Closes [the crash](${URL})`, ['12'], ['12'], []],
  ['Closes https://elsewhere.example/o/r/issues/12', [], [], []],
  ['Closes https://git.example.evil.example/o/r/issues/12', [], [], []],
  ['Closes GH-12', ['12'], [], []],
  ['Closes !12', [], ['12'], ['12']],
  ['hotfix #12', [], [], []],
  ['prefixes #12', [], [], []],
  ['bug-fix #12', [], [], []],
  ['-fixes #12', ['12'], [], []],
  ['This will not fix #12', ['not 12'], ['not 12'], ['not 12']],
  ['`Closes #12`', [], [], []],
  ['    Closes #12', [], [], []],
  ['```\nCloses #12\n```', [], [], []],
  ['<!-- Closes #12 -->', [], [], []],
  ['<details>\n<!-- a\n\nCloses #12\n\n-->\n</details>', [], [], []],
  ['> Closes #12', [], [], []],
  ['<pre>Closes #12</pre>', [], [], []],
  ['a <code>Closes #12</code>', [], [], []],
  ['<div>\nCloses #12\n</div>', ['12'], [], []],
  ['Closes #', [], [], []],
  ['Closes #<number>', [], [], []],
  ['Closes # 12', [], [], []],
  ['**Fixes** #12', ['12'], [], []],
  ['**Fixes #12**', ['12'], ['12'], ['12']],
  ['- [ ] Fixes #12', ['12'], ['12'], ['12']],
  ['| a |\n|---|\n| Fixes #12 |', ['12'], ['12'], ['12']],
  ['Fixes `x` #12', [], [], []],
  ['Fixes #0', [], [], []],
  ['Fixes #99999999999999999999', [], [], []],
  ['Fixes #12abc', [], [], []],
  ['Fіxes #12', [], [], []],
  ['Fixeſ #12', [], [], []],
  ['Fixes ＃12', [], [], []],
])('%j closes', (body, onGithub, onGitea, onForgejo) => {
  test.each([
    ['github', onGithub],
    ['gitea', onGitea],
    ['forgejo', onForgejo],
  ] as const)('on %s %j', (forge, expected) => {
    expect(closingIn(body, forge)).toEqual(expected);
  });
});

test.each([
  ['colour #123456', ['123456']],
  ['N/A, see step #1', ['1']],
  ['hotfix #12', ['12']],
  ['Fixes #1, #2', ['2']],
  ['Fixes #1, see #1', []],
  ['[#12](https://elsewhere.example/12)', []],
  ['https://elsewhere.example/page#12', []],
  ['`#12`', []],
])('%j mentions %j', (body, expected) => {
  expect(mentionedIn(body)).toEqual(expected);
});

test.each([
  ['/pull/12', true],
  ['/pull/12/files', true],
  ['/pull/12#issuecomment-5', true],
  ['/issues/12', false],
  ['/issues/12/', false],
  ['/issues/12#issuecomment-5', false],
  ['/issues/12?a=b', false],
])('an address that ends in %s says "pull request": %s', (path, saysPullRequest) => {
  const { closing } = referencesIn(`Fixes https://git.example/o/r${path}, at last.`);

  expect(closing).toEqual([expect.objectContaining({ saysPullRequest })]);
});

test.each(['/issues/12/events', '/issues/12abc', '/issues/', '/wiki/12', '/issues/0'])(
  'an address that ends in %s leads to no issue',
  (path) => {
    const { closing, mentioned } = referencesIn(`Fixes https://git.example/o/r${path}`);

    expect([...closing, ...mentioned]).toEqual([]);
  },
);

test('a server below a path of its host knows its own addresses', () => {
  const repository = { owner: 'o', name: 'r', url: 'https://git.example/forge/o/r' };

  expect(
    closingIn('Fixes https://git.example/forge/o/r/issues/12', 'gitea', { repository }),
  ).toEqual(['12']);
});

test.each([
  ['github', [], ['12']],
  ['gitea', ['12'], []],
  ['forgejo', ['12'], []],
] as const)('a title on %s closes %j and mentions %j', (forge, closing, mentioned) => {
  const title = { title: 'fix: a crash, closes #12' };

  expect(closingIn('', forge, title)).toEqual(closing);
  expect(mentionedIn('', forge, title)).toEqual(mentioned);
});

test('the address of an issue closes it only where the server does so', () => {
  const body = 'fixes https://git.example/o/r/issues/12';
  const grammar = grammarOf('gitea', { closesByAddress: false });

  expect(closingIn(body, 'gitea')).toEqual(['12']);
  expect(closingIn(body, 'gitea', { grammar })).toEqual([]);
  expect(mentionedIn(body, 'gitea', { grammar })).toEqual(['12']);
});

test('an address in angle brackets is parted from its keyword on Gitea', () => {
  const body = 'fixes <https://git.example/o/r/issues/12>';

  expect(closingIn(body, 'github')).toEqual(['12']);
  expect(closingIn(body, 'gitea')).toEqual([]);
  expect(mentionedIn(body, 'gitea')).toEqual(['12']);
});

test('keywords of a server are its own', () => {
  const grammar = grammarOf('gitea', { closingKeywords: ['Löst'] });

  expect(closingIn('löst #1, fixes #2', 'gitea', { grammar })).toEqual(['1']);
});

test.each([
  ['does not fix #12', true],
  ["doesn't really fix #12", true],
  ['won’t fix #12', true],
  ['no longer fixes #12', true],
  ['This does\nnot fix #12', true],
  ['does **not** fix #12', true],
  ['not only fixes #12', false],
  ['a significant fix: fixes #12', false],
  ['This is not slow. Fixes #12', false],
  ['If not, closes #12', false],
  ['not slow and fixes #12', false],
  ['does not fix #12; later it fixes #12', false],
])('%j is negated: %s', (body, negated) => {
  expect(referencesIn(body).closing).toEqual([expect.objectContaining({ negated })]);
});

test.each([
  ['Intro\n\n- a\n- Fixes #12', 4],
  ['one\r\ntwo\r\nFixes #12', 3],
  ['a <!-- b\nc --> d\nFixes #12', 3],
  ['| a |\n|---|\n| b |\n| Fixes #12 |', 4],
  ['<div>\n\n<b>x</b>\n\n</div>\n<p>\nFixes #12\n</p>', 7],
  ['Fixes\n[it](https://git.example/o/r/issues/12)', 2],
])('%j closes on its line %i', (body, line) => {
  expect(referencesIn(body).closing).toEqual([expect.objectContaining({ line })]);
});

describe("the template's own lines", () => {
  const templates = [markdownTemplate('### Issue\n\nCloses #123\n\nTracker: ABC-1\n')];

  test.each([
    ['### Issue\n\nCloses #123\n', []],
    ['### Issue\n\n  Closes   #123 \n', []],
    ['### Issue\n\nCloses #123\n\nCloses #123\n', ['123']],
    ['### Issue\n\nCloses #12\n', ['12']],
    ['### Issue\n\nCloses #123 for good\n', ['123']],
  ])('are nobody’s words: %j', (body, expected) => {
    expect(closingIn(body, 'github', { templates })).toEqual(expected);
  });

  test('are no link to another tracker either', () => {
    const external = ['ABC-[0-9]+'];

    expect(referencesIn('Tracker: ABC-1', 'github', { templates, external }).external).toEqual([]);
    expect(
      referencesIn('Tracker: ABC-1\n\nABC-2', 'github', { templates, external }).external,
    ).toEqual([{ text: 'ABC-2', line: 3 }]);
  });

  test('do not hide what the author wrote where the template only hints in a comment', () => {
    const hinting = [markdownTemplate('### Issue\n\n<!-- Closes #12 -->\n')];

    expect(closingIn('### Issue\n\nCloses #12', 'github', { templates: hinting })).toEqual(['12']);
  });

  test('do not take the keyword from a number on the next line', () => {
    const asking = [markdownTemplate('### Issue\n\nFixes:\n')];

    expect(closingIn('### Issue\n\nFixes:\n#12', 'github', { templates: asking })).toEqual(['12']);
  });
});

test.each([
  ['see ABC-7', [{ text: 'ABC-7', line: 1 }]],
  ['[it](https://tracker.example/ABC-7)', [{ text: 'ABC-7', line: 1 }]],
  ['`ABC-7` <!-- ABC-7 -->', []],
])('%j links to another tracker: %j', (body, expected) => {
  expect(referencesIn(body, 'github', { external: ['ABC-[0-9]+', '(broken'] }).external).toEqual(
    expected,
  );
});

test.each([
  ['https://git.example/o/r/security/advisories/GHSA-ab12-cd34-ef56', 1],
  ['[alert](https://git.example/O/r/security/code-scanning/3)', 1],
  ['https://git.example/o/r/security/dependabot/14.', 1],
  ['https://git.example/x/y/security/dependabot/14', 0],
  ['https://git.example/o/r/security/policy', 0],
  ['`https://git.example/o/r/security/dependabot/14`', 0],
])('%s is %i alert of the repository', (body, count) => {
  expect(referencesIn(body).alerts).toHaveLength(count);
});

function numbers(body: string): number[] {
  return referencesToLookUp(referencesIn(body)).map(({ number }) => number);
}

describe('what is looked up', () => {
  test('is what closes, and nothing that is only mentioned beside it', () => {
    expect(numbers('See #1, #2. Fixes #3')).toEqual([3]);
  });

  test('is a few mentioned ones when nothing closes, to find the right words', () => {
    expect(numbers('#1 https://git.example/o/r/pull/2 #3 #4 #5')).toEqual([1, 3, 4]);
  });

  test('is never more than twenty', () => {
    const body = Array.from({ length: 500 }, (_, index) => `Fixes #${index + 1}`).join('\n');

    expect(numbers(body)).toHaveLength(20);
  });
});
