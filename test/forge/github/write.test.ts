import { expect, test } from 'vitest';
import { Forbidden, ForgeUnavailable, Refused } from '../../../src/forge/errors.ts';
import type { Change } from '../../../src/forge/model.ts';
import { githubWire, refusal } from './github-wire.ts';
import { issue, pull, REF } from './subject-answers.ts';
import { afterRead, done, LABEL, written } from './writing.ts';

const wire = githubWire();
const SHA = 'a'.repeat(40);
const CHECK: Change = {
  do: 'set-check',
  sha: SHA,
  check: { conclusion: 'failure', title: 'Two things', summary: '- one' },
};
const CHECKS = '/repos/octo/hello/check-runs';

test('a bad pull request costs one read, one mutation and one check', async () => {
  const forge = await afterRead(wire(), pull());
  wire().answers({ change0: done, change1: done }).rest('POST', CHECKS, 201, { id: 5 });

  await forge.write(REF, [
    { do: 'add-labels', labels: [LABEL] },
    { do: 'post-notice', body: '<!-- x --> "quoted" ${{ secrets.A }}' },
    CHECK,
  ]);

  expect(wire().requests).toEqual(['POST /graphql', 'POST /graphql', `POST ${CHECKS}`]);
  expect(written(wire())).toEqual({
    fields: ['addLabelsToLabelable', 'addComment'],
    variables: {
      labelableId0: 'SUBJECT',
      labelIds0: ['L1'],
      subjectId1: 'SUBJECT',
      body1: '<!-- x --> "quoted" ${{ secrets.A }}',
    },
  });
  expect(wire().sent).toEqual([
    {
      name: 'hygiene',
      head_sha: SHA,
      status: 'completed',
      conclusion: 'failure',
      output: { title: 'Two things', summary: '- one' },
    },
  ]);
});

test('a fixed pull request costs one read, one mutation and one check', async () => {
  const forge = await afterRead(wire(), pull());
  wire()
    .answers({ change0: done, change1: done, change2: done })
    .rest('POST', CHECKS, 201, { id: 5 });

  await forge.write(REF, [
    { do: 'remove-labels', labels: [LABEL.name.toUpperCase()] },
    { do: 'edit-notice', comment: 'C', body: 'All set.' },
    { do: 'minimise', comment: 'C' },
    CHECK,
  ]);

  expect(wire().requests).toHaveLength(3);
  expect(written(wire())).toEqual({
    fields: ['removeLabelsFromLabelable', 'updateIssueComment', 'minimizeComment'],
    variables: {
      labelableId0: 'SUBJECT',
      labelIds0: ['L1'],
      id1: 'C',
      body1: 'All set.',
      subjectId2: 'C',
    },
  });
});

test.each([
  ['a pull request', pull(), ['updateIssueComment', 'closePullRequest']],
  ['an issue', issue(), ['updateIssueComment', 'closeIssue']],
])('the deadline of %s costs one read and one mutation', async (_, subject, fields) => {
  const forge = await afterRead(wire(), subject);
  wire().answers({ change0: done, change1: done });

  await forge.write(REF, [{ do: 'edit-notice', comment: 'C', body: 'Closed.' }, { do: 'close' }]);

  expect(wire().requests).toHaveLength(2);
  expect(written(wire()).fields).toEqual(fields);
});

test('an issue is closed as not planned', async () => {
  const forge = await afterRead(wire(), issue());
  wire().answers({ change0: done });

  await forge.write(REF, [{ do: 'close' }]);

  expect(wire().asked.at(-1)?.document).toContain('stateReason: NOT_PLANNED');
});

test.each<[string, object, Change, string]>([
  ['unfolds', pull(), { do: 'unminimise', comment: 'C' }, 'unminimizeComment'],
  ['deletes', pull(), { do: 'delete-notice', comment: 'C' }, 'deleteIssueComment'],
  ['replies', pull(), { do: 'reply', body: 'x' }, 'addComment'],
  ['reopens', pull(), { do: 'reopen' }, 'reopenPullRequest'],
  ['reopens an issue', issue(), { do: 'reopen' }, 'reopenIssue'],
  ['edits a body', pull(), { do: 'edit-body', body: 'x' }, 'updatePullRequest'],
  ['edits the body of an issue', issue(), { do: 'edit-body', body: 'x' }, 'updateIssue'],
  ['reacts', pull(), { do: 'react', comment: 'C', reaction: 'denied' }, 'addReaction'],
])('it %s', async (_, subject, change, field) => {
  const forge = await afterRead(wire(), subject);
  wire().answers({ change0: done });

  await forge.write(REF, [change]);

  expect(written(wire()).fields).toEqual([field]);
});

test.each([
  ['done', 'THUMBS_UP'],
  ['confused', 'CONFUSED'],
  ['denied', 'THUMBS_DOWN'],
] as const)('the reaction %s is %s', async (reaction, content) => {
  const forge = await afterRead(wire(), pull());
  wire().answers({ change0: done });

  await forge.write(REF, [{ do: 'react', comment: 'C', reaction }]);

  expect(written(wire()).variables).toEqual({ subjectId0: 'C', content0: content });
});

test('nothing to write takes no request', async () => {
  await wire().forge().write(REF, []);

  expect(wire().requests).toEqual([]);
});

test('changes keep their order around a check', async () => {
  const forge = await afterRead(wire(), pull());
  wire().answers({ change0: done }).rest('POST', CHECKS, 201, { id: 5 }).answers({ change0: done });

  await forge.write(REF, [{ do: 'reply', body: '1' }, CHECK, { do: 'reply', body: '2' }]);

  expect(wire().requests.slice(1)).toEqual(['POST /graphql', `POST ${CHECKS}`, 'POST /graphql']);
});

test('a subject that was not read is looked up once', async () => {
  const forge = wire().forge();
  wire()
    .answers({ rateLimit: null, repository: { subject: { kind: 'Issue', id: 'I' } } })
    .answers({ change0: done })
    .answers({ change0: done });

  await forge.write(REF, [{ do: 'close' }]);
  await forge.write(REF, [{ do: 'reopen' }]);

  expect(written(wire())).toEqual({ fields: ['reopenIssue'], variables: { issueId0: 'I' } });
});

test('a subject that is gone cannot be written to', async () => {
  wire().answers({ rateLimit: null, repository: { subject: refusal('NOT_FOUND') } });

  await expect(
    wire()
      .forge()
      .write(REF, [{ do: 'close' }]),
  ).rejects.toThrow(Refused);
});

test.each<[string, Change, Error, new (message: string, needs: string) => Error]>([
  [
    'a head that was replaced',
    { do: 'reopen' },
    refusal('UNPROCESSABLE', 'Could not open the pull request.'),
    Refused,
  ],
  [
    'a notice that is gone',
    { do: 'edit-notice', comment: 'C', body: 'x' },
    refusal('NOT_FOUND'),
    Refused,
  ],
  ['a missing permission', { do: 'close' }, refusal('FORBIDDEN'), Forbidden],
  [
    'a label that was replaced',
    { do: 'add-labels', labels: [LABEL] },
    refusal('NOT_FOUND'),
    ForgeUnavailable,
  ],
])('%s ends the write with its own error', async (_, change, answer, expected) => {
  const forge = await afterRead(wire(), pull());
  wire().answers({ change0: done, change1: answer });

  await expect(forge.write(REF, [{ do: 'reply', body: 'x' }, change])).rejects.toThrow(expected);
});

test.each<[string, Change, Error]>([
  ['deleting a comment that is gone', { do: 'delete-notice', comment: 'C' }, refusal('NOT_FOUND')],
  ['folding a comment that is gone', { do: 'minimise', comment: 'C' }, refusal('NOT_FOUND')],
  ['closing what is closed', { do: 'close' }, refusal('UNPROCESSABLE', 'It is already closed.')],
])('%s is done', async (_, change, answer) => {
  const forge = await afterRead(wire(), pull());
  wire().answers({ change0: answer });

  await expect(forge.write(REF, [change])).resolves.toBeUndefined();
});
