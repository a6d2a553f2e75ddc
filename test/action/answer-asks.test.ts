import { expect, test } from 'vitest';
import {
  asked,
  attended,
  busy,
  created,
  listsOf,
  notFound,
  permission,
  settled,
} from '../support/attended.ts';
import { DAWN, idOf } from '../support/tree-builder.ts';

const REPLY = 'POST /permission/per_1/reply';

test('an ask is answered once, whether told once or twice', async () => {
  const { attendance, calls } = attended({ answers: () => true });

  attendance.take(asked('root'));
  attendance.take(asked('root'));
  await settled();

  expect(calls).toEqual([REPLY]);
});

test('an ask of somebody else is left alone', async () => {
  const { attendance, calls } = attended({ answers: () => true });

  for (const event of [created('stranger', 'elsewhere'), busy('stranger'), asked('stranger')]) {
    attendance.take(event);
  }
  await settled();

  expect(calls).toEqual([]);
});

test('an ask of a session whose parent is not known yet is answered as soon as it is', async () => {
  const { attendance, calls } = attended({ answers: () => true });
  for (const event of [created('deep', 'child'), busy('deep'), asked('deep')]) {
    attendance.take(event);
  }
  await settled();
  expect(calls).toEqual([]);

  attendance.take(created('child', 'root'));
  await settled();

  expect(calls).toEqual([REPLY]);
});

test('an ask that was refused is a denial, told at once', async () => {
  const told: unknown[] = [];
  const { attendance } = attended({
    answers: () => true,
    decide: () => ({ reply: 'reject', message: 'No.' }),
    progress: { asked: (ask, denial) => told.push([ask.id, denial?.what]) },
  });

  attendance.take(asked('root'));

  const denial = {
    sessionId: idOf('root'),
    kind: 'permission',
    what: 'bash',
    patterns: ['rm -rf /'],
    at: DAWN,
  };
  expect(attendance.denials).toEqual([denial]);
  expect(told).toEqual([['per_1', 'bash']]);
});

test('an ask that is a question is answered, which is no denial', async () => {
  const { attendance, calls } = attended({
    answers: () => true,
    decide: () => ({ answers: [['Decide yourself.']] }),
  });
  const questions = [{ header: 'Pick', question: 'Which?', options: ['A', 'B'] }];

  attendance.take({
    type: 'asked',
    ask: { kind: 'question', id: 'que_1', sessionId: idOf('root'), questions },
  });
  await settled();

  expect(calls).toEqual(['POST /question/que_1/reply']);
  expect(attendance.denials).toEqual([]);
});

test('an ask whose answer is not found has been answered: it is not tried again', async () => {
  const { attendance, calls, clock } = attended({ answers: notFound });

  attendance.take(asked('root'));
  await settled();
  await clock.pass(60_000);
  await settled();

  expect(calls).toEqual([REPLY]);
  expect(attendance.stale).toBe(false);
});

test('an ask whose answer does not get through is tried again, then looked for in the lists, and denied once', async () => {
  let broken = true;
  const { attendance, calls, clock } = attended({
    decide: () => ({ reply: 'reject', message: 'No.' }),
    answers: (call) => {
      if (call.method === 'GET') return listsOf([permission('root')], call);
      if (broken) throw new Error('socket hang up');
      return true;
    },
  });

  attendance.take(asked('root'));
  for (let tries = 0; tries < 3; tries += 1) {
    await settled();
    await clock.pass(2000);
  }
  await settled();
  expect(calls).toEqual([REPLY, REPLY, REPLY]);
  expect(attendance.stale).toBe(true);

  broken = false;
  await attendance.resync();
  await settled();
  expect(calls.filter((call) => call === REPLY)).toHaveLength(4);
  expect(attendance.denials).toHaveLength(1);
});
