import { expect, test } from 'vitest';
import { Forbidden, ForgeUnavailable, Refused } from '../../../src/forge/errors.ts';
import type { Change, LabelLook } from '../../../src/forge/model.ts';
import { giteaWire } from './gitea-wire.ts';
import {
  ISSUE,
  issueAnswer,
  labelOf,
  looksAt,
  PULL,
  pullAnswer,
  REF,
  timelinePage,
  WANTED,
} from './subject-answers.ts';

const wire = giteaWire();
const LOOK: LabelLook = { name: 'needs:issue', color: 'd93f0b', description: 'Links no issue' };
const REPO = 'repos/octo/hello';
const LABELS = `${REPO}/labels?page=1&limit=50`;
const ONE = { 'x-total-count': '1' };

const write = async (...changes: Change[]): Promise<void> => wire().forge().write(REF, changes);

test.each<[Change, 'POST' | 'PATCH' | 'DELETE', string, number, unknown]>([
  [{ do: 'post-notice', body: 'A' }, 'POST', `${ISSUE}/comments`, 201, { body: 'A' }],
  [{ do: 'reply', body: 'B' }, 'POST', `${ISSUE}/comments`, 201, { body: 'B' }],
  [
    { do: 'edit-notice', comment: '5', body: 'C' },
    'PATCH',
    `${REPO}/issues/comments/5`,
    200,
    { body: 'C' },
  ],
  [{ do: 'delete-notice', comment: '5' }, 'DELETE', `${REPO}/issues/comments/5`, 204, undefined],
  [{ do: 'delete-notice', comment: '5' }, 'DELETE', `${REPO}/issues/comments/5`, 404, undefined],
  [{ do: 'close' }, 'PATCH', ISSUE, 201, { state: 'closed' }],
  [{ do: 'reopen' }, 'PATCH', ISSUE, 201, { state: 'open' }],
  [{ do: 'edit-body', body: '' }, 'PATCH', ISSUE, 201, { body: '' }],
  [
    { do: 'react', comment: '5', reaction: 'done' },
    'POST',
    `${REPO}/issues/comments/5/reactions`,
    201,
    { content: '+1' },
  ],
  [
    { do: 'react', comment: '5', reaction: 'denied' },
    'POST',
    `${REPO}/issues/comments/5/reactions`,
    200,
    { content: '-1' },
  ],
  [
    { do: 'react', comment: '5', reaction: 'confused' },
    'POST',
    `${REPO}/issues/comments/5/reactions`,
    404,
    { content: 'confused' },
  ],
])('%j is %s %s, answered with %i', async (change, method, path, status, body) => {
  wire().on(method, path, status, status === 204 || status === 404 ? '' : {});

  await write(change);

  expect(wire().sent).toEqual(body === undefined ? [] : [body]);
});

test('folding takes no request', async () => {
  await write({ do: 'minimise', comment: '5' }, { do: 'unminimise', comment: '5' });

  expect(wire().requests).toEqual([]);
});

test('a pull request that was read is edited as one: its scope is another', async () => {
  const forge = wire().forge();
  looksAt(wire()).on('PATCH', PULL, 201, pullAnswer()).on('PATCH', PULL, 403, { message: '' });
  await forge.readSubject(REF, WANTED);

  await forge.write(REF, [{ do: 'close' }]);
  const again = forge.write(REF, [{ do: 'close' }]);

  await expect(again).rejects.toThrow(Forbidden);
  await expect(again).rejects.toMatchObject({
    needs: 'write:repository, and write access to the repository',
  });
});

test('a text is only replaced by who has read it, where the server counts', async () => {
  const forge = wire().forge();
  looksAt(wire(), { pull: pullAnswer({ content_version: 3 }) })
    .on('PATCH', PULL, 201, pullAnswer())
    .on('PATCH', PULL, 409, { message: 'already changed' });
  await forge.readSubject(REF, WANTED);

  await forge.write(REF, [{ do: 'edit-body', body: 'A' }]);
  await expect(forge.write(REF, [{ do: 'edit-body', body: 'B' }])).rejects.toThrow(Refused);

  expect(wire().sent).toEqual([{ body: 'A', content_version: 3 }, { body: 'B' }]);
});

test('a reaction that the administrator left out says what is missing', async () => {
  wire().on('POST', `${REPO}/issues/comments/5/reactions`, 403, { message: 'not allowed' });

  await expect(write({ do: 'react', comment: '5', reaction: 'confused' })).rejects.toMatchObject({
    needs: "write:issue, and confused among the server's reactions",
  });
});

test.each([
  ['success', 'success'],
  ['neutral', 'success'],
  ['failure', 'failure'],
] as const)('a check that says %s is a status of %s', async (conclusion, state) => {
  wire().on('POST', `${REPO}/statuses/abc`, 201, { id: 1, status: state, context: 'hygiene' });

  await write({ do: 'set-check', sha: 'abc', check: { conclusion, title: 'a\nb', summary: 's' } });

  expect(wire().sent).toEqual([{ state, context: 'hygiene', description: 'a b' }]);
});

test('a check of a commit that is gone is refused', async () => {
  wire().on('POST', `${REPO}/statuses/abc`, 404);
  const check = { conclusion: 'success', title: '', summary: '' } as const;

  await expect(write({ do: 'set-check', sha: 'abc', check })).rejects.toThrow(Refused);
});

test('labels are put on by their ids, which are asked for once', async () => {
  const forge = wire().forge();
  wire().on('GET', LABELS, 200, [labelOf(4, 'Needs:Issue')], ONE);
  for (let round = 0; round < 2; round += 1)
    wire().on('POST', `${ISSUE}/labels`, 200, [labelOf(4, 'Needs:Issue')]);

  await forge.write(REF, [{ do: 'add-labels', labels: [LOOK] }]);
  await forge.write(REF, [{ do: 'add-labels', labels: [LOOK] }]);

  expect(wire().sent).toEqual([{ labels: [4] }, { labels: [4] }]);
});

test('labels of the organisation count, of two with one name the older', async () => {
  const both = [labelOf(9, 'needs:issue'), labelOf(6, 'needs:issue')];
  wire()
    .on('GET', LABELS, 200, [labelOf(4, 'bug')], ONE)
    .on('GET', 'orgs/octo/labels?page=1&limit=50', 200, both, { 'x-total-count': '2' })
    .on('POST', `${ISSUE}/labels`, 200, [labelOf(6, 'needs:issue')]);

  await write({ do: 'add-labels', labels: [LOOK] });

  expect(wire().sent).toEqual([{ labels: [6] }]);
});

test.each([
  [404, 'an owner that is no organisation'],
  [403, 'a token without that scope'],
])('a label that is nowhere is made first, with %i from %s', async (status) => {
  const made = { ...LOOK, description: 'x'.repeat(300) };
  wire()
    .on('GET', LABELS, 200, 'null', { 'x-total-count': '0' })
    .on('GET', 'orgs/octo/labels?page=1&limit=50', status, { message: '' })
    .on('POST', `${REPO}/labels`, 201, labelOf(12, LOOK.name))
    .on('POST', `${ISSUE}/labels`, 200, [labelOf(12, LOOK.name)]);

  await write({ do: 'add-labels', labels: [made] });

  const description = 'x'.repeat(200);
  expect(wire().sent).toEqual([
    { name: LOOK.name, color: '#d93f0b', description },
    { labels: [12] },
  ]);
});

test('a label that was replaced is not believed to be on, and looked for next time', async () => {
  const forge = wire().forge();
  wire()
    .on('GET', LABELS, 200, [labelOf(4, LOOK.name)], ONE)
    .on('POST', `${ISSUE}/labels`, 200, [])
    .on('GET', LABELS, 200, [labelOf(5, LOOK.name)], ONE)
    .on('POST', `${ISSUE}/labels`, 200, [labelOf(5, LOOK.name)]);
  const changes: Change[] = [{ do: 'add-labels', labels: [LOOK] }];

  await expect(forge.write(REF, changes)).rejects.toThrow(ForgeUnavailable);
  await forge.write(REF, changes);

  expect(wire().sent).toEqual([{ labels: [4] }, { labels: [5] }]);
});

test('labels are taken off by the ids that the subject has them by, each by one request', async () => {
  const forge = wire().forge();
  const labels = [labelOf(6, 'needs:issue'), labelOf(40, 'Needs:Issue'), labelOf(1, 'bug')];
  looksAt(wire(), { pull: pullAnswer({ labels }) })
    .on('DELETE', `${ISSUE}/labels/6`, 204)
    .on('DELETE', `${ISSUE}/labels/40`, 422, { message: 'label does not exist' });
  await forge.readSubject(REF, WANTED);

  await forge.write(REF, [{ do: 'remove-labels', labels: ['needs:issue', 'never-there'] }]);

  expect(wire().requests.slice(-2)).toEqual([
    `DELETE ${ISSUE}/labels/6`,
    `DELETE ${ISSUE}/labels/40`,
  ]);
});

test('a label that the server cannot take off for a job is left out of all', async () => {
  const labels = [labelOf(6, LOOK.name), labelOf(1, 'bug')];
  wire()
    .on('GET', `${ISSUE}/labels`, 200, labels)
    .on('DELETE', `${ISSUE}/labels/6`, 500, { message: '' })
    .on('GET', `${ISSUE}/labels`, 200, labels)
    .on('PUT', `${ISSUE}/labels`, 200, [labelOf(1, 'bug')]);

  await write({ do: 'remove-labels', labels: [LOOK.name] });

  expect(wire().sent.at(-1)).toEqual({ labels: [1] });
});

test('a label that is gone in spite of an error is gone', async () => {
  wire()
    .on('GET', `${ISSUE}/labels`, 200, [labelOf(6, LOOK.name), labelOf(1, 'bug')])
    .on('DELETE', `${ISSUE}/labels/6`, 502)
    .on('GET', `${ISSUE}/labels`, 200, [labelOf(1, 'bug')]);

  await write({ do: 'remove-labels', labels: [LOOK.name] });

  expect(wire().requests).toHaveLength(3);
});

test('labels of a subject that was not read are asked for before they are taken off', async () => {
  wire()
    .on('GET', `${ISSUE}/labels`, 200, [labelOf(6, LOOK.name)])
    .on('DELETE', `${ISSUE}/labels/6`, 404);

  await write({ do: 'remove-labels', labels: [LOOK.name] });

  expect(wire().requests).toHaveLength(2);
});

test('a label that was put on can be taken off without another look', async () => {
  const forge = wire().forge();
  wire()
    .on('GET', PULL, 404)
    .on('GET', ISSUE, 200, issueAnswer({ labels: [] }))
    .on('GET', timelinePage(1), 200, [])
    .on('GET', LABELS, 200, [labelOf(4, LOOK.name)], ONE)
    .on('POST', `${ISSUE}/labels`, 200, [labelOf(4, LOOK.name)])
    .on('DELETE', `${ISSUE}/labels/4`, 204);
  await forge.readSubject(REF, WANTED);

  await forge.write(REF, [
    { do: 'add-labels', labels: [LOOK] },
    { do: 'remove-labels', labels: [LOOK.name] },
  ]);

  expect(wire().requests.at(-1)).toBe(`DELETE ${ISSUE}/labels/4`);
});

test('what stands behind a refused change is not done', async () => {
  wire().on('PATCH', ISSUE, 412, { message: 'it was merged' });

  await expect(write({ do: 'close' }, { do: 'reply', body: 'x' })).rejects.toThrow(Refused);
  expect(wire().requests).toEqual([`PATCH ${ISSUE}`]);
});

test.each([
  ['user is blocked by the poster or repository owner', Refused],
  ['Must be an organization member', Forbidden],
])('an author who has blocked our account refuses it: 403 %s', async (message, error) => {
  wire().on('POST', `${ISSUE}/comments`, 403, { message });

  await expect(write({ do: 'post-notice', body: 'A' })).rejects.toThrow(error);
});

test.each(['close', 'reopen'] as const)(
  'a Forgejo that stumbles over a %s and answers otherwise is refusing',
  async (change) => {
    wire().on('PATCH', ISSUE, 500, { message: '' }).on('GET', ISSUE, 200, issueAnswer());

    await expect(
      wire()
        .forge({ kind: 'forgejo' })
        .write(REF, [{ do: change }]),
    ).rejects.toThrow('perhaps the author has blocked our account');
  },
);

test('a Forgejo that answers to nothing is down', async () => {
  wire().on('PATCH', ISSUE, 500, { message: '' }).on('GET', ISSUE, 502);
  const closing = wire()
    .forge({ kind: 'forgejo' })
    .write(REF, [{ do: 'close' }]);

  await expect(closing).rejects.toThrow(ForgeUnavailable);
});
