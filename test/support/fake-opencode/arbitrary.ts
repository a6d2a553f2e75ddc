import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { Call, Ending, Fate, Network, Plan, Script, Task, Turn } from './plan.ts';

export const DEEPEST = 3;
export const WIDEST = 4;

type Kind = { mode: 'native' | 'plugin'; depth: number };

/** Any plan: a tree of sessions, what befalls them, and a network that makes the worst of it. */
export function arbitraryPlan(): Arbitrary<Plan> {
  return fc
    .constantFrom('native' as const, 'native' as const, 'native' as const, 'plugin' as const)
    .chain((mode) =>
      fc.record({
        root: script({ mode, depth: 0 }),
        start: seldom(50, fc.constantFrom('bad-agent' as const, 'bad-model' as const)),
        others: fc.array(fc.record({ after: ms(4000), script: foreign() }), { maxLength: 2 }),
        network: network(),
        ending: seldom(
          30,
          fc.record({
            kind: fc.constantFrom('killed' as const, 'killed' as const, 'disposed' as const),
            at: ms(8000),
          }),
        ),
        markers: fc.boolean(),
      }),
    )
    .map(withoutAbsent)
    .map(letThePromptThrough);
}

/** Whether the plan has oh-my-opencode's background tasks in it. */
export function usesPlugin(plan: Plan): boolean {
  return JSON.stringify(plan.root).includes('"plugin"');
}

/** Zero and the neighbourhood of it are where races live. */
function ms(most: number): Arbitrary<number> {
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.integer({ min: 0, max: Math.min(60, most) }) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: most }) },
  );
}

/** One time out of so many. */
function seldom<T>(outOf: number, arbitrary: Arbitrary<T>): Arbitrary<T | undefined> {
  return fc.oneof(
    { weight: outOf - 1, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary },
  );
}

function script(kind: Kind): Arbitrary<Script> {
  const isRoot = kind.depth === 0;
  return fc
    .record({
      directory: isRoot ? fc.constant(undefined) : seldom(10, fc.constant('/repo/packages/one')),
      startsAfter: seldom(4, ms(500)),
      busyAfter: ms(2000),
      turns: fc.array(turn(kind), { minLength: 1, maxLength: isRoot ? 5 : 3 }),
      fate: isRoot ? fc.constant(undefined) : seldom(14, fate()),
    })
    .map(withoutAbsent)
    .map(arrange);
}

function turn(kind: Kind): Arbitrary<Turn> {
  const calls = fc.array(call(kind), { minLength: 1, maxLength: 3 });
  return fc
    .record({
      thinks: ms(3000),
      text: fc.constantFrom('', 'so be it'),
      calls: kind.depth === 0 ? fc.option(calls, { nil: undefined }) : seldom(2, calls),
      retries: seldom(25, fc.constantFrom(1, 1, 2, 3, 4, Infinity)),
      ends: ending(kind),
      settles: ms(50),
    })
    .map(withoutAbsent);
}

function ending({ depth }: Kind): Arbitrary<Ending | undefined> {
  const anywhere: Ending[] = ['unknown', 'overflow', 'compaction', 'api-error', 'api-error'];
  // What these mean for a child is not known: its parent is told that it has completed.
  const rootOnly: Ending[] = ['length', 'content-filter'];
  const some = fc.constantFrom<Ending[]>(...anywhere, ...(depth === 0 ? rootOnly : []));
  return fc.oneof(
    { weight: 260, arbitrary: fc.constant(undefined) },
    { weight: 30, arbitrary: some },
    { weight: 1, arbitrary: fc.constant<Ending>('hang') },
  );
}

function call(kind: Kind): Arbitrary<Call> {
  const simple = [
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('tool' as const), takes: ms(5000) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('ask' as const),
        ask: fc.constantFrom('permission' as const, 'question' as const),
        takes: ms(500),
      }),
    },
  ];
  if (kind.depth === DEEPEST) return fc.oneof(...simple);
  return fc.oneof(
    ...simple,
    { weight: kind.depth === 0 ? 9 : 3, arbitrary: task(kind) },
    {
      weight: kind.mode === 'native' ? 2 : 0,
      arbitrary: fc.record({
        kind: fc.constant('relaunch' as const),
        name: fc.nat(WIDEST).map(String),
        takes: ms(100),
        busyAfter: ms(2000),
      }),
    },
  );
}

function task({ mode, depth }: Kind): Arbitrary<Task> {
  return fc
    .record({
      kind: fc.constant('task' as const),
      mode: fc.constantFrom('foreground' as const, mode, mode),
      script: script({ mode, depth: depth + 1 }),
      wakesAfter: fc.oneof(
        { weight: 3, arbitrary: fc.constant(0) },
        { weight: 2, arbitrary: ms(10_000) },
        // Slower than any real one, and yet sound.
        { weight: 1, arbitrary: ms(100_000) },
      ),
      dropped: mode === 'native' ? seldom(12, fc.constant(true as const)) : fc.constant(undefined),
      busyAfter: ms(1000),
      takes: seldom(3, ms(200)),
    })
    .map(withoutAbsent)
    .map(sparePluginTasks);
}

/** What oh-my-opencode makes of a task whose session was ended by somebody else is not known. */
function sparePluginTasks(drawn: Task): Task {
  if (drawn.mode !== 'plugin') return drawn;
  const { fate: _, ...spared } = drawn.script;
  return { ...drawn, script: spared };
}

function fate(): Arbitrary<Fate> {
  return fc.oneof(
    fc.record({ kind: fc.constant('aborted' as const), after: ms(5000) }),
    fc.record({ kind: fc.constant('deleted' as const), after: ms(5000), lingers: fc.boolean() }),
  );
}

/** Somebody else's session may never end: that is nobody's business here. */
function foreign(): Arbitrary<Script> {
  const one = fc.record({
    thinks: ms(20_000),
    calls: fc.array(call({ mode: 'native', depth: DEEPEST }), { maxLength: 2 }),
  });
  const last = fc.constantFrom<Turn[]>({ thinks: 0 }, { thinks: 0, ends: 'hang' });
  return fc
    .tuple(fc.array(one, { maxLength: 3 }), last)
    .map(([turns, end]) => ({ turns: [...turns, end] }));
}

function network(): Arbitrary<Partial<Network>> {
  return fc.record({
    latency: fc.constantFrom<Network['latency'][]>([0, 2], [0, 2], [0, 200], [0, 3000]),
    lag: fc.constantFrom<Network['lag'][]>([0, 0], [0, 5], [0, 300]),
    lateRate: fc.constantFrom(0, 0, 0.2),
    lateBy: fc.constant(1000),
    duplicates: fc.constantFrom(0, 0, 0.2),
    twins: fc.boolean(),
    promptLag: fc.constantFrom<Network['promptLag'][]>([0, 0], [0, 50], [0, 900]),
    drops: fc.array(drop(), { maxLength: 2 }),
    stalls: fc
      .array(fc.record({ at: ms(8000), lasts: ms(70_000) }), { maxLength: 1 })
      .chain((stalls) => fc.constantFrom([], [], [], stalls)),
  });
}

function drop(): Arbitrary<Network['drops'][number]> {
  return fc.record({
    at: ms(15_000),
    kind: fc.constantFrom('reset' as const, 'eof' as const),
    refused: ms(5000),
    calls: fc.boolean(),
  });
}

/** The answer to the prompt itself arrives: without it a client knows nothing at all. */
function letThePromptThrough(plan: Plan): Plan {
  const soonest = (plan.network?.latency?.[1] ?? 0) + 1;
  const drops = plan.network?.drops?.map((each) => ({ ...each, at: each.at + soonest })) ?? [];
  return {
    ...plan,
    network: { ...plan.network, drops },
    ...(plan.ending === undefined
      ? {}
      : { ending: { ...plan.ending, at: plan.ending.at + soonest } }),
  };
}

/** Makes calls fit together: no more children than the widest tree has, and relaunches of what was launched before. */
function arrange(drawn: Script): Script {
  const names: string[] = [];
  let children = 0;
  const fit = (each: Call): Call => {
    if (each.kind === 'task') {
      if (++children > WIDEST) return { kind: 'tool', takes: 10 };
      if (each.mode !== 'native') return each;
      const name = String(names.length);
      names.push(name);
      return { ...each, name };
    }
    if (each.kind !== 'relaunch') return each;
    const name = names[Number(each.name) % Math.max(names.length, 1)];
    return name === undefined ? { kind: 'tool', takes: 10 } : { ...each, name };
  };
  const turns = drawn.turns.map((each) =>
    each.calls === undefined ? each : { ...each, calls: each.calls.map(fit) },
  );
  return { ...drawn, turns };
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Absent and undefined are not the same to the compiler, nor to a reader of a counterexample. */
function withoutAbsent<T extends object>(drawn: T): Present<T> {
  const present = Object.entries(drawn).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as Present<T>;
}
