import { expect, test } from 'vitest';
import { subjectEvents } from '../../../src/forge/gitea/subject-events.ts';
import { timelineEntry } from '../../../src/forge/gitea/subject-shapes.ts';
import { ANN, BOT, entry, GHOST, labelOf } from './subject-answers.ts';

const FORCED = '{"is_force_push":true,"commit_ids":["a","b"]}';

test.each([
  ['close', {}, { kind: 'closed' }],
  ['reopen', {}, { kind: 'reopened' }],
  ['merge_pull', {}, { kind: 'closed' }],
  ['lock', {}, { kind: 'locked' }],
  ['unlock', {}, { kind: 'unlocked' }],
  ['delete_branch', { old_ref: 'topic' }, { kind: 'head-deleted' }],
  ['label', { body: '1', label: labelOf(1, 'bug') }, { kind: 'labelled', label: 'bug' }],
  ['label', { body: '', label: labelOf(1, 'bug') }, { kind: 'unlabelled', label: 'bug' }],
  ['assignees', { assignee: BOT }, { kind: 'assigned', to: 'hygiene-bot' }],
  ['change_title', { old_title: 'a', new_title: 'WIP: a' }, { kind: 'drafted' }],
  ['change_title', { old_title: '[wip]a', new_title: 'a' }, { kind: 'readied' }],
  ['pull_push', { body: FORCED }, { kind: 'head-replaced' }],
  ['review', { body: 'No.' }, { kind: 'reviewed' }],
])('%s with %j becomes %j', (type, more, event) => {
  const [told] = eventsOf([entry(type, { user: BOT, ...more })]);

  const by = { login: 'hygiene-bot', isBot: false };
  expect(told).toEqual({ ...event, by, at: Date.parse('2026-06-24T14:02:00Z') });
});

test.each([
  ['comment', { body: 'close' }],
  ['code', {}],
  ['label', { body: '1', label: null }],
  ['assignees', { assignee: BOT, removed_assignee: true }],
  ['assignees', { assignee: null, assignee_team: { id: 1, name: 'core' } }],
  ['change_title', { old_title: 'a', new_title: 'b' }],
  ['change_title', { old_title: 'WIP: a', new_title: '[WIP] a' }],
  ['pull_push', { body: '{"is_force_push":false,"commit_ids":["a"]}' }],
  ['pull_push', { body: 'not JSON' }],
  ['pull_push', { body: 'null' }],
  ['review', { user: ANN }],
  ['review', { user: { ...ANN, login: 'Ann' } }],
  ['change_flow_type', {}],
  ['constructor', {}],
])('%s with %j tells nothing', (type, more) => {
  expect(eventsOf([entry(type, { user: BOT, ...more })])).toEqual([]);
});

test('a deleted account is named by nobody', () => {
  expect(eventsOf([entry('close', { user: GHOST })])[0]).not.toHaveProperty('by');
});

test('what happened is told oldest first, and in its order within a second', () => {
  const late = { created_at: '2026-06-24T15:00:00Z' };

  const events = eventsOf([entry('close', late), entry('lock'), entry('unlock')]);

  expect(events.map(({ kind }) => kind)).toEqual(['locked', 'unlocked', 'closed']);
});

function eventsOf(entries: object[]) {
  return subjectEvents(
    entries.map((each) => timelineEntry.parse(each)),
    'ann',
  );
}
