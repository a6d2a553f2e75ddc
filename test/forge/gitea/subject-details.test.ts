import { expect, test } from 'vitest';
import { giteaWire } from './gitea-wire.ts';
import {
  ANN,
  BOT,
  commentAnswer,
  issueAnswer,
  looksAt,
  PULL,
  REF,
  WANTED,
} from './subject-answers.ts';

const wire = giteaWire();

test.each([
  ['our thumb', [{ user: BOT, content: '+1' }], true],
  ["somebody's thumb", [{ user: ANN, content: '+1' }], false],
  ['our heart, which another workflow may have given', [{ user: BOT, content: 'heart' }], false],
  ['nothing', [], false],
])('a command with %s under it', async (_, given, answered) => {
  looksAt(wire(), { comments: [commentAnswer(5, ANN, ' /hygiene recheck')] }).on(
    'GET',
    'repos/octo/hello/issues/comments/5/reactions',
    200,
    given,
  );

  const reading = await wire().forge().readSubject(REF, WANTED);

  expect(reading?.commands).toMatchObject([{ id: '5', answered }]);
});

test('an answered command is not looked at again, and only the last 50 comments may be one', async () => {
  const forge = wire().forge();
  const comments = [
    commentAnswer(1, ANN, '/hygiene explain'),
    ...Array.from({ length: 49 }, (_, index) => commentAnswer(index + 2, ANN, 'Hm')),
    commentAnswer(99, ANN, '/hygiene recheck'),
  ];
  looksAt(wire(), { comments }).on('GET', 'repos/octo/hello/issues/comments/99/reactions', 200, [
    { user: BOT, content: '-1' },
  ]);
  looksAt(wire(), { comments });

  const first = await forge.readSubject(REF, WANTED);
  const second = await forge.readSubject(REF, WANTED);

  expect(first?.commands).toMatchObject([{ id: '99', answered: true }]);
  expect(second?.commands).toEqual(first?.commands);
});

test('references are asked for one by one; what may not be seen is absent', async () => {
  const references = [1, 2, 3, 4].map((number) => ({ owner: 'acme', name: 'lib', number }));
  looksAt(wire())
    .on('GET', 'repos/acme/lib/issues/1', 200, issueAnswer({ assignees: [ANN] }))
    .on('GET', 'repos/acme/lib/issues/2', 200, issueAnswer({ pull_request: {}, state: 'closed' }))
    .on('GET', 'repos/acme/lib/issues/3', 404)
    .on('GET', 'repos/acme/lib/issues/4', 403, { message: 'token is for other repositories' });
  const impossible = { owner: '..', name: '..', number: 1 };

  const reading = await wire()
    .forge()
    .readSubject(REF, { ...WANTED, references: [...references, impossible] });

  expect(reading?.references.map(({ kind }) => kind)).toEqual([
    'issue',
    'pull-request',
    'absent',
    'absent',
    'absent',
  ]);
  expect(reading?.references[0]).toMatchObject({ open: true, assignees: ['ann'] });
  expect(reading?.references[1]).toMatchObject({ open: false });
});

test('changes are the sum of all pages of files', async () => {
  const total = { 'x-total-count': '60' };
  looksAt(wire())
    .on('GET', `${PULL}/files?page=1&limit=50`, 200, filesFrom(0, 50), total)
    .on('GET', `${PULL}/files?page=2&limit=50`, 200, filesFrom(50, 10), total);

  const reading = await wire()
    .forge()
    .readSubject(REF, { ...WANTED, changes: true });

  expect(reading?.changes?.lines).toBe(120);
  expect(reading?.changes?.files).toHaveLength(60);
});

test('the owner is told with the read, others have to be asked for', async () => {
  looksAt(wire());

  const reading = await wire()
    .forge()
    .readSubject(REF, { ...WANTED, permissionsOf: ['ann', 'Octo'] });

  expect([...(reading?.permissions ?? [])]).toEqual([['Octo', 'admin']]);
});

function filesFrom(from: number, count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({
    filename: `f${from + index}`,
    changes: 2,
  }));
}
