import { describe, expect, test } from 'vitest';
import type { Problem } from '../../src/hygiene/finding.ts';
import { markdownPen, plainPen, type PenPlace } from '../../src/text/pen.ts';
import {
  groupSentence,
  PROBLEM_LABELS,
  problemSentence,
} from '../../src/text/problem-sentences.ts';
import { everyProblem } from '../support/every-problem.ts';

const about: PenPlace = {
  subject: 'pull-request',
  repository: { owner: 'Acme', name: 'App' },
  links: { template: 'https://x.example/t (1).md', newIssue: 'https://x.example/new' },
};
const here = { owner: 'acme', name: 'app', number: 12 };
const there = { owner: 'other', name: 'repo', number: 3 };

describe.each(Object.entries(everyProblem('some name')))('%s', (kind, problem) => {
  test('says what is wrong and what to do, in whole sentences', () => {
    for (const pen of [plainPen(about), markdownPen(about)]) {
      const { what, fix } = problemSentence(problem, pen);
      expect(`${what}\n${fix}`).not.toMatch(/undefined|\[object/);
      if (kind === 'custom') continue;
      expect(what).toMatch(/^([A-Z`"]|some name\/some name#12 ).*[.?]$/);
      expect(fix).toMatch(/^[A-Z[].*[.?]$/);
    }
  });

  test('has plain words without Markdown', () => {
    const { what, fix } = problemSentence(problem, plainPen(about));

    expect(`${what}${fix}`).not.toMatch(/[`*]|\]\(/);
  });

  test('has a label that holds nothing of a stranger', () => {
    expect(PROBLEM_LABELS[problem.kind]).toMatch(/^[a-z ,]+$/);
  });
});

test.each<[Problem, RegExp]>([
  [{ kind: 'issue-only-mentioned', reference: here }, /^`#12` is mentioned.*`Fixes #12`\.$/],
  [{ kind: 'issue-only-mentioned', reference: there }, /^`other\/repo#3` .*`Fixes other\/repo#3`/],
  [
    { kind: 'title-malformed', title: 'Add x', types: ['feat', 'docs'] },
    /`Add x`.*Begin it with `feat` or `docs`.*`feat\(parser\): accept empty input`.*scope/,
  ],
  [
    { kind: 'title-type-unknown', type: 'fx', types: ['fix'], nearest: 'fix' },
    /`fx`.*Did you mean `fix`\?$/,
  ],
  [
    { kind: 'boxes-unticked', section: 'Type', wanted: 'at-least-one', boxes: ['Bug', 'Docs'] },
    /No box is ticked under `Type`\..*of `Bug` or `Docs`: write `\[x\]` in place of `\[ \]`/,
  ],
  [{ kind: 'title-malformed', title: '', types: [] }, /`\(nothing\)`.*Begin it with a type/],
  [
    { kind: 'description-empty' },
    /\[pull request template\]\(https:\/\/x\.example\/t%20%281%29\.md\)/,
  ],
])('%j reads well', (problem, says) => {
  const { what, fix } = problemSentence(problem, markdownPen(about));

  expect(`${what} ${fix}`).toMatch(says);
});

test('names are clipped, and so are lists of them', () => {
  const many = Array.from({ length: 40 }, (_, index): Problem => {
    return { kind: 'section-missing', section: `${String(index)}${'x'.repeat(500)}` };
  });

  const { what } = groupSentence(many as [Problem, ...Problem[]], plainPen(about));

  expect(what).toContain('28 others');
  expect(what.length).toBeLessThan(1500);
});

test.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'not an address', ''])(
  'the address %j becomes no link',
  (template) => {
    const pen = markdownPen({ subject: 'pull-request', links: { template } });

    expect(problemSentence({ kind: 'description-empty' }, pen).fix).not.toContain('](');
  },
);
