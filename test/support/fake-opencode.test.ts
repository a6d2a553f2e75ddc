import { describe, expect, test } from 'vitest';
import { WireError } from '../../src/agent/wire.ts';
import { startPrompt } from './fake-opencode/client.ts';
import { VirtualClock } from './fake-opencode/clock.ts';
import { createFake } from './fake-opencode/fake.ts';
import { naiveRule } from './fake-opencode/naive-rule.ts';
import type { Call, Plan, Script, Task, Turn } from './fake-opencode/plan.ts';
import { simulate, type Simulation } from './fake-opencode/simulation.ts';
import type { Verdict } from './fake-opencode/truth.ts';

const TOOL: Turn = { thinks: 50, calls: [{ kind: 'tool', takes: 1000 }] };
const FINAL: Turn = { thinks: 50, text: 'done' };

function plan(...turns: Turn[]): Plan {
  return { root: { turns } };
}

function launch(script: Partial<Script> = {}, more: Partial<Task> = {}): Turn {
  const child = { turns: [TOOL, FINAL], ...script };
  const call: Call = { kind: 'task', mode: 'native', script: child, ...more };
  return { thinks: 50, calls: [call] };
}

function statuses({ heard }: Simulation, sessionId: string): string[] {
  return heard
    .filter(
      ({ type, properties }) => type === 'session.status' && properties['sessionID'] === sessionId,
    )
    .map(({ properties }) => (properties['status'] as { type: string }).type);
}

function childrenOf({ fake }: Simulation): string[] {
  return fake.truth.root?.children.map(({ info }) => info.id) ?? [];
}

function textsIn({ fake }: Simulation): string[] {
  return (fake.truth.root?.messages ?? [])
    .filter(({ info }) => info.role === 'user')
    .flatMap(({ parts }) => parts.map((part) => String(part['text'])));
}

describe('REST and the stream', () => {
  test('REST knows of busy and idle before the stream says so', async () => {
    const late = { ...plan(FINAL), network: { lag: [800, 800] as const } };

    await simulate(late, async (simulation) => {
      const { wire, rootId, clock } = simulation;
      expect(await wire.call({ method: 'GET', path: '/session/status' })).toEqual({
        [rootId]: { type: 'busy' },
      });
      expect(statuses(simulation, rootId)).toEqual([]);

      await clock.sleep(500);
      expect(await wire.call({ method: 'GET', path: '/session/status' })).toEqual({});
      expect(statuses(simulation, rootId)).toEqual([]);

      await clock.sleep(1000);
      expect(statuses(simulation, rootId).at(-1)).toBe('idle');
    });
  });

  test('the echo of a fence comes after all that was said before it', async () => {
    const network = { lag: [0, 300] as const, lateRate: 0.5, lateBy: 1000 };
    const busy = plan(TOOL, launch(), TOOL, FINAL, FINAL);

    await simulate({ ...busy, network }, async ({ wire, clock, heard }) => {
      await clock.sleep(700);
      const body = { type: 'tui.toast.show', properties: { message: 'fence' } };
      await wire.call({ method: 'POST', path: '/tui/publish', body });
      await clock.sleep(20_000);
      const ids = heard.filter(({ type }) => type !== 'sync').map(({ id }) => id);
      expect(ids).toContain(heard.find(({ type }) => type === 'tui.toast.show')?.id);
      expect(ids).toEqual(ids.toSorted());
    });
  });

  test('a listener that comes back is told nothing of what it missed', async () => {
    const drops = [{ at: 60, kind: 'reset' as const, refused: 400, calls: true }];

    await simulate({ ...plan(TOOL, FINAL), network: { drops } }, async ({ wire, clock, heard }) => {
      await clock.sleep(300);
      const before = heard.length;
      await expect(
        wire.events(new AbortController().signal)[Symbol.asyncIterator]().next(),
      ).rejects.toThrow('ECONNREFUSED');
      await clock.sleep(3000);
      expect(heard).toHaveLength(before);
      const again = wire.events(AbortSignal.timeout(60_000))[Symbol.asyncIterator]();
      const { value } = (await again.next()) as { value: { payload: { type: string } } };
      expect(value.payload.type).toBe('server.connected');
    });
  });

  test('an unknown path answers with a page, which is no answer', async () => {
    await simulate(plan(FINAL), async ({ wire }) => {
      await expect(wire.call({ method: 'GET', path: '/app' })).rejects.toThrow(WireError);
    });
  });

  test('a server that is not ready takes calls and never answers', async () => {
    const clock = new VirtualClock();
    const fake = createFake({ plan: { ...plan(), network: { readyAfter: 1500 } }, clock, seed: 1 });
    const probe = fake.wire().call({ method: 'GET', path: '/global/health', timeout: 500 });

    await expect(clock.run(probe, { limit: 10_000 })).rejects.toThrow('No answer within 500 ms');
  });

  test('a killed server cuts the line and refuses calls', async () => {
    await simulate(plan(TOOL, FINAL), async ({ wire, fake, clock, heard }) => {
      await clock.sleep(200);
      fake.kill();
      const before = heard.length;
      await clock.sleep(60_000);
      expect(heard).toHaveLength(before);
      await expect(wire.call({ method: 'GET', path: '/session/status' })).rejects.toThrow(
        'ECONNREFUSED',
      );
      expect(fake.truth.verdict()).toBe('lost');
    });
  });
});

describe('background children', () => {
  test('a wake that comes while the parent works joins its running loop', async () => {
    const long: Turn = { thinks: 50, calls: [{ kind: 'tool', takes: 5000 }] };

    const simulation = await simulate(plan(launch(), long, FINAL), ({ clock }) =>
      clock.sleep(20_000),
    );

    const said = statuses(simulation, simulation.rootId);
    expect(said.filter((status) => status === 'idle')).toHaveLength(1);
    expect(textsIn(simulation).at(-1)).toContain('state="completed"');
    expect(simulation.fake.truth.verdict()).toBe('clean');
  });

  test('a resumed task runs twice and wakes its parent once', async () => {
    const first = launch({}, { name: 'x' });
    const again: Turn = { thinks: 50, calls: [{ kind: 'relaunch', name: 'x' }] };

    const simulation = await simulate(plan(first, again, FINAL, FINAL), ({ clock }) =>
      clock.sleep(20_000),
    );

    const [child = ''] = childrenOf(simulation);
    const idles = statuses(simulation, child).filter((status) => status === 'idle');
    expect(idles).toHaveLength(2);
    expect(textsIn(simulation).filter((text) => text.includes(child))).toHaveLength(1);
  });

  test.each(['aborted', 'deleted'] as const)(
    'a child that is %s is never announced',
    async (kind) => {
      const fate = { kind, after: 500 };

      const simulation = await simulate(plan(launch({ fate }), FINAL), ({ clock }) =>
        clock.sleep(20_000),
      );

      expect(textsIn(simulation)).toHaveLength(1);
      expect(simulation.fake.truth.verdict()).toBe('child-error');
    },
  );

  test('a child that was deleted while it worked may stay in the status map', async () => {
    const fate = { kind: 'deleted', after: 500, lingers: true } as const;

    await simulate(plan(launch({ fate }), FINAL), async (simulation) => {
      await simulation.clock.sleep(5000);
      const status = await simulation.wire.call({ method: 'GET', path: '/session/status' });
      expect(Object.keys(status as object)).toEqual(childrenOf(simulation));
      const { truth } = simulation.fake;
      expect(truth.settledAt).toBeLessThan(simulation.clock.now());
      expect(truth.workingAt(simulation.clock.now())).toBe(false);
    });
  });

  test('oh-my-opencode leaves a note for the first of two tasks and wakes with the last', async () => {
    const slow = { turns: [{ thinks: 4000, text: 'late' }] };
    const both = launch({}, { mode: 'plugin' });
    both.calls?.push({ kind: 'task', mode: 'plugin', script: slow, wakesAfter: 3000 });

    const simulation = await simulate({ ...plan(both, FINAL, FINAL), markers: true }, async (s) => {
      await s.clock.sleep(2000);
      expect(s.fake.marker(s.rootId)).toContain('"active"');
      await s.clock.sleep(30_000);
    });

    const [, note, wake, ...more] = textsIn(simulation);
    expect(note).toContain('OMO_INTERNAL_NOREPLY');
    expect(wake).toContain('[ALL BACKGROUND TASKS COMPLETE]');
    expect(more).toEqual([]);
    expect(simulation.fake.marker(simulation.rootId)).toContain('"idle"');
  });
});

describe('the truth', () => {
  const background = plan(launch(), FINAL, FINAL);

  test('knows that the tree works while all statuses are idle and a wake is owed', async () => {
    const late = plan(launch({ turns: [FINAL] }, { wakesAfter: 8000 }), FINAL, FINAL);

    await simulate(late, async ({ wire, clock, fake }) => {
      await clock.sleep(4000);
      expect(await wire.call({ method: 'GET', path: '/session/status' })).toEqual({});
      expect(fake.truth.settledAt).toBeUndefined();
      await clock.sleep(10_000);
      expect(fake.truth.settledAt).toBeGreaterThan(clock.start + 8000);
      expect(fake.truth.settledAt).toBeLessThan(clock.now());
    });
  });

  const rows: [title: string, plan: Plan, verdict: Verdict][] = [
    ['a plain answer is clean', plan(FINAL), 'clean'],
    ['a background child that was answered is clean', background, 'clean'],
    ['a recovered overflow is clean', plan({ thinks: 50, ends: 'overflow' }, FINAL), 'clean'],
    ['a bad key of the root', plan({ thinks: 50, ends: 'api-error' }), 'root-error'],
    ['an answer that is too long', plan({ thinks: 50, text: 'x', ends: 'length' }), 'root-error'],
    [
      'a failed child that its parent was told of is dealt with',
      plan(launch({ turns: [{ thinks: 50, ends: 'api-error' }] }), FINAL, FINAL),
      'clean',
    ],
    ['a model that hangs', plan({ thinks: 50, ends: 'hang' }), 'never-ends'],
    ['retries for ever', plan({ thinks: 50, retries: Infinity }), 'never-ends'],
    [
      'an ask that nobody answers still works',
      plan({ thinks: 0, calls: [{ kind: 'ask', ask: 'question', takes: 0 }] }),
      'working',
    ],
    ['an unknown agent', { ...plan(), start: 'bad-agent' }, 'not-started'],
    ['a server that dies', { ...background, ending: { kind: 'killed', at: 900 } }, 'lost'],
  ];

  test.each(rows)('%s', async (_, of, verdict) => {
    const { fake } = await simulate(of, ({ clock }) => clock.sleep(60_000));

    expect(fake.truth.verdict()).toBe(verdict);
  });

  test('what is done to a session of somebody else is remembered', async () => {
    const ask: Turn = { thinks: 0, calls: [{ kind: 'ask', ask: 'permission', takes: 0 }] };
    const others = [{ after: 0, script: { turns: [ask] } }];

    await simulate({ ...plan(FINAL), others }, async ({ wire, fake }) => {
      const [open] = (await wire.call({ method: 'GET', path: '/permission' })) as [{ id: string }];
      const body = { reply: 'once' };
      await wire.call({ method: 'POST', path: `/permission/${open.id}/reply`, body });
      expect(fake.truth.trespasses).toHaveLength(1);
    });
  });

  test('catches the naive rule ending early, and only where it does', async () => {
    expect(await naiveRuleIsEarly(plan(TOOL, FINAL))).toBe(false);
    expect(await naiveRuleIsEarly(background)).toBe(true);
  });
});

async function naiveRuleIsEarly(of: Plan): Promise<boolean> {
  const clock = new VirtualClock();
  const fake = createFake({ plan: of, clock, seed: 1 });
  const play = async (): Promise<number> => {
    const rootId = await startPrompt(fake.wire());
    await naiveRule(fake.wire(), rootId, new AbortController().signal);
    return clock.now();
  };
  return fake.truth.workingAt(await clock.run(play(), { limit: 60_000 }));
}
