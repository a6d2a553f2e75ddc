import { expect, test } from 'vitest';
import { prBody } from '../../../src/hygiene/rules/pr-body.ts';
import { prTemplate } from '../../../src/hygiene/rules/pr-template.ts';
import { lintTemplate } from '../../../src/hygiene/template/lint.ts';
import { insertSkeletons, skeletonOf } from '../../../src/hygiene/template/skeletons.ts';
import { markdownTemplate, POLICY, pullRequest, TEMPLATE, TEMPLATE_TEXT } from './pull-request.ts';

const LONGEST = 65_536;

const full = (unit: string): string =>
  unit.repeat(Math.ceil(LONGEST / unit.length)).slice(0, LONGEST);
const rows = (count: number, row: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => row(index)).join('\n');

const INPUTS: [string, string][] = [
  ...[
    '*_',
    'a\n=\n',
    '> - ',
    '1. ',
    '> ',
    '[a](',
    'a_',
    'a**b',
    '[a][b] ',
    '`',
    '<!--',
    '<!-- -->\n',
    '<!---->',
  ].map((unit): [string, string] => [`${JSON.stringify(unit)} again and again`, full(unit)]),
  ...[
    '<a ',
    '<',
    '(',
    '((a',
    '[x] ',
    '# (',
    '**',
    '**a**\n',
    '- [x] a\n',
    '#\n',
    '|a',
    '|a\n|-\n',
    '&#',
    '\u3164 ',
    ':a',
    'fix ',
    'fixes a/',
    'a b c d e f ',
  ].map((unit): [string, string] => [`${JSON.stringify(unit)} again and again`, full(unit)]),
  ['deep quotations with lazy lines', `${'> '.repeat(1_000)}a\n${full('b\n')}`],
  ['brackets', `${'['.repeat(20_000)}${']('.repeat(20_000)}`],
  ['rising runs of backticks', rows(350, (index) => '`'.repeat(index))],
  ['10,000 headings', rows(10_000, () => '# a')],
  ['10,000 boxes', rows(10_000, () => '- [x]a')],
  ['7,000 true boxes', rows(7_000, () => '- [x] a')],
  ['one heading of full length', `# ${full('(a')}`],
  ['one box of full length', `- [x] ${full('I tried ')}`],
  ['the template many times', full(TEMPLATE_TEXT)],
  ['the text of the template without its headings', full(TEMPLATE_TEXT.replaceAll('### ', ''))],
  ['white space', full(' ')],
  ['open HTML with comments', full('<p>\n<!-- a\n\n')],
];

test.each(INPUTS)('a description of %s is judged within a second', (_, body) => {
  const seconds = quickest((attempt) => {
    const facts = pullRequest(`${body}${attempt}`);
    prTemplate(facts, POLICY);
    prBody(facts, { mode: 'enforce', close: true, minWords: 1, maxWords: 9 });
  });

  expect(seconds).toBeLessThan(1);
});

test.each(INPUTS)(
  'a template of %s is read, held against itself and checked in time',
  (_, text) => {
    const seconds = quickest((attempt) => {
      const own = `${text}${attempt}`;
      prTemplate(pullRequest(own, [markdownTemplate(own)]), POLICY);
      lintTemplate({ path: 'a.md', text: own });
    });

    expect(seconds).toBeLessThan(2);
  },
);

test.each(INPUTS)('a description of %s gets its headings in time', (_, body) => {
  const skeletons = TEMPLATE.sections.flatMap((section) => skeletonOf(section));

  const seconds = quickest((attempt) => {
    insertSkeletons(`${attempt}${body.slice(0, 60_000)}`, skeletons);
  });

  expect(seconds).toBeLessThan(2);
});

/** Processor time, because the machine may be busy; a slow first attempt is forgiven, it may have collected garbage. */
function quickest(work: (attempt: string) => void): number {
  const first = secondsOf(() => work(''));
  return first < 0.5
    ? first
    : Math.min(
        first,
        secondsOf(() => work(' ')),
      );
}

function secondsOf(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}
