import { describe, expect, test } from 'vitest';
import { FENCE_BOUND } from '../../src/action/attend.ts';
import type { WireCall } from '../../src/agent/wire.ts';
import { attended, busy, created, listsOf, permission, settled } from '../support/attended.ts';
import { DAWN, idOf, Story } from '../support/tree-builder.ts';

const REPLY = 'POST /permission/per_1/reply';

const published = (call: WireCall): string => {
  const { properties } = call.body as { properties: { message: string } };
  return properties.message.slice('agent-run fence '.length);
};

describe('a snapshot', () => {
  test('is called for by a gap, and makes the tree true again', async () => {
    const { attendance, calls } = attended({
      answers: (call) => listsOf([permission('root')], call),
    });
    expect(attendance.stale).toBe(false);

    attendance.take({ type: 'down', since: DAWN, reason: 'read ECONNRESET' });
    expect(attendance).toMatchObject({ stale: true, down: { reason: 'read ECONNRESET' } });
    attendance.take({ type: 'gap' });
    expect(attendance).toMatchObject({ stale: true, down: undefined });

    await attendance.resync();
    await settled();
    expect(attendance.stale).toBe(false);
    expect(calls).toContain(REPLY);
  });

  test('that a gap interrupts leaves the tree stale', async () => {
    const { attendance } = attended({
      answers: (call) => {
        if (call.path === '/session/status') attendance.take({ type: 'gap' });
        return listsOf([], call);
      },
    });
    attendance.take({ type: 'gap' });

    await attendance.resync();

    expect(attendance.stale).toBe(true);
  });

  test('that fails leaves the tree stale, and the next one is read all the same', async () => {
    let broken = true;
    const { attendance } = attended({
      answers: (call) => {
        if (broken) throw new Error('socket hang up');
        return listsOf([], call);
      },
    });
    attendance.take({ type: 'gap' });

    await expect(attendance.resync()).rejects.toThrow('socket hang up');
    expect(attendance.stale).toBe(true);
    broken = false;
    await attendance.resync();
    expect(attendance.stale).toBe(false);
  });

  test('that is older than what the stream says meanwhile does not undo it', async () => {
    const { attendance } = attended({
      answers: (call) => {
        const answer = listsOf([], call);
        // The answer is on its way when the stream tells that the root has gone idle.
        if (call.path === '/session/status') {
          attendance.take({ type: 'status', sessionId: idOf('root'), status: { type: 'idle' } });
        }
        return answer;
      },
    });

    await attendance.resync();

    expect(attendance.tree.sessions.get(idOf('root'))?.status).toEqual({ type: 'idle' });
    expect(attendance.tree.working.size).toBe(0);
  });

  test('that is newer than the stream is corrected by the last word of the stream', async () => {
    const { attendance } = attended({ answers: (call) => listsOf([], call, {}) });

    await attendance.resync();
    expect(attendance.tree.working.size).toBe(0);
    attendance.take(busy('root'));
    expect(attendance.tree.working.size).toBe(1);
    attendance.take({ type: 'status', sessionId: idOf('root'), status: { type: 'idle' } });

    expect(attendance.tree.working.size).toBe(0);
  });
});

describe('a fence', () => {
  test('holds when its echo comes, even before the answer of the call', async () => {
    const { attendance } = attended({
      answers: (call) => {
        attendance.take({ type: 'fence', token: published(call) });
        return true;
      },
    });

    expect(await attendance.fence()).toBe(true);
  });

  test('is not that of somebody else', async () => {
    const { attendance, clock } = attended({ answers: () => true });
    const fence = attendance.fence();
    await settled();

    attendance.take({ type: 'fence', token: 'another' });
    await settled();
    await clock.pass(FENCE_BOUND);

    expect(await fence).toBe(false);
  });

  test.each([
    ['a gap', { type: 'gap' } as const],
    ['the end of the stream', { type: 'down', since: DAWN, reason: 'the stream ended' } as const],
  ])('falls with %s: what was sent before may be lost', async (_, item) => {
    const { attendance } = attended({
      story: new Story().prompt('root').say('root', 'x').idle('root'),
      answers: () => true,
    });
    const fence = attendance.fence();
    await settled();

    attendance.take(item);

    expect(await fence).toBe(false);
  });
});

test('the end of an instance counts where the tree lives in it', () => {
  const { attendance } = attended({});

  attendance.take({ type: 'disposed', directory: '/elsewhere' });
  expect(attendance.disposed).toBe(false);
  attendance.take({ type: 'disposed', directory: '/repo' });
  expect(attendance.disposed).toBe(true);
});

test('who listens is told of the tree’s events, and of nobody else’s', () => {
  const { attendance } = attended({});
  const told: string[] = [];
  attendance.onEvent(({ type }) => told.push(type));

  for (const event of [
    created('child', 'root'),
    created('stranger', 'x'),
    busy('child'),
    busy('stranger'),
    busy('unknown'),
  ]) {
    attendance.take(event);
  }
  attendance.onEvent(undefined);
  attendance.take(busy('child'));

  expect(told).toEqual(['session', 'status']);
});

test('who listens is told of what only a snapshot tells', async () => {
  const message = {
    id: 'msg_late',
    sessionID: idOf('child'),
    role: 'assistant',
    parentID: 'msg_0',
    time: { created: DAWN },
    cost: 2,
  };
  const child = { id: idOf('child'), parentID: idOf('root'), directory: '/repo' };
  const { attendance } = attended({
    answers: (call) => {
      if (call.path === `/session/${idOf('root')}/children`) {
        return [{ ...child, title: 'x', time: { created: DAWN } }];
      }
      if (call.path.startsWith(`/session/${idOf('child')}/message`)) {
        return [{ info: message, parts: [] }];
      }
      return listsOf([], call);
    },
  });
  const spent: number[] = [];
  attendance.onEvent(({ type }) => {
    if (type === 'message') spent.push(attendance.tree.spent.cost);
  });

  await attendance.resync();

  expect(spent).toEqual([2]);
});
