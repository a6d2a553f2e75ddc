import { expect, test } from 'vitest';

import type { SessionReport } from '../../src/sessions/outcome.ts';
import { gantt } from '../../src/text/gantt.ts';
import { reportOf } from '../support/report-builder.ts';
import { DAWN, Story } from '../support/tree-builder.ts';

const [session] = reportOf(new Story({ title: 'fix' }).prompt('root')).sessions;
if (session === undefined) throw new Error('the story has no session');

type Busy = [from: number, to?: number];

function sessionWith(spans: readonly Busy[], more: Partial<SessionReport> = {}): SessionReport {
  const busy = spans.map(([from, to]) => ({
    from: DAWN + from,
    ...(to === undefined ? {} : { to: DAWN + to }),
  }));
  return { ...session, ...more, busy } as SessionReport;
}

/** The chart's bars: their tag, where they begin and end. */
function barsOf(chart: string): [string, number, number][] {
  return [...chart.matchAll(/:(\w+), (\d+), (\d+)/g)].map(([, tag = '', from, to]) => [
    tag,
    Number(from) - DAWN,
    Number(to) - DAWN,
  ]);
}

test.each<[claim: string, busy: Busy[], bars: [string, number, number][]]>([
  [
    'every span',
    [
      [0, 100],
      [500, 1000],
    ],
    [
      ['active', 0, 100],
      ['active', 500, 1000],
    ],
  ],
  [
    'no gap that cannot be seen',
    [
      [0, 500],
      [505, 1000],
    ],
    [['active', 0, 1000]],
  ],
  ['an open span up to the end of the run', [[200]], [['active', 200, 1000]]],
  [
    'four spans of a session at most, the last of them longer',
    [
      [0, 100],
      [200, 300],
      [400, 500],
      [600, 700],
      [800, 900],
      [950, 1000],
    ],
    [
      ['active', 0, 100],
      ['active', 200, 300],
      ['active', 400, 500],
      ['active', 600, 1000],
    ],
  ],
])('draws %s', (_, busy, bars) => {
  expect(barsOf(gantt([sessionWith(busy)], DAWN + 1000))).toEqual(bars);
});

test('draws nothing when nobody ever worked', () => {
  expect(gantt([], DAWN)).toBe('');
  expect(gantt([sessionWith([])], DAWN)).toBe('');
});

test('marks what ended badly', () => {
  const all = (['completed', 'failed', 'aborted', 'working'] as const).map((state) =>
    sessionWith([[0, 1000]], { state }),
  );

  expect(barsOf(gantt(all, DAWN + 1000)).map(([tag]) => tag)).toEqual([
    'done',
    'crit',
    'crit',
    'active',
  ]);
});

test('tells sessions of the same name apart', () => {
  const twins = [sessionWith([[0, 10]]), sessionWith([[0, 10]])];

  expect(gantt(twins, DAWN + 10).match(/section .*/g)).toEqual([
    'section › build · fix',
    'section › build · fix (2)',
  ]);
});
