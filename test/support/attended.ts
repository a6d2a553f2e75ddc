import { attend, type Attendance } from '../../src/action/attend.ts';
import type { Progress } from '../../src/action/progress.ts';
import type { Agent } from '../../src/agent/client.ts';
import { createAgent } from '../../src/agent/client.ts';
import type { Decision } from '../../src/agent/policy.ts';
import type { StreamItem } from '../../src/agent/stream.ts';
import { WireError, type Wire, type WireCall } from '../../src/agent/wire.ts';
import type { AgentEvent, Ask, SessionInfo } from '../../src/sessions/event.ts';
import { SILENT } from './fake-run.ts';
import { SteppedClock } from './stepped-clock.ts';
import { DAWN, idOf, Story } from './tree-builder.ts';

export type Answers = (call: WireCall) => unknown;

export type Attended = {
  attendance: Attendance;
  /** Every call that was made, e.g. `POST /permission/per_1/reply`. */
  calls: string[];
  clock: SteppedClock;
  agent: Agent;
};

/** What the wire says to a call that nobody prepared an answer for. */
export function notFound(call: WireCall): never {
  throw new WireError(call, 404, { name: 'NotFoundError' });
}

/** Keeps the tree of a story true on a wire that answers as the test says. */
export function attended(options: {
  story?: Story;
  answers?: Answers;
  decide?: (ask: Ask) => Decision;
  progress?: Partial<Progress>;
}): Attended {
  const { story = new Story().prompt('root'), answers = notFound } = options;
  const calls: string[] = [];
  const wire: Wire = {
    async call(call) {
      calls.push(`${call.method} ${call.path}`);
      return answers(call);
    },
    events: () => {
      throw new Error('nobody listens here');
    },
  };
  const agent = createAgent(wire);
  const clock = new SteppedClock(story.now);
  const attendance = attend({
    tree: story.tree,
    events: nothing(),
    agent,
    wire,
    answer: options.decide ?? (() => ({ reply: 'once' })),
    progress: { ...SILENT, ...options.progress },
    clock,
    signal: new AbortController().signal,
  });
  return { attendance, calls, clock, agent };
}

async function* nothing(): AsyncGenerator<StreamItem, void> {}

/** Lets everything run that only waits for promises. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

export const info = (name: string, parent?: string): SessionInfo => ({
  id: idOf(name),
  title: name,
  directory: '/repo',
  created: DAWN,
  ...(parent === undefined ? {} : { parentId: idOf(parent) }),
});

export const created = (name: string, parent?: string): AgentEvent => ({
  type: 'session',
  session: info(name, parent),
  created: true,
});

export const busy = (name: string): AgentEvent => ({
  type: 'status',
  sessionId: idOf(name),
  status: { type: 'busy' },
});

export const permission = (name: string, id = 'per_1'): Ask => ({
  kind: 'permission',
  id,
  sessionId: idOf(name),
  permission: 'bash',
  patterns: ['rm -rf /'],
});

export const asked = (name: string, id?: string): AgentEvent => ({
  type: 'asked',
  ask: permission(name, id),
});

/** The server's answers about a root that works, with these open asks. */
export function listsOf(
  asks: Ask[],
  { path }: WireCall,
  statuses: object = { [idOf('root')]: { type: 'busy' } },
): unknown {
  switch (path) {
    case '/permission':
      return asks.map(({ id, sessionId }) => ({
        id,
        sessionID: sessionId,
        permission: 'bash',
        patterns: ['rm -rf /'],
      }));
    case '/session/status':
      return statuses;
    case `/session/${idOf('root')}`:
      return { id: idOf('root'), title: 'x', directory: '/repo', time: { created: DAWN } };
    default:
      return [];
  }
}
