import { expect, test } from 'vitest';
import { PHASES } from '../../src/hygiene/record.ts';
import { PLACEHOLDERS } from '../../src/text/notice-placeholders.ts';
import { noticeValues } from '../../src/text/notice-values.ts';
import type { NoticeTemplateName } from '../../src/text/notice-view.ts';
import {
  DEADLINE,
  finding,
  keysOf,
  noticeView,
  ORIGIN_LINK,
  ORIGIN_TEMPLATE,
} from '../support/notice-views.ts';

const findings = [...ORIGIN_TEMPLATE, ORIGIN_LINK];

/** Everything that a notice may have to say, at once. */
const full = noticeView({
  findings,
  skeletons: ['### Checklist'],
  linked: ['12'],
  subject: { ...noticeView().subject, base: { branch: 'next', isDefault: false } },
  record: {
    closing: keysOf(ORIGIN_TEMPLATE),
    deadline: DEADLINE,
    reminded: true,
    closedAt: DEADLINE,
    remaining: 60_000,
    paused: { why: 'draft' },
    attended: { by: 'boss', at: DEADLINE },
    waiver: { by: 'boss', at: DEADLINE, how: 'command', reason: 'urgent' },
  },
});

test('every placeholder has a value, and every value a placeholder', () => {
  const values = noticeValues(full);

  const present = Object.keys(values).filter((name) => values[name] !== undefined);
  expect(present.toSorted()).toEqual(PLACEHOLDERS.map(({ name }) => name).toSorted());
});

test('what only asks whether something is so has no text', () => {
  const values = noticeValues(full);
  const conditions = Object.keys(values).filter((name) => typeof values[name] === 'boolean');

  expect(conditions.toSorted()).toEqual(
    PLACEHOLDERS.filter(({ onlySection }) => onlySection === true)
      .map(({ name }) => name)
      .toSorted(),
  );
});

test('without a deadline, nothing about deadlines and closes has a value', () => {
  const { deadline: _, ...record } = full.record;
  const about = [
    'deadline',
    'span',
    'points',
    'points-without',
    'reminded',
    'reopens',
    'same-head',
  ] as const;
  const valued = (view: typeof full) => about.filter((name) => noticeValues(view)[name]);

  expect(valued(full)).toEqual(about);
  expect(valued({ ...full, record })).toEqual([]);
});

const bare = {
  findings: [finding({ kind: 'description-empty' })],
  links: { newIssue: 'https://github.com/acme/app/issues/new' },
  labels: { flag: [], exempt: 'hygiene:exempt' },
  reopenNeedsSameHead: false,
};

test.each(PHASES)('%s: what is promised to be there always is', (phase) => {
  const values = noticeValues(noticeView({ ...bare, record: { phase, paused: { why: 'hold' } } }));
  const template: NoticeTemplateName = phase;

  const promised = PLACEHOLDERS.filter(
    ({ in: places, within, onlySection, alwaysIn }) =>
      places.includes(template) &&
      onlySection !== true &&
      (within === undefined || alwaysIn?.includes(template) === true),
  );

  expect(promised.filter(({ name }) => !values[name]).map(({ name }) => name)).toEqual([]);
});

test.each(PHASES)('%s: what stands within another is there when that is', (phase) => {
  const record = { ...full.record, phase };
  const values = noticeValues({ ...full, record });

  const inside = PLACEHOLDERS.filter(
    ({ in: places, within, name }) =>
      places.includes(phase) && within !== undefined && within !== name && values[within],
  );

  expect(inside.filter(({ name }) => !values[name]).map(({ name }) => name)).toEqual([]);
});
