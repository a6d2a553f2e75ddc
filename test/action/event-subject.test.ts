import { expect, test } from 'vitest';
import { subjectOfEvent } from '../../src/action/event-subject.ts';

const PULL = { number: 7, head: { ref: 'feature' } };

test.each<[string, unknown, string | undefined, number | undefined]>([
  ['pull_request', { action: 'opened', number: 7, pull_request: PULL }, 'refs/pull/7/merge', 7],
  ['pull_request_target', { pull_request: PULL }, 'refs/heads/main', 7],
  ['pull_request_review', { review: {}, pull_request: PULL }, undefined, 7],
  ['pull_request_review_comment', { comment: {}, pull_request: PULL }, undefined, 7],
  ['issues', { action: 'opened', issue: { number: 12 } }, 'refs/heads/main', 12],
  ['issue_comment', { issue: { number: 12, pull_request: {} }, comment: {} }, undefined, 12],
  ['issue_comment', { issue: { number: 12, pull_request: null } }, undefined, 12],
  // Gitea tells of a comment on a pull request with both.
  ['issue_comment', { is_pull: true, issue: { number: 12 }, pull_request: null }, undefined, 12],
  ['pull_request_review_rejected', { review: { type: 'x' } }, 'refs/pull/31/head', 31],
  ['pull_request', undefined, 'refs/pull/31/merge', 31],
  ['push', { after: 'abc', commits: [] }, 'refs/heads/main', undefined],
  // A branch may be called like that.
  ['push', { after: 'abc' }, 'refs/pull/31/head', undefined],
  ['schedule', { schedule: '0 * * * *' }, 'refs/heads/main', undefined],
  ['workflow_dispatch', { inputs: { number: '3' } }, 'refs/heads/main', undefined],
  ['workflow_run', { workflow_run: { pull_requests: [{ number: 3 }] } }, undefined, undefined],
  ['pull_request', { pull_request: { number: '7' } }, undefined, undefined],
  ['pull_request', { pull_request: { number: -7 } }, undefined, undefined],
  ['issues', { issue: { number: 1.5 } }, undefined, undefined],
  ['issues', { issue: null }, 'refs/pull/31/head', undefined],
  ['', 'no object', undefined, undefined],
])('an event %s with %j on %s is about %s', (event, payload, ref, number) => {
  expect(subjectOfEvent(event, payload, ref)).toBe(number);
});
