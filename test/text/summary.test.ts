import { describe, expect, test } from 'vitest';

import { OUTCOMES } from '../../src/sessions/outcome.ts';
import { summary } from '../../src/text/summary.ts';
import { aReport, reportOf } from '../support/report-builder.ts';
import { DAWN, idOf, Story } from '../support/tree-builder.ts';

/** A run with a child, and something to say in every section. */
function everything() {
  const story = new Story().prompt('root').run('root', 'bash', 'npm test', { takes: 3000 });
  story.launch('find', { title: 'find TODOs' }).wait(2000);
  story.say('find', 'Two.', { cost: 0.25, tokens: { input: 1200 } }).finish('find');
  story.launch('fix', { title: 'fix it' }).wait(1000);
  story.fail('fix', { name: 'APIError', message: 'Overloaded | sorry', statusCode: 529 });
  story.say('root', 'Done.', { cost: 1, tokens: { output: 300 } }).idle('root');
  return reportOf(story, {
    outcome: 'completed-with-denials',
    reason: 'Every session finished; 1 permission was refused on the way.',
    finalMessage: '# Fixed\n\n- one TODO',
    structuredOutput: { fixed: 1 },
    denials: [
      { sessionId: idOf('find'), kind: 'permission', what: 'bash', patterns: ['rm *'], at: DAWN },
      { sessionId: idOf('root'), kind: 'question', what: 'Which one?', patterns: [], at: DAWN },
    ],
    changes: [{ path: 'src/a|b.ts', status: 'M', added: 3, deleted: 1 }],
    commits: 1,
    model: 'anthropic/claude-sonnet-4-5',
    opencodeVersion: '1.18.33',
    paths: { transcript: '/tmp/t.jsonl', page: '/tmp/t.html' },
    warnings: ['The version is not pinned.'],
  });
}

test('tells a run, its outcome first', () => {
  expect(summary(everything(), 'full')).toMatchSnapshot();
});

test('in brief leaves out tables, changes and words of the model', () => {
  const text = summary(everything(), 'brief');

  expect(text).toContain('completed-with-denials');
  expect(text).toContain('Which one?');
  expect(text).not.toMatch(/### Sessions|mermaid|Changed files \(|one TODO/);
});

test('says nothing when it is off', () => {
  expect(summary(everything(), 'off')).toBe('');
});

test.each(OUTCOMES)('of a run that never had a session begins with its outcome: %s', (outcome) => {
  const text = summary(aReport({ outcome, finalMessage: '' }), 'full');

  expect(text.split('\n')[0]).toMatch(new RegExp(`^## \\S+ Agent run: ${outcome}$`));
  expect(text).not.toMatch(/undefined|null|NaN|### Sessions|mermaid/);
});

describe('hostile words', () => {
  const words = '@octocat #1 <script>x</script> [a](http://evil) | `x` \n## Forged\n```\n::error::';

  test('stay words, wherever they stand', () => {
    const story = new Story({ title: words, agent: words }).prompt('root');
    story.launch('child', { title: words, agent: words });
    story.fail('child', { name: words, message: words }).idle('root');
    const text = summary(
      reportOf(story, {
        reason: words,
        finalMessage: words,
        structuredOutput: words,
        model: words,
        opencodeVersion: words,
        warnings: [words],
        changes: [{ path: words, status: words }],
        denials: [
          { sessionId: idOf('root'), kind: 'permission', what: words, patterns: [words], at: 0 },
          { sessionId: idOf('root'), kind: 'question', what: words, patterns: [], at: 0 },
        ],
      }),
      'full',
    );

    const [ours = '', theirs = ''] = text.split('### Final message');
    const rendered = ours.replace(/\\./g, '').replace(/(`+)[^`][^]*?\1(?!`)/g, 'code');
    expect(rendered).not.toMatch(/@o|#1|<script|:\/\/|\]\(|^## Forged/m);
    expect(theirs).not.toMatch(/@o|#1|<script|:\/\/|\]\(/);
    for (const line of ours.split('\n').filter((each) => each.startsWith('| '))) {
      expect(line.replace(/\\[|]/g, '').split('|').length).toBeOneOf([9, 10]);
    }
  });

  test('of the final message come last, so that an open fence swallows nothing of ours', () => {
    const report = { ...everything(), finalMessage: '- ```\n  open for ever' };

    const text = summary(report, 'full');

    expect(text.trimEnd().endsWith(report.finalMessage)).toBe(true);
  });
});

describe('500 sessions', () => {
  const story = new Story().prompt('root');
  for (let n = 0; n < 500; n += 1) story.launch(`s${String(n)}`, { by: 'background' });
  story.wait(1000).say('root', 'Started.');
  for (let n = 0; n < 500; n += 1) {
    story.wait(7);
    if (n === 400) story.fail('s400', { name: 'APIError', message: 'Overloaded' });
    else story.say(`s${String(n)}`, 'Done.').idle(`s${String(n)}`);
  }
  const text = summary(reportOf(story.say('root', 'All done.').idle('root')), 'full');

  test('stay readable: the most interesting ones are shown, the others counted', () => {
    expect(text.split('\n').filter((line) => line.includes('└'))).toHaveLength(24);
    expect(text).toContain('… and 476 more (476 completed)');
    expect(text).toMatch(/└ s400 .*failed \(APIError: Overloaded\)/);
    expect(Buffer.byteLength(text)).toBeLessThan(20_000);
  });

  test('get a chart that Mermaid can draw', () => {
    const chart = /```mermaid\n([^]*?)```/.exec(text)?.[1] ?? '';

    expect(chart.split('\n').filter((line) => line.includes('section'))).toHaveLength(20);
    expect(chart.length).toBeLessThan(50_000);
  });
});

describe('what does not fit', () => {
  const large = { ...everything(), finalMessage: '€'.repeat(5_000_000) };

  test('never makes it larger than GitHub takes', () => {
    expect(Buffer.byteLength(summary(large, 'full'))).toBeLessThan(1024 * 1024);
  });

  test.each([3000, 2000, 1500, 1000, 700, 100])('is left out by and by, %d bytes', (limit) => {
    const text = summary(everything(), 'full', limit);

    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limit);
    expect(text).toContain('completed-with-denials');
  });

  test('is named, and goes in the order of what matters least', () => {
    const text = summary(everything(), 'full', 1400);

    expect(text).toContain('1,400 bytes at most: structured output, timeline');
    expect(text).toContain('# Fixed');
  });
});
