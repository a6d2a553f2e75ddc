import { fstatSync } from 'node:fs';

/*
 * How the server learns that we are gone, however we ended: it inherits one end of a socket, and the kernel closes our end
 * with us. On several runners a cancelled step is killed at once and nothing comes after it; the agent would work on, and
 * cost money, until it is done.
 */

/** The descriptor that the server inherits. */
export const LIFELINE = 3;

/** What we say first, so that nothing else that has got this number is ever taken for the lifeline. */
export const GREETING = 'agent-run\n';

/** What we use of the engine inside of opencode: its sockets of `node:net` cannot be made from a descriptor. */
type Engine = { file: (descriptor: number) => { stream: () => ReadableStream<Uint8Array> } };

/** Resolves when the process that has started this one is gone; never where that cannot be told. */
export async function orphaned(): Promise<void> {
  const { Bun: engine } = globalThis as { Bun?: Engine };
  if (engine === undefined || !isSocket() || !(await endsAfterGreeting(engine))) {
    await new Promise<never>(() => {});
  }
}

function isSocket(): boolean {
  try {
    return fstatSync(LIFELINE).isSocket();
  } catch {
    return false;
  }
}

/** False at the first byte that is not ours. */
async function endsAfterGreeting(engine: Engine): Promise<boolean> {
  let heard = '';
  try {
    for await (const piece of engine.file(LIFELINE).stream()) {
      heard += Buffer.from(piece).toString('latin1');
      if (!GREETING.startsWith(heard)) return false;
    }
  } catch {
    return false;
  }
  return heard === GREETING;
}
