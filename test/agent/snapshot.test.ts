import { describe, expect, test } from 'vitest';
import { snapshot } from '../../src/agent/snapshot.ts';
import { WireError, type Wire, type WireCall } from '../../src/agent/wire.ts';
import type { AgentEvent, SessionId } from '../../src/sessions/event.ts';
import { apply } from '../../src/sessions/fold.ts';
import { create } from '../support/background.ts';
import { idOf, Story } from '../support/tree-builder.ts';

type Server = {
  /** Parent by child; the root has none. */
  sessions: Record<string, string | undefined>;
  directories?: Record<string, string>;
  busy?: string[];
  messages?: Record<string, unknown[]>;
  /** Told before a call is answered. */
  meanwhile?: (call: WireCall) => void;
};

function wireOf(server: Server): { wire: Wire; calls: string[] } {
  const calls: string[] = [];
  const json = (name: string): object => ({
    id: idOf(name),
    title: name,
    directory: server.directories?.[name] ?? '/repo',
    time: { created: 0 },
    ...(server.sessions[name] === undefined ? {} : { parentID: idOf(server.sessions[name]) }),
  });
  const names = Object.keys(server.sessions);
  const answer = (call: WireCall): unknown => {
    const { path, directory } = call;
    if (path === '/session/status') {
      const here = (server.busy ?? []).filter(
        (name) => (server.directories?.[name] ?? '/repo') === directory,
      );
      return Object.fromEntries(here.map((name) => [idOf(name), { type: 'busy' }]));
    }
    const [, , id = '', what] = path.split('/');
    const name = names.find((each) => idOf(each) === id);
    if (name === undefined) throw new WireError(call, 404, { name: 'NotFoundError' });
    if (what === 'children') {
      return names.filter((each) => server.sessions[each] === name).map(json);
    }
    return what === 'message' ? (server.messages?.[name] ?? []) : json(name);
  };
  const wire: Wire = {
    async call(call) {
      calls.push(`${call.method} ${call.path}`);
      server.meanwhile?.(call);
      return answer(call);
    },
    events: () => {
      throw new Error('nobody listens here');
    },
  };
  return { wire, calls };
}

const nobody = (): boolean => false;

const named = (id: SessionId): string => id.slice('ses_'.length);

/** What a snapshot tells, a word each. */
function words(events: AgentEvent[]): string[] {
  return events.map((event) => {
    if (event.type === 'session') return `session ${named(event.session.id)}`;
    if (event.type === 'session-deleted') return `deleted ${named(event.sessionId)}`;
    if (event.type === 'status') return `${event.status.type} ${named(event.sessionId)}`;
    return event.type === 'message' ? `message ${event.message.id}` : event.type;
  });
}

const message = (id: string): object => ({
  info: { id, sessionID: idOf('root'), role: 'user', time: { created: 1 } },
  parts: [{ id: `prt_${id}`, messageID: id, sessionID: idOf('root'), type: 'text', text: 'x' }],
});
describe('a snapshot', () => {
  test('finds descendants of every depth, and the status of each', async () => {
    const { wire } = wireOf({
      sessions: {
        root: undefined,
        a: 'root',
        b: 'root',
        deep: 'a',
        deeper: 'deep',
        other: undefined,
      },
      busy: ['deeper', 'other'],
    });

    expect(words(await snapshot(wire, new Story().tree, nobody))).toEqual([
      'session root',
      'session a',
      'session b',
      'session deep',
      'session deeper',
      'idle root',
      'idle a',
      'idle b',
      'idle deep',
      'busy deeper',
    ]);
  });

  test('asks each folder for the status of those who work in it', async () => {
    const { wire, calls } = wireOf({
      sessions: { root: undefined, a: 'root', b: 'root' },
      directories: { b: '/elsewhere' },
      busy: ['a', 'b'],
    });

    const events = await snapshot(wire, new Story().tree, nobody);

    expect(words(events)).toEqual(expect.arrayContaining(['busy a', 'busy b', 'idle root']));
    expect(calls.filter((call) => call.endsWith('/status'))).toHaveLength(2);
  });

  test('reads the messages of whom it is told, and of whom nobody knew', async () => {
    const story = create(new Story(), 'known');
    const { wire, calls } = wireOf({
      sessions: { root: undefined, known: 'root', unknown: 'root' },
      messages: {
        root: [message('msg_1')],
        known: [message('msg_2')],
        unknown: [message('msg_3')],
      },
    });

    const events = await snapshot(wire, story.tree, (id) => id === idOf('root'));

    expect(words(events).filter((word) => /message|part/.test(word))).toEqual([
      'message msg_1',
      'part',
      'message msg_3',
      'part',
    ]);
    expect(calls).not.toContain(`GET /session/${idOf('known')}/message`);
  });

  test('tells of whom the server no longer has', async () => {
    const story = create(create(new Story(), 'gone'), 'here');
    const { wire } = wireOf({ sessions: { root: undefined, here: 'root' } });

    const events = words(await snapshot(wire, story.tree, nobody));

    expect(events).toContain('deleted gone');
    expect(events.filter((word) => word.startsWith('deleted'))).toHaveLength(1);
  });

  test('tells once: a session that is known to be deleted is no news', async () => {
    const story = create(new Story(), 'gone').remove('gone');
    const { wire } = wireOf({ sessions: { root: undefined } });

    expect(words(await snapshot(wire, story.tree, nobody))).toEqual(['session root', 'idle root']);
  });

  test('does not take a child for deleted that was created while the lists were read', async () => {
    const story = create(new Story(), 'a');
    const sessions: Server['sessions'] = { root: undefined, a: 'root' };
    const { wire } = wireOf({
      sessions,
      meanwhile: ({ path }) => {
        // The root's children have been listed when it gets another one.
        if (path !== `/session/${idOf('a')}/children` || 'young' in sessions) return;
        sessions['young'] = 'root';
        create(story, 'young').busy('young');
      },
    });

    for (const event of await snapshot(wire, story.tree, nobody))
      apply(story.tree, event, story.now);

    expect(story.tree.sessions.get(idOf('young'))).toMatchObject({ status: { type: 'busy' } });
    expect(story.tree.sessions.get(idOf('young'))?.deleted).toBeUndefined();
  });

  test('looks for a child that a launch names and nobody knows: it was deleted unseen', async () => {
    const story = new Story().prompt('root');
    const launch = { kind: 'native', childId: idOf('lost') } as const;
    story.call('root', 'task', 'x').complete('<task>', { childId: idOf('lost'), launch });
    const { wire } = wireOf({ sessions: { root: undefined } });

    const events = words(await snapshot(wire, story.tree, nobody));

    expect(events).toEqual(expect.arrayContaining(['session lost', 'deleted lost']));
  });

  test('of a root that is gone says so', async () => {
    const { wire } = wireOf({ sessions: {} });

    expect(words(await snapshot(wire, new Story().tree, nobody))).toEqual(['deleted root']);
  });

  test.each(['children', 'message'])(
    'takes a session that is deleted meanwhile for empty (%s)',
    async (what) => {
      const sessions: Server['sessions'] = { root: undefined, a: 'root' };
      const { wire } = wireOf({
        sessions,
        meanwhile: ({ path }) => {
          if (path === `/session/${idOf('a')}/${what}`) delete sessions['a'];
        },
      });

      const found = words(await snapshot(wire, new Story().tree, () => true));

      expect(found).toEqual(['session root', 'session a', 'idle root', 'idle a']);
    },
  );

  test('fails when the server fails: half the truth is none', async () => {
    const { wire } = wireOf({
      sessions: { root: undefined, a: 'root' },
      meanwhile: ({ path }) => {
        if (path === '/session/status') throw new Error('socket hang up');
      },
    });

    await expect(snapshot(wire, new Story().tree, nobody)).rejects.toThrow('socket hang up');
  });

  test('waits twice for the whole of a tree that is known, however deep it is', async () => {
    const story = create(create(new Story(), 'a'), 'deep', { of: 'a' });
    const { wire } = wireOf({
      sessions: { root: undefined, a: 'root', deep: 'a' },
      messages: { root: [message('msg_1')] },
    });
    let waits = 0;
    let answers: Promise<void> | undefined;
    const slow: Wire = {
      ...wire,
      call: async (call) => {
        answers ??= new Promise((resolve) => {
          waits += 1;
          setImmediate(() => {
            answers = undefined;
            resolve();
          });
        });
        await answers;
        return wire.call(call);
      },
    };

    const events = words(await snapshot(slow, story.tree, () => true));

    expect(events).toContain('session deep');
    expect(events).toContain('message msg_1');
    expect(waits).toBe(2);
  });

  test('believes the server about who belongs to whom, not what was known before', async () => {
    const story = create(create(new Story(), 'a'), 'deep', { of: 'a' });
    const { wire } = wireOf({ sessions: { root: undefined, a: undefined, deep: 'a' } });

    const events = words(await snapshot(wire, story.tree, nobody));

    expect(events.filter((word) => word.startsWith('session'))).toEqual(['session root']);
  });

  test('of hundreds of sessions asks for a few at a time', async () => {
    const names = Array.from({ length: 300 }, (_, number) => `child${number}`);
    const sessions = Object.fromEntries(names.map((name) => [name, 'root']));
    const { wire, calls } = wireOf({ sessions: { root: undefined, ...sessions } });
    let open = 0;
    let most = 0;
    const slow: Wire = {
      ...wire,
      call: async (call) => {
        most = Math.max(most, (open += 1));
        await new Promise((resolve) => setImmediate(resolve));
        open -= 1;
        return wire.call(call);
      },
    };

    const events = await snapshot(slow, new Story().tree, nobody);

    expect(events.filter(({ type }) => type === 'session')).toHaveLength(301);
    expect(calls.filter((call) => call.endsWith('/message'))).toHaveLength(300);
    expect(most).toBeLessThanOrEqual(9);
  });
});
