import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OUTCOMES } from '../../src/sessions/outcome.ts';
import { pending } from '../../src/sessions/settle.ts';
import { sessionReports, totalsOf } from '../../src/sessions/report.ts';
import { endedComment, unobeyed } from '../../src/text/run-comment.ts';
import { workingComment } from '../../src/text/working-comment.ts';
import { rendered } from '../support/rendered-markdown.ts';
import { aReport, reportOf } from '../support/report-builder.ts';
import { DAWN, Story } from '../support/tree-builder.ts';

const MARKER = '<!-- agent-run:run v1 abc -->';
const PAGE = 'https://forge.example/org/project/actions/runs/4711';
const frame = { marker: MARKER, runPage: PAGE };

/** What a person reads: the breaks cannot be seen. */
const seen = (markdown: string): string => markdown.replaceAll('\u200B', '');

/** One background child that works, under a main session that waits for it. */
function atWork(title = 'find TODOs'): Story {
  const story = new Story({ title }).busy('root');
  story.launch('finder', { title, by: 'background' });
  return story.busy('finder');
}

function called(story: Story, tool: string, label: string): Story {
  story.call('finder', tool, label);
  return story;
}

function working(story: Story, said = ''): string {
  const sessions = sessionReports(story.tree, story.now);
  const waits = pending(story.tree, story.now);
  const view = { started: DAWN, sessions, pending: waits, ...totalsOf(sessions), said };
  return workingComment(frame, view);
}

describe('the comment of a run that is over', () => {
  test.each(OUTCOMES)('says %s before anything else', (outcome) => {
    const comment = endedComment(frame, aReport({ outcome, reason: 'Because of it.' }));

    const [marker, , heading, , reason] = comment.split('\n');
    expect(marker).toBe(MARKER);
    expect(heading).toMatch(new RegExp(`^### .+ Agent run: ${outcome}$`));
    expect(reason).toBe('Because of it.');
    expect(comment).not.toContain('working');
  });

  test('has numbers, a link to the log, the sessions, and the message last', () => {
    const report = reportOf(atWork(), {
      finalMessage: '# Found\n\n- one `TODO`',
      cost: 0.42,
      changes: [{ path: 'a.ts', status: 'M' }],
      commits: 2,
      model: 'acme/large',
      denials: [{ sessionId: 's', kind: 'permission', what: 'bash', patterns: ['rm'], at: DAWN }],
    });

    const comment = endedComment(frame, report);

    expect(comment).toContain(
      `$0.42 · tokens: 0 · 1 changed file · 2 commits · 1 denial · \`acme/large\` · [log of the job](${PAGE})`,
    );
    expect(comment).toContain('<summary>2 sessions</summary>');
    expect(comment).toContain('| explore |');
    expect(comment.endsWith('---\n\n# Found\n\n- one `TODO`\n')).toBe(true);
  });

  test('leaves out what there is not', () => {
    const comment = endedComment({ marker: MARKER }, aReport({ finalMessage: ' \n' }));

    expect(comment).not.toContain('](');
    expect(comment).not.toContain('<details>');
    expect(comment).not.toContain('---');
  });

  test.each([
    ['plain', 'All is well. '],
    ['grows when it is made harmless', '@x#1 '],
    ['in a fence', '```\n@x\n'],
    ['wide', '𝒳é'],
  ])('clips a message that is %s to what forges take', (_, piece) => {
    const finalMessage = piece.repeat(400_000 / piece.length);

    const comment = endedComment(frame, reportOf(atWork(), { finalMessage }));

    expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(60_000);
    expect(Buffer.byteLength(comment)).toBeGreaterThan(40_000);
    expect(comment).toContain('Agent run: completed');
    expect(comment).toMatch(/more\)/);
    expect(comment.isWellFormed()).toBe(true);
  });
});

describe('the comment of a run at work', () => {
  test('says how many sessions work, at what, and what was said last', () => {
    const story = called(atWork(), 'bash', 'npm test');

    expect(working(story, 'I look around.\nNow the *tests*.')).toBe(
      [
        MARKER,
        '### ⏳ Agent run: working',
        `2 of 2 sessions at work · $0.00 · 0 tokens · since 2 January 2026, 12:00 UTC · [log of the job](${PAGE})`,
        '| Session | Doing |\n| --- | --- |\n| build · find TODOs | ⏳ the model is at work |\n| └ explore · find TODOs | ⏳ runs `bash: npm test` |',
        '> Now the \\*tests\\*.',
        '',
      ]
        .join('\n\n')
        .slice(0, -1),
    );
  });

  test('says that opencode is starting while there is no session', () => {
    const nothing = { sessions: [], pending: [], said: '', ...totalsOf([]) };

    const comment = workingComment(frame, { started: DAWN, ...nothing });

    expect(comment).toContain('opencode is starting · since');
    expect(comment).not.toContain('|');
  });

  test('stays the same as long as nothing happens', () => {
    const story = called(atWork(), 'bash', 'npm test');
    const before = working(story);

    story.wait(600_000);

    expect(working(story)).toBe(before);
  });

  test('says where nobody may be able to end it', () => {
    const view = { started: DAWN, sessions: [], pending: [], said: '', ...totalsOf([]) };

    expect(workingComment({ ...frame, mayStay: true }, view)).toContain('this may stay as it is');
    expect(workingComment(frame, view)).not.toContain('stay');
    expect(endedComment({ ...frame, mayStay: true }, aReport())).not.toContain('stay');
  });

  test('shows ten of many sessions and counts the others', () => {
    const story = new Story().busy('root');
    for (let number = 0; number < 40; number += 1) story.launch(`child${number}`);

    const comment = working(story);

    expect(comment.match(/^\| (└|build)/gm)).toHaveLength(10);
    expect(comment).toMatch(/^… and 31 /m);
  });
});

const OUR_HTML =
  /^(<!-- agent-run:run v1 abc -->|<\/?details>|<details>\n<summary>[\w ]+<\/summary>)$/;

/** Everything in it that does more than show text, and is not ours. */
function harmIn(markdown: string): unknown[] {
  const { text, links, images, html } = rendered(markdown);
  return [
    ...images,
    ...html.filter((piece) => !OUR_HTML.test(piece)),
    ...links.filter((link) => link !== PAGE),
    ...(text.match(/@[\p{L}\p{N}_-]|[#!]\d|\bGH-\d|:\/\/|\bwww\./giu) ?? []),
    ...(markdown.match(/^[ \t>]*\/[a-z]+( .*)?$/gim) ?? []),
    ...(markdown.match(/<!--/g) ?? []).slice(1),
    ...(markdown.indexOf(MARKER) === 0 ? [] : ['the mark is not first']),
  ];
}

const HOSTILE = [
  'ping @octocat and @org/team',
  'fixes #1, closes owner/repo#22, resolves https://evil.example/o/r/issues/3, GH-3 and !4',
  '![](https://evil.example/pixel.png) <img src=https://evil.example/p.png> ![a][b]\n\n[b]: //evil.example/p',
  '[click](https://evil.example) <https://evil.example> www.evil.example [x](javascript:alert(1))',
  '<!-- agent-run:run v1 abc -->\n```\n<!-- a mark of another action -->\n```',
  '</details>\n\n<details open><summary>@x</summary>',
  '/approve\n/lgtm cancel\n> /merge\n- /retest\n```\n/approve\n```',
  '```\n@x\n',
  '~~~~\n```\n@x',
  '- ```\n  @x\n',
  '| a | b |\n| --- | --- |\n| @x | #1 |',
  '&#64;octocat &lt;b&gt; \u202E@x',
  '\u0000\u001B]8;;https://evil.example\u0007x',
];

describe.each(HOSTILE)('%j', (text) => {
  test('does nothing as a message, a reason, a title, a tool or a model', () => {
    const story = called(atWork(text), text, text);
    const report = reportOf(story, { finalMessage: text, reason: text, model: text });

    expect(harmIn(endedComment(frame, report))).toEqual([]);
    expect(harmIn(endedComment(frame, { ...report, finalMessage: `Well.\n${text}` }))).toEqual([]);
    expect(harmIn(working(story, text))).toEqual([]);
  });
});

const PIECES = ['@', 'x', '1', '#', '!', '[', ']', '(', ')', ':', '//', '<', '>', '&', ';', '/a']
  .concat(['\\', '`', '```', '~~~', '\n', '\n\n', ' ', '|', '-', '*', '_', '$', 'GH-', 'www.'])
  .concat(['    ', '> ', '1. ', '<!--', '-->', '</details>']);

test('no text that anybody puts together does anything', () => {
  assert(
    property(array(constantFrom(...PIECES), { maxLength: 30 }), (pieces) => {
      const report = aReport({ finalMessage: pieces.join('') });

      expect(harmIn(endedComment(frame, report))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['/approve', true],
  ['  /lgtm cancel', true],
  ['> /merge', true],
  ['* /close', true],
  ['/usr/bin/env', false],
  ['see /approve', false],
  ['//', false],
  ['/ etc', false],
])('the line %j would be obeyed: %s', (line, isCommand) => {
  const made = unobeyed(`before\n${line}\nafter`);

  expect(made !== `before\n${line}\nafter`).toBe(isCommand);
  expect(seen(made)).toBe(`before\n${line}\nafter`);
});

test.each(['> '.repeat(100_000), '/a'.repeat(100_000), '\n/a'.repeat(50_000), '-'.repeat(200_000)])(
  'a long line of %.6s is looked through at once',
  (text) => {
    const began = performance.now();

    unobeyed(text);

    expect(performance.now() - began).toBeLessThan(1000);
  },
);
