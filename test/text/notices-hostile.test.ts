import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtInNotices } from '../../src/hygiene/notice-files.ts';
import { PHASES } from '../../src/hygiene/record.ts';
import { renderCheck, renderCheckLine } from '../../src/text/check-summary.ts';
import { renderHelp } from '../../src/text/commands-help.ts';
import { renderNotice, renderThanks } from '../../src/text/notices.ts';
import type { NoticeView } from '../../src/text/notice-view.ts';
import { everyProblem } from '../support/every-problem.ts';
import { DEADLINE, finding, keysOf, noticeView } from '../support/notice-views.ts';
import { rendered } from '../support/rendered-markdown.ts';

const notices = builtInNotices();

/** Everything that is ours to write. */
const OUR_HTML = /^(<\/details>|<details><summary>[A-Za-z ,]+<\/summary>)$/;
const OUR_LINKS = /^https:\/\/github\.com\/acme\/app\/(blob\/main|issues\/new)\//;

const ESC = '\u001B';
const HOSTILE = [
  '`@octocat` and ``@x`` ```@team``` @octocat @org/team',
  '<!-- hidden --> <!-- agent-run:1 --> --> <!--',
  '</details></summary><details open><script>alert(1)</script>',
  '[x](javascript:alert(1)) [y](https://evil.example) [z]: https://evil.example',
  '![](https://evil.example/p.png) ![a][b] <img src=x onerror=alert(1)>',
  'a | b || c \\| d \\\\| e | @x | https://evil.example |',
  'one\n\n# two\n\n- [ ] three\n\n```\n@x\n',
  '\r\n| --- | --- |\r\n@x\u2028@y\u0085# z',
  `${ESC}[31mred${ESC}[0m ${ESC}]8;;https://evil.example${ESC}\\click`,
  '\u202Etxt.exe \u2066@x\u2069 \u200E',
  'fixes #1, closes o/r#2, GH-3, !4, https://evil.example www.evil.example me@evil.example',
  '{{findings}} {{{author}}} {{#deadline}} {{> x}} {{=<% %>=}}',
  '&lt;b&gt; &#64;octocat &commat;x &#x3c;!--',
  '$@x$ $$\\href{https://evil.example}{x}$$ ~~@x~~ **@y** __@z__',
  '\\',
  '`',
  '````````',
  '  ',
  '\uD800@x\uDC00',
  '\u0000',
  '@x'.repeat(32_768),
  '`'.repeat(65_536),
  '|'.repeat(65_536),
  '['.repeat(65_536),
  '\n> '.repeat(20_000),
];

function hostileView(text: string, phase: NoticeView['record']['phase']): NoticeView {
  const findings = Object.values(everyProblem(text)).map((problem) => finding(problem));
  const hints = Object.values(everyProblem(text)).map((problem) =>
    finding(problem, { severity: 'warning', rule: `custom/${text}` }),
  );
  const all = [...findings, ...hints];
  return noticeView({
    findings: all,
    subject: {
      ...noticeView().subject,
      author: text,
      base: { branch: text, isDefault: false },
    },
    links: { ...noticeView().links, template: text, contributing: `javascript:${text}` },
    skeletons: [`### ${text}`, text],
    linked: [text, '12'],
    commandPrefix: '/hygiene',
    labels: { flag: [text], exempt: text },
    explanation: [{ rule: `custom/${text}`, mode: 'enforce', findings: all }],
    record: {
      phase,
      closing: keysOf(findings),
      ...(phase === 'flagged' ? { deadline: DEADLINE, reminded: true } : { closedAt: DEADLINE }),
      paused: { why: 'hold', by: text },
      waiver: { by: text, at: DEADLINE, how: 'exempt-label', reason: text },
    },
  });
}

const CONTROLS = new RegExp(String.raw`[\u0000-\u0008\u000B-\u001F\u202A-\u202E\u2066-\u2069]`);

/** Everything in it that does more than show text, and is not ours. */
function harmIn(markdown: string): unknown[] {
  const { text, links, images, html, rows } = rendered(markdown);
  return [
    ...images,
    ...html.filter((piece) => !OUR_HTML.test(piece)),
    ...links.filter((link) => !OUR_LINKS.test(link)),
    ...(text.match(/@[\p{L}\p{N}_-]|[#!]\d|\bGH-\d|:\/\/|\bwww\./giu) ?? []),
    ...(CONTROLS.exec(markdown) ?? []),
    ...(markdown.isWellFormed() ? [] : ['half a character']),
    ...rows.filter((cells) => cells !== 3 && cells !== 5),
    // What is too much in a row is dropped without a trace: count the borders too.
    ...markdown
      .replace(/^(`{3,})markdown\n[^]*?\n\1$/gm, '')
      .split('\n')
      .filter((line) => line.startsWith('| ') && !/^[35]$/.test(cellsOf(line))),
  ];
}

function cellsOf(row: string): string {
  return String((row.match(/(?<!\\)\|/g) ?? []).length - 1);
}

describe.each(HOSTILE.map((text) => [text.slice(0, 40), text] as const))('%j', (_, text) => {
  test.each(PHASES)('does nothing in a notice that is %s', (phase) => {
    const view = hostileView(text, phase);

    const markdown = renderNotice(view, notices);

    expect(harmIn(markdown)).toEqual([]);
    expect(Buffer.byteLength(markdown)).toBeLessThan(60_000);
  });

  test.each(['template', 'link', 'title'] as const)('does nothing in a notice of %s', (kind) => {
    expect(harmIn(renderNotice({ ...hostileView(text, 'flagged'), kind }, notices))).toEqual([]);
  });

  test('does nothing when a person attends, in thanks and in help', () => {
    const view = hostileView(text, 'flagged');
    const attended = { ...view.record, attended: { by: text, at: DEADLINE } };

    expect(harmIn(renderNotice({ ...view, record: attended }, notices))).toEqual([]);
    expect(harmIn(renderThanks(view, notices))).toEqual([]);
    expect(harmIn(renderHelp({ word: text, nearest: text }, '/hygiene'))).toEqual([]);
  });

  test('does nothing in a check', () => {
    const { findings } = hostileView(text, 'flagged');
    const results = [
      { rule: `custom/${text}`, mode: 'enforce', findings },
      { rule: `custom/${text}`, mode: 'dry-run', closes: true, findings },
    ] as const;
    const views = [
      { results, configProblems: [text], deadline: DEADLINE, subject: 'issue' },
      { results, configProblems: [], exempt: text, subject: 'pull-request' },
      { results, configProblems: [], paused: text, subject: 'pull-request' },
    ] as const;

    for (const view of views) {
      const check = renderCheck(view);
      expect(harmIn(check.summary)).toEqual([]);
      expect(Buffer.byteLength(check.summary)).toBeLessThanOrEqual(60_000);
      expect(Array.from(check.title).length).toBeLessThanOrEqual(120);
      expect(Array.from(renderCheckLine(view)).length).toBeLessThanOrEqual(140);
      expect(check.title).not.toMatch(CONTROLS);
      expect(check.title).not.toContain('\n');
    }
  });
});

const PIECES = ['@', 'x', '1', '#', '!', '[', ']', '(', ')', ':', '//', '<', '>', '&', ';']
  .concat(['\\', '`', '```', '~~~', '\n', '\n\n', ' ', '|', '-', '*', '_', '$', 'GH-', 'www.'])
  .concat(['<!--', '-->', '</details>', '{{', '}}', '\u200B', '\u202E']);
const texts = array(constantFrom(...PIECES), { maxLength: 16 }).map((all) => all.join(''));

test('whatever hostile text is made of, it does nothing', () => {
  assert(
    property(texts, constantFrom(...PHASES), (text, phase) => {
      const view = { ...hostileView(text, phase), mention: false };

      expect(harmIn(renderNotice(view, notices))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('whatever an author is called, at most that one name is mentioned', () => {
  assert(
    property(texts, (login) => {
      const view = noticeView({ subject: { ...noticeView().subject, author: login } });

      const { text } = rendered(renderNotice(view, notices));

      const mentions = [...text.matchAll(/@[\p{L}\p{N}_-][\w.-]*/gu)].map(([name]) => name);
      expect(mentions.filter((name) => name !== `@${login}`)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
