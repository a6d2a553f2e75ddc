import { isOpenTool } from './parts.ts';
import type { Session } from './session.ts';
import { CUT_SHORT } from './words.ts';
import type { World } from './world.ts';

/** What an abort makes of calls that were under way: a shell keeps what it had, a task is cancelled, others fail. */
export function abandonCalls(world: World, session: Session): void {
  for (const part of session.messages.flatMap(({ parts }) => parts).filter(isOpenTool)) {
    const { input, metadata, time } = part.state;
    const ended = { start: time?.start ?? world.clock.now(), end: world.clock.now() };
    const common = { input, time: ended };
    if (part.tool === 'bash') {
      const cut = { output: CUT_SHORT, exit: null, truncated: false };
      const { command: title = '' } = input;
      world.putPart(session, {
        ...part,
        state: { status: 'completed', ...common, output: CUT_SHORT, metadata: cut, title },
      });
    } else if (part.tool === 'task') {
      world.putPart(session, {
        ...part,
        state: { status: 'error', ...common, error: 'Task cancelled', metadata },
      });
    } else {
      const interrupted = { interrupted: true };
      world.putPart(session, {
        ...part,
        state: {
          status: 'error',
          ...common,
          error: 'Tool execution aborted',
          metadata: interrupted,
        },
      });
    }
  }
}
