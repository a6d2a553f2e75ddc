import { describe, expect, test } from 'vitest';
import { Forbidden, ForgeUnavailable, Refused } from '../../src/forge/errors.ts';
import type { ForgeFiles, IssueFile } from '../../src/forge/forge-files.ts';
import { setBlankIssues, type SwitchRequest } from '../../src/hygiene/switch-blank-issues.ts';
import {
  blankIssuesReply,
  type BlankIssuesResult,
  isCarriedOut,
} from '../../src/text/blank-issues-result.ts';
import { markdownPen } from '../../src/text/pen.ts';

const HERE = { owner: 'octo', name: 'hello' };
const CONFIG = '.github/ISSUE_TEMPLATE/config.yml';
const FILE: IssueFile = { path: CONFIG, text: 'blank_issues_enabled: false\n', whole: true };
const PEN = markdownPen({ subject: 'issue', repository: HERE });

type Given = { files?: IssueFile[]; ownerFiles?: IssueFile[]; commit?: string; fails?: Error };

/** A forge of which only the answers count; every write is in the book. */
function setOn(given: Given, request: Partial<SwitchRequest> = {}) {
  const { files = [FILE], ownerFiles = [], commit = 'c0', fails } = given;
  const written: string[] = [];
  const write = (what: string): void => {
    written.push(what);
    if (fails !== undefined) throw fails;
  };
  const forgeFiles: ForgeFiles = {
    readIssueFiles: async () => ({ commit, defaultBranch: 'main', files, ownerFiles }),
    issueConfig: async () => ({ value: true }),
    async commitFiles() {
      write('commit');
      return 'done';
    },
    async ensurePullRequest() {
      write('pull request');
      return { number: 7, url: 'https://forge.test/7', state: 'opened' };
    },
  };
  const told = setBlankIssues(
    HERE,
    { wanted: true, write: 'commit', because: 'command', ...request },
    { kind: 'github', files: forgeFiles },
  );
  return { told, written };
}

describe('nothing is written', () => {
  test.each<[string, Given, Partial<SwitchRequest>, Partial<BlankIssuesResult>]>([
    [
      'over a file that is more than its text',
      { files: [{ ...FILE, whole: false }] },
      {},
      { result: 'refused' },
    ],
    [
      'of an owner’s template that is more than its text',
      {
        files: [],
        ownerFiles: [FILE, { path: '.github/ISSUE_TEMPLATE/a.md', text: '\0', whole: false }],
      },
      { copyOwners: true },
      { result: 'refused' },
    ],
    [
      'where there is no commit',
      { files: [], commit: '' },
      { wanted: false },
      { result: 'by-hand' },
    ],
    ['in a dry run', {}, { dryRun: true }, { result: 'by-hand' }],
    ['when it is so already', {}, { wanted: false }, { result: 'as-wanted' }],
  ])('%s', async (_title, given, request, result) => {
    const { told, written } = setOn(given, request);

    expect(await told).toMatchObject(result);
    expect(written).toEqual([]);
  });
});

test.each([
  ['forbidden', new Forbidden('no', 'contents=write')],
  ['refused', new Refused('no')],
] as const)('what is %s is told as a change to make by hand', async (why, fails) => {
  for (const write of ['commit', 'pull-request'] as const) {
    const told = await setOn({ fails }, { write }).told;

    expect(told).toMatchObject({ result: 'by-hand', why });
    expect(blankIssuesReply(told, PEN)).toContain('+blank_issues_enabled: true');
  }
});

test('a forge that does not answer is for another time', async () => {
  await expect(setOn({ fails: new ForgeUnavailable('gone') }).told).rejects.toThrow(
    ForgeUnavailable,
  );
});

test('without a way to the files nothing is promised', async () => {
  const request = { wanted: true, write: 'commit', because: 'command' } as const;

  expect(await setBlankIssues(HERE, request, { kind: 'gitea' })).toMatchObject({
    result: 'out-of-reach',
  });
});

const TOLD = { wanted: true, warnings: [] };
const PULL = { number: 7, url: 'https://forge.test/7' };

test.each<[BlankIssuesResult, string, boolean]>([
  [{ ...TOLD, result: 'as-wanted' }, 'are allowed already', true],
  [{ ...TOLD, result: 'kept-by-policy' }, '`issues.blank: forbid`', false],
  [{ ...TOLD, result: 'committed', path: CONFIG, agrees: true }, 'are allowed now', true],
  [{ ...TOLD, result: 'committed', path: CONFIG, agrees: false }, 'does not show it yet', true],
  [
    { ...TOLD, result: 'proposed', path: CONFIG, pull: { ...PULL, state: 'opened' } },
    '[#7](https://forge.test/7) changes',
    true,
  ],
  [
    { ...TOLD, result: 'proposed', path: CONFIG, pull: { ...PULL, state: 'open-already' } },
    'open already',
    true,
  ],
  [
    { ...TOLD, result: 'proposed', path: CONFIG, pull: { ...PULL, state: 'declined' } },
    'was closed',
    false,
  ],
  [{ ...TOLD, result: 'by-hand', diff: '+a\n', why: 'kept-changing' }, '```diff\n+a\n```', false],
  [{ ...TOLD, result: 'by-hand', diff: '+a\n', why: 'no-commit' }, 'no commit yet', false],
  [{ ...TOLD, result: 'out-of-reach' }, 'cannot be reached', false],
])('%j is told as: %s', (told, words, isDone) => {
  expect(blankIssuesReply(told, PEN)).toContain(words);
  expect(isCarriedOut(told)).toBe(isDone);
});
