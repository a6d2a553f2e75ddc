import { expect, test } from 'vitest';
import { issueTemplate } from '../../../src/hygiene/rules/issue-template.ts';
import { issue, ISSUE_POLICY, issueTemplateFile } from '../rules/issue-facts.ts';
import { formFile, type FilledField } from './rendered-form.ts';

const LONGEST = 65_536;
const full = (unit: string): string =>
  unit.repeat(Math.ceil(LONGEST / unit.length)).slice(0, LONGEST);

/** Forms whose labels repeat and whose options hold many commas: the most that there is to try out. */
const TEMPLATES = Array.from({ length: 4 }, (_, form) => {
  const fields = Array.from({ length: 40 }, (__, index): FilledField => {
    const base = { label: index % 3 === 0 ? 'a' : `b${String(index % 7)}`, required: true };
    if (index % 2 === 0) return { ...base, type: 'textarea', answer: '', render: 'text' };
    const options = [
      'x',
      'x,x',
      ','.repeat(25),
      ...Array.from({ length: 40 }, (___, at) => `${String(at)},x`),
    ];
    return { ...base, type: 'dropdown', multiple: true, options, answer: '' };
  });
  return issueTemplateFile(`${String(form)}.yml`, formFile(fields));
});

test.each([
  '### a\n',
  '### a\n\nx, x\n\n',
  '### a\n\n```\n### b1\n```\n\n',
  '### b1\n\nx,x,x,x,x,x,x,x,x,x,x,x,x\n\n### a\n\n',
  `### b1\n\n${'x,'.repeat(90)}\n\n`,
  '**a**\n',
  '**a',
  '# ',
  '- [x] a\n',
  '- [x] ',
  '```\n',
  '`',
  '<!--',
  ',',
  'x,',
  '\r',
  '\u3164',
  '[a](',
  '### (((',
])('a description of %j again and again is judged within a second', (unit) => {
  const facts = issue(`### a\n\nx\n\n### b1\n\n${full(unit)}`.slice(0, LONGEST), TEMPLATES);

  expect(quickest(() => issueTemplate(facts, ISSUE_POLICY))).toBeLessThan(1);
});

/** Processor time, because the machine may be busy; a slow first attempt is forgiven, it may have collected garbage. */
function quickest(work: () => void): number {
  const first = secondsOf(work);
  return first < 0.5 ? first : Math.min(first, secondsOf(work));
}

function secondsOf(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}
