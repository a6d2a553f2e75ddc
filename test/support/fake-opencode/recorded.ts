import type { Wire } from '../../../src/agent/wire.ts';
import type { Call, Plan, Turn } from './plan.ts';
import type { Simulation } from './simulation.ts';

const ASK: Call = { kind: 'ask', ask: 'permission', takes: 100 };

/** What the fake is made to play again, beside the recording of the real thing. */
export type Row = {
  name: string;
  file: string;
  /** Which sessions of the recording, by their order in it; all of them unless told. */
  sessions?: number[];
  plan: Plan;
  /** What a client does while the plan takes its course. */
  story?: (simulation: Simulation) => Promise<void>;
};

export const RECORDED: Row[] = [
  {
    name: 'a plain answer',
    file: 'a-plain',
    plan: { root: { turns: [{ thinks: 60, reasons: 'thinking...', text: 'Hello there.' }] } },
  },
  {
    name: 'a foreground child',
    file: 'c-task',
    plan: {
      root: {
        turns: [
          {
            thinks: 60,
            text: 'delegating',
            calls: [{ kind: 'task', mode: 'foreground', script: workingChild(1000) }],
          },
          { thinks: 60, text: 'parent final' },
        ],
      },
    },
  },
  {
    name: 'a background child, its parent idle first and woken',
    file: 'f-bg-native',
    plan: {
      root: {
        turns: [
          {
            thinks: 60,
            text: 'delegating',
            calls: [{ kind: 'task', mode: 'native', script: workingChild(3000) }],
          },
          { thinks: 60, text: 'launched; going idle' },
          { thinks: 60, text: 'woken up by the child' },
        ],
      },
    },
  },
  {
    name: 'an ask that is rejected with a reason',
    file: 'g-perm',
    sessions: [2],
    plan: plan({ thinks: 60, calls: [ASK] }, { thinks: 60, text: 'after reject with message' }),
    story: (simulation) => reply(simulation, { reply: 'reject', message: 'CI does not allow it' }),
  },
  {
    name: 'an ask that is rejected without a word',
    file: 'g-perm',
    sessions: [1],
    plan: plan({ thinks: 60, calls: [ASK] }),
    story: (simulation) => reply(simulation, { reply: 'reject' }),
  },
  {
    name: 'an ask of a child that is granted',
    file: 'g-perm',
    sessions: [3, 4],
    plan: plan(
      {
        thinks: 60,
        calls: [
          {
            kind: 'task',
            mode: 'foreground',
            script: {
              turns: [
                { thinks: 60, calls: [ASK] },
                { thinks: 60, text: 'kid ok' },
              ],
            },
          },
        ],
      },
      { thinks: 60, text: 'parent ok' },
    ),
    story: (simulation) => reply(simulation, { reply: 'always' }),
  },
  {
    name: 'a bad key',
    file: 'h-errors',
    sessions: [0],
    plan: plan({ thinks: 60, ends: 'api-error' }),
  },
  {
    name: 'two refusals and an answer',
    file: 'h-errors',
    sessions: [4],
    plan: plan({ thinks: 60, retries: 2, text: 'finally' }),
  },
  {
    name: 'a full context',
    file: 'h-errors',
    sessions: [8],
    plan: plan({ thinks: 60, ends: 'overflow' }, { thinks: 60, text: 'hello from fake' }),
  },
  {
    name: 'an answer without an end',
    file: 'h-errors',
    sessions: [10],
    plan: plan({ thinks: 60, text: 'This answer', ends: 'unknown' }, { thinks: 60, text: '(end)' }),
  },
  {
    name: 'an answer that is too long',
    file: 'h-errors',
    sessions: [12],
    plan: plan({ thinks: 60, text: 'truncated', ends: 'length' }),
  },
  {
    name: 'a filtered answer',
    file: 'h-errors',
    sessions: [13],
    plan: plan({ thinks: 60, ends: 'content-filter' }),
  },
  {
    name: 'an unknown model',
    file: 'h-errors',
    sessions: [15],
    plan: { ...plan(), start: 'bad-model' },
  },
  {
    name: 'an unknown agent, and an abort since nothing happens',
    file: 'h-errors',
    sessions: [16],
    plan: { ...plan(), start: 'bad-agent' },
    story: ({ wire, rootId, clock }) => clock.sleep(100).then(() => abort(wire, rootId)),
  },
  {
    name: 'an abort of an idle parent with a background child',
    file: 'i-abort',
    sessions: [2, 3],
    plan: plan(
      {
        thinks: 60,
        calls: [
          {
            kind: 'task',
            mode: 'native',
            script: {
              busyAfter: 150,
              turns: [{ thinks: 10, calls: [{ kind: 'tool', takes: 20_000 }] }],
            },
          },
        ],
      },
      { thinks: 60, text: 'launched' },
    ),
    story: ({ wire, rootId, clock }) => clock.sleep(1000).then(() => abort(wire, rootId)),
  },
  {
    name: 'a background child that fails',
    file: 'i-abort',
    sessions: [6, 7],
    plan: plan(
      {
        thinks: 60,
        calls: [
          {
            kind: 'task',
            mode: 'native',
            script: { busyAfter: 30, turns: [{ thinks: 1500, ends: 'api-error' }] },
          },
        ],
      },
      { thinks: 60, text: 'launched' },
      { thinks: 60, text: 'woken' },
    ),
  },
];

function plan(...turns: Turn[]): Plan {
  return { root: { turns } };
}

async function reply({ wire, clock }: Simulation, body: object): Promise<void> {
  await clock.sleep(500);
  const [ask] = (await wire.call({ method: 'GET', path: '/permission' })) as [{ id: string }];
  await wire.call({ method: 'POST', path: `/permission/${ask.id}/reply`, body });
}

async function abort(wire: Wire, id: string): Promise<void> {
  await wire.call({ method: 'POST', path: `/session/${id}/abort` });
}

function workingChild(takes: number): Plan['root'] {
  return {
    busyAfter: 25,
    turns: [
      { thinks: 60, calls: [{ kind: 'tool', takes }] },
      { thinks: 60, text: 'child result' },
    ],
  };
}
