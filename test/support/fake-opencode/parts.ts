import type { AssistantJson, PartJson } from './shapes.ts';
import type { Session } from './session.ts';
import type { World } from './world.ts';

/** One call of a tool, as its part shows it. */
export type ToolPart = {
  running: (more?: object) => void;
  completed: (of: { output: string; title: string; metadata: object }) => void;
  failed: (error: string, metadata?: object) => void;
  callID: string;
};

export function openTool(
  world: World,
  session: Session,
  message: AssistantJson,
  { tool, input }: { tool: string; input: object },
): ToolPart {
  const callID = world.ids.call();
  const pending = world.addPart(session, message.id, {
    type: 'tool',
    tool,
    callID,
    state: { status: 'pending', input: {}, raw: '' },
  });
  const start = world.clock.now();
  const put = (state: object): void => world.putPart(session, { ...pending, state });
  const time = (): object => ({ start, end: world.clock.now() });
  return {
    callID,
    running: (more = {}) => put({ ...more, status: 'running', input, time: { start } }),
    completed: ({ output, title, metadata }) =>
      put({
        status: 'completed',
        input,
        output,
        metadata: { ...metadata, truncated: false },
        title,
        time: time(),
      }),
    failed: (error, metadata) =>
      put({
        status: 'error',
        input,
        error,
        ...(metadata === undefined ? {} : { metadata }),
        time: time(),
      }),
  };
}

export type ToolState = {
  status: 'pending' | 'running' | 'completed' | 'error';
  input: { command?: string };
  metadata?: object;
  time?: { start: number };
};

export function isOpenTool(part: PartJson): part is PartJson & { tool: string; state: ToolState } {
  if (part.type !== 'tool') return false;
  const { status } = part['state'] as ToolState;
  return status === 'pending' || status === 'running';
}
