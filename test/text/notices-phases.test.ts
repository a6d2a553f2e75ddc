import { describe, expect, test } from 'vitest';
import { builtInNotices } from '../../src/hygiene/notice-files.ts';
import { renderNotice } from '../../src/text/notices.ts';
import {
  DEADLINE,
  finding,
  ISSUE,
  keysOf,
  noticeView,
  ORIGIN_LINK,
  ORIGIN_TEMPLATE,
} from '../support/notice-views.ts';

const notices = builtInNotices();
const origin = [...ORIGIN_TEMPLATE, ORIGIN_LINK];
const closing = keysOf(ORIGIN_TEMPLATE);

const show = (...[difference]: Parameters<typeof noticeView>): string =>
  renderNotice(noticeView(difference), notices);

describe('a closed subject', () => {
  const closed = { phase: 'closed', closing, closedAt: DEADLINE } as const;

  test('learns why, when, and the way back', () => {
    const notice = show({ findings: origin, record: closed });

    expect(notice).toMatch(/Closed automatically.*24 June 2026, 16:05 UTC: point 1 .*just before/);
    expect(notice).toContain('until **24 July 2026, 16:05 UTC**');
    expect(notice).toContain('reopens by itself');
    expect(notice).toContain('`/hygiene reopen`');
    expect(notice).toMatch(/Do not rebase or force-push first/);
  });

  test('is not warned of a rebase where the forge does not mind, nor if it is an issue', () => {
    const gitea = show({ findings: origin, record: closed, reopenNeedsSameHead: false });
    const issue = show({ findings: origin, record: closed, subject: ISSUE });

    expect(gitea).not.toContain('rebase');
    expect(issue).not.toContain('rebase');
  });

  test('that does not reopen by itself has a command for it', () => {
    const grace = { period: 1, reopenOnFix: false, reopenWindow: 1 };
    const notice = show({ findings: origin, record: closed, grace });

    expect(notice).toContain('comment `/hygiene reopen`');
    expect(notice).not.toContain('by itself');
  });
});

describe('any other phase', () => {
  test.each([
    ['draft', { why: 'draft' }, 'until it is ready for review'],
    ['locked conversation', { why: 'locked' }, 'until the conversation is unlocked'],
    [
      'hold with an end',
      { why: 'hold', by: 'boss', until: DEADLINE },
      'boss stopped the clock. This bot asks for nothing until 24 June 2026, 16:05 UTC',
    ],
    ['hold without an end', { why: 'hold' }, 'until a maintainer ends it'],
  ] as const)('a pause for a %s says why and how long', (_, paused, words) => {
    const record = { phase: 'paused', closing, paused, remaining: 50 * 60_000 } as const;

    const notice = show({ findings: origin, record });

    expect(notice).toContain(words);
    expect(notice).toContain('50 minutes are left');
    expect(notice).toContain('Issue for this PR');
  });

  test('what is resolved thanks and names the issue', () => {
    const notice = show({ linked: ['12'], record: { phase: 'resolved' } });

    expect(notice).toBe(
      '**All set:** everything that this notice asked for is done, and issue `#12` is linked. Thank you, @octocat.',
    );
  });

  test.each(['resolved', 'done'] as const)('%s folds itself where the forge cannot', (phase) => {
    expect(show({ foldsItself: true, record: { phase } })).toMatch(
      /^<details><summary>[^<]+<\/summary>\n\n[^]+\n\n<\/details>$/,
    );
    expect(show({ record: { phase } })).not.toContain('<details>');
  });

  test.each([
    ['command', 'with `/hygiene exempt`'],
    ['reopened', 'by reopening it'],
    ['label', 'by taking off the label'],
    ['exempt-label', 'with the label `hygiene:exempt`'],
  ] as const)('a waiver by %s names the person and the act', (how, words) => {
    const waiver = { by: 'boss', at: DEADLINE, how, reason: 'urgent' };

    const notice = show({ record: { phase: 'waived', waiver } });

    expect(notice).toContain(`boss decided ${words}`);
    expect(notice).toContain('The reason given: urgent');
  });

  test('what a person looks after has no deadline', () => {
    const notice = show({
      findings: origin,
      record: { closing, attended: { by: 'boss', at: DEADLINE } },
    });

    expect(notice).toMatch(/boss has taken a look.*closes nothing/);
    expect(notice).toContain('Issue for this PR');
    expect(notice).not.toContain('UTC');
  });

  test('an explanation is folded behind whatever the notice says', () => {
    const explanation = [
      {
        rule: 'pr-template',
        mode: 'enforce',
        findings: [finding(origin[0]!.problem, { line: 4 })],
      },
      { rule: 'pr-title', mode: 'warn', findings: [] },
    ] as const;

    const notice = show({ record: { phase: 'resolved' }, explanation });

    expect(notice).toMatch(/\| `pr-template` \| enforce \| 4 \|/);
    expect(notice).toMatch(/\| `pr-title` \| warn \| \| Content/);
    expect(notice.endsWith('</details>')).toBe(true);
  });
});
