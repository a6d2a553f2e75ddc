import { describe, expect, test } from 'vitest';
import { builtInNotices } from '../../src/hygiene/notice-files.ts';
import { renderNotice, renderThanks } from '../../src/text/notices.ts';
import {
  DEADLINE,
  finding,
  ISSUE,
  keysOf,
  noticeView,
  ORIGIN_LINK,
  ORIGIN_SECTIONS,
  ORIGIN_TEMPLATE,
} from '../support/notice-views.ts';
import { rendered } from '../support/rendered-markdown.ts';

const notices = builtInNotices();
const GUIDE = 'https://github.com/acme/app/blob/main/CONTRIBUTING.md';
const TEMPLATE = 'https://github.com/acme/app/blob/main/.github/pull_request_template.md';
const NEW_ISSUE = 'https://github.com/acme/app/issues/new/choose';
const origin = [...ORIGIN_TEMPLATE, ORIGIN_LINK];
const closing = keysOf(ORIGIN_TEMPLATE);

const show = (...[difference]: Parameters<typeof noticeView>): string =>
  renderNotice(noticeView(difference), notices);

describe('the origin pull request, in two notices', () => {
  const template = show({
    kind: 'template',
    findings: ORIGIN_TEMPLATE,
    record: { closing, deadline: DEADLINE },
  });
  const link = show({ kind: 'link', findings: [ORIGIN_LINK] });

  test('the first links guidelines and template', () => {
    expect(rendered(template).links).toEqual(expect.arrayContaining([GUIDE, TEMPLATE]));
    expect(template).toContain('does not fully follow');
  });

  test('the first lists the missing sections as one point', () => {
    expect(rendered(template).code).toEqual(expect.arrayContaining(ORIGIN_SECTIONS));
    expect(template).toMatch(/^1\. The description lacks these required sections/m);
    expect(template).not.toMatch(/^2\./m);
  });

  test('the first asks for an edit within two hours, says what follows, and how to object', () => {
    expect(template).toMatch(
      /edit this description within \*\*2 hours\*\* .*24 June 2026, 16:05 UTC/,
    );
    expect(template).toContain('closed automatically');
    expect(template).toContain('Tell a maintainer');
  });

  test('the second thanks, names the policy, gives two steps and the guide', () => {
    expect(link).toMatch(/^Thanks for this pull request, @octocat/);
    expect(link).toContain('No linked issue was found');
    expect(link).toContain('Every pull request here has to reference an existing issue');
    expect(link).toMatch(/1\. \[Open an issue\].*there is none/);
    expect(link).toMatch(/2\. Write `Fixes #<number>` or `Closes #<number>` in the description/);
    expect(rendered(link).links).toEqual([NEW_ISSUE, GUIDE]);
  });

  test('the second knows no deadline', () => {
    expect(link).not.toMatch(/deadline|closed|UTC/);
  });

  test('a fix is thanked for, with the guidelines', () => {
    const thanks = renderThanks(noticeView(), notices);

    expect(thanks).toMatch(/^Thanks for the update, @octocat!.*meets.*guidelines/);
    expect(rendered(thanks).links).toEqual([GUIDE]);
  });
});

describe('the origin pull request, in one notice', () => {
  const notice = show({
    findings: origin,
    skeletons: ORIGIN_SECTIONS.map((section) => `### ${section}\n\n`),
    record: { closing, deadline: DEADLINE },
  });

  test('holds the information of both', () => {
    expect(rendered(notice).links).toEqual([TEMPLATE, NEW_ISSUE, GUIDE]);
    expect(rendered(notice).code).toEqual(
      expect.arrayContaining([...ORIGIN_SECTIONS, 'Fixes #<number>', 'Closes #<number>']),
    );
    expect(notice).toContain('Every pull request here has to reference an existing issue');
    expect(notice).toContain('ask a maintainer');
  });

  test('is a table of two points', () => {
    expect(notice).toMatch(/^\*\*Two things to fix before review\*\* \(@octocat\)/);
    expect(rendered(notice).rows).toEqual([3, 3, 3]);
  });

  test('tells which point has a deadline, and what happens then', () => {
    expect(notice).toContain(
      'fix point 1 by **24 June 2026, 16:05 UTC** (2 hours after the first notice)',
    );
    expect(notice).toContain('no deadline for point 2');
    expect(notice).toContain('closed automatically');
    expect(notice).toContain('within 30 days after that, it reopens by itself');
  });

  test('offers the headings to paste', () => {
    const block = rendered(notice).code.find((code) => code.includes('###'));

    expect(block?.split('\n').filter((line) => line !== '')).toEqual(
      ORIGIN_SECTIONS.map((section) => `### ${section}`),
    );
  });

  test('says that a bot wrote it', () => {
    expect(notice).toContain('A bot wrote this');
  });
});

describe('without a deadline', () => {
  test.each(['all', 'template', 'link', 'title'] as const)(
    'a notice of kind %s speaks of no deadline, clock or close',
    (kind) => {
      const findings = kind === 'link' ? [ORIGIN_LINK] : origin;
      const notice = show({ kind, findings }).replaceAll('`Closes #<number>`', '');

      expect(notice).not.toMatch(/deadline|clos(e|ed|es|ing)\b|clock|reopen|hold|UTC|hours/i);
    },
  );

  test('a reminder is not shown either', () => {
    expect(show({ findings: origin, record: { reminded: true } })).not.toContain('Reminder');
  });
});

describe('a flagged subject', () => {
  test.each([
    [[0], 'point 1', 'no deadline for points 2 and 3'],
    [[0, 2], 'points 1 and 3', 'no deadline for point 2'],
    [[0, 1, 2], 'all points', undefined],
  ])('with a deadline for %j is told so', (chosen, points, without) => {
    const findings = [
      finding({ kind: 'description-empty' }),
      ORIGIN_LINK,
      finding({ kind: 'title-scope-missing' }, { rule: 'pr-title' }),
    ];
    const keys = chosen.map((index) => findings[index]?.key ?? '');

    const notice = show({ findings, record: { closing: keys, deadline: DEADLINE } });

    expect(notice).toContain(`fix ${points} by`);
    expect(/no deadline for [^.]*/.exec(notice)?.[0]).toBe(without);
  });

  test('is reminded at the top, with the instant', () => {
    const notice = show({
      findings: origin,
      record: { closing, deadline: DEADLINE, reminded: true },
    });

    expect(notice).toMatch(/^\*\*Reminder:\*\*.*24 June 2026, 16:05 UTC/);
  });

  test('reads the span from the record, which a pause or progress may have moved', () => {
    const record = { closing, deadline: DEADLINE + 90 * 60_000 };

    expect(show({ findings: origin, record })).toContain('(3 hours 30 minutes after');
  });

  test('is promised no reopening where there is none', () => {
    const grace = { period: 1, reopenOnFix: false, reopenWindow: 1 };

    expect(show({ findings: origin, grace, record: { closing, deadline: DEADLINE } })).not.toMatch(
      /reopens by itself/,
    );
  });

  test('hears of hints apart from what counts', () => {
    const hint = finding(
      { kind: 'issue-not-closed-by-forge', base: 'next' },
      { severity: 'warning' },
    );
    const notice = show({ findings: [ORIGIN_LINK, hint] });

    expect(notice).toContain('One thing to fix');
    expect(rendered(notice).rows).toEqual([3, 3]);
    expect(notice).toMatch(/Only a hint.*\n\n- This merges into `next`/);
  });

  test('sections that close and sections that do not are two points', () => {
    const [first, second] = ORIGIN_TEMPLATE;
    const record = { closing: [first?.key ?? ''], deadline: DEADLINE };

    const notice = show({ findings: ORIGIN_TEMPLATE, record });

    expect(second?.key).not.toBe(first?.key);
    expect(notice).toContain('Two things to fix');
    expect(notice).toContain('fix point 1 by');
  });

  test('with a foreign base is told once that the merge will not close the issue', () => {
    const subject = { ...noticeView().subject, base: { branch: 'master', isDefault: false } };
    const known = finding(
      { kind: 'issue-not-closed-by-forge', base: 'master' },
      { severity: 'warning', rule: 'pr-linked-issue' },
    );

    expect(show({ findings: [ORIGIN_LINK], subject })).toContain(
      '`master`, which is not the default',
    );
    expect(show({ findings: [ORIGIN_LINK], subject, forge: 'gitea' })).not.toContain('`master`');
    expect(show({ findings: ORIGIN_TEMPLATE, subject })).not.toContain('`master`');
    expect(show({ findings: [ORIGIN_LINK, known], subject }).match(/`master`/g)).toHaveLength(1);
  });

  test('may be an issue', () => {
    const rule = { rule: 'issue-template' } as const;
    const findings = [
      finding({ kind: 'field-empty', field: 'Version', why: 'blank' }, rule),
      finding({ kind: 'field-empty', field: 'Logs', why: 'blank' }, rule),
      finding({ kind: 'field-empty', field: 'Steps', why: 'placeholder' }, rule),
      finding({ kind: 'field-empty', field: 'System', why: 'stopgap' }, rule),
    ];
    const notice = show({
      subject: ISSUE,
      findings,
      record: { closing: keysOf(findings), deadline: DEADLINE },
    });

    expect(notice).toContain('Three things to fix before this can be looked at');
    expect(notice).toContain('The required fields `Version` and `Logs` have no answer');
    expect(notice).toContain("The required field `Steps` still holds only the form's text");
    expect(notice).toContain('The required field `System` says nothing that can be used');
    expect(notice).not.toMatch(/pull request|rebase/);
  });

  test('is not called by name unless that is wanted', () => {
    expect(show({ findings: origin, mention: false })).not.toContain('@');
  });

  test.each(['evil/team', 'a b', 'x\n@all', 'dependabot[bot]', 'ghost', '-x', ''])(
    'with the login %j is never mentioned',
    (login) => {
      const subject = { ...noticeView().subject, author: login };

      expect(rendered(show({ findings: origin, subject })).text).not.toMatch(/@[\w-]/);
    },
  );

  test('gets the same bytes for the same view', () => {
    const view = { findings: origin, record: { closing, deadline: DEADLINE } };

    expect(show(structuredClone(view))).toBe(show(view));
  });
});
