import { describe, expect, test } from 'vitest';
import { renderCheck, renderCheckLine } from '../../src/text/check-summary.ts';
import type { CheckView, ExplainedRule } from '../../src/text/notice-view.ts';
import { DEADLINE, finding, ORIGIN_LINK, ORIGIN_TEMPLATE } from '../support/notice-views.ts';

const hint = finding({ kind: 'title-without-subject' }, { severity: 'warning' });

const rule = (mode: ExplainedRule['mode'], findings = ORIGIN_TEMPLATE): ExplainedRule => ({
  rule: 'pr-template',
  mode,
  findings,
});

const check = (difference: Partial<CheckView>) =>
  renderCheck({ results: [], configProblems: [], subject: 'pull-request', ...difference });

describe('the check', () => {
  test.each<[string, Partial<CheckView>, string, RegExp]>([
    ['without findings', { results: [rule('enforce', [])] }, 'success', /^Everything is in place$/],
    ['with hints only', { results: [rule('enforce', [hint])] }, 'success', /with 1 hint$/],
    ['of a rule that warns', { results: [rule('warn')] }, 'neutral', /^To fix: sections missing$/],
    ['of a rule that enforces', { results: [rule('enforce')] }, 'failure', /^To fix: sections/],
    [
      'of a rule that only practises',
      { results: [rule('dry-run')] },
      'neutral',
      /^Dry run: would have asked to fix sections missing$/,
    ],
    [
      'of an exempt subject',
      { results: [rule('enforce')], exempt: 'written by a bot' },
      'success',
      /^Nothing is asked: written by a bot$/,
    ],
    [
      'of a paused subject',
      { results: [rule('enforce')], paused: 'a draft' },
      'neutral',
      /^Paused: a draft$/,
    ],
    [
      'of a broken config',
      { results: [rule('dry-run')], configProblems: ['`mode`: expected `warn`.', 'b'] },
      'neutral',
      /^The hygiene config has 2 problems$/,
    ],
    [
      'with a rule that broke down',
      { results: [rule('enforce', [])], failed: ['pr-title'] },
      'neutral',
      /^1 rule could not be evaluated/,
    ],
    [
      'with a rule that broke down beside one that enforces',
      { results: [rule('enforce')], failed: ['pr-title'] },
      'failure',
      /^To fix: sections missing$/,
    ],
    [
      'of a broken notice template while rules enforce',
      { results: [rule('enforce')], configProblems: ['c'] },
      'failure',
      /^To fix: sections missing$/,
    ],
  ])('%s', (_, view, conclusion, title) => {
    expect(check(view)).toMatchObject({
      conclusion,
      title: expect.stringMatching(title) as string,
    });
  });

  test('names each rule, line, problem and fix', () => {
    const empty = finding({ kind: 'section-empty', section: 'Why', why: 'blank' }, { line: 12 });
    const link = { rule: 'pr-linked-issue', mode: 'warn', findings: [ORIGIN_LINK] } as const;
    const title = { rule: 'pr-title', mode: 'warn', findings: [] } as const;

    const { summary } = check({ results: [rule('enforce', [empty]), link, title] });

    expect(summary).toMatch(/\| `pr-template` \| enforce \| 12 \| The section `Why` is empty\. \|/);
    expect(summary).toMatch(/\| `pr-linked-issue` \| warn \|  \| No linked issue was found/);
    expect(summary).toMatch(/\| `pr-title` \| warn \| \| Content/);
  });

  test('says what a dry run would have done', () => {
    const closes = { ...rule('dry-run'), closes: true };

    expect(check({ results: [closes] }).summary).toContain(
      '`pr-template` would have flagged this pull request, and closed it after the grace period',
    );
    expect(check({ results: [rule('dry-run')] }).summary).toContain(
      'would have flagged this pull request.',
    );
    expect(check({ results: [rule('dry-run', [hint])] }).summary).not.toContain('would have');
    expect(check({ results: [closes], exempt: 'x' }).summary).not.toContain('would have');
  });

  test('lists the problems of the config, and says that nothing is enforced when that is so', () => {
    const problems = Array.from({ length: 30 }, (_, index) => `problem ${String(index)}`);
    const broken = check({ results: [rule('dry-run')], configProblems: problems });

    expect(broken.summary).toContain('nothing is enforced');
    expect(broken.summary).toContain('- problem 0\n');
    expect(broken.summary).toContain('- 10 more problems');
    expect(check({ results: [rule('enforce')], configProblems: ['x'] }).summary).not.toContain(
      'nothing is enforced',
    );
  });

  test('of thousands of findings keeps its table whole', () => {
    const sections = Array.from({ length: 5000 }, (_, index) =>
      finding({ kind: 'section-missing', section: `${String(index)} ${'§'.repeat(100)}` }),
    );

    const { summary } = check({ results: [rule('enforce', sections)] });

    expect(Buffer.byteLength(summary)).toBeLessThan(60_000);
    expect(summary).toMatch(/\|\n\n[\d,]+ more rows did not fit\.$/);
  });
});

describe('the line of a commit status', () => {
  const results = [rule('enforce')];

  test('adds the deadline', () => {
    const view = { results, configProblems: [], deadline: DEADLINE, subject: 'issue' } as const;

    expect(renderCheckLine(view)).toBe('To fix: sections missing; until 24 June 2026, 16:05 UTC');
  });

  test('keeps the deadline when the rest is too long', () => {
    const view = {
      results,
      configProblems: [],
      paused: 'x'.repeat(300),
      deadline: DEADLINE,
      subject: 'issue',
    } as const;

    expect(renderCheckLine(view)).toMatch(/^Paused: x+…; until 24 June 2026, 16:05 UTC$/);
    expect(renderCheckLine(view)).toHaveLength(140);
  });
});
