import { WireError, type Wire, type WireCall } from '../../../src/agent/wire.ts';
import { answerCall, type Answer } from './routes.ts';
import type { World } from './world.ts';

const CALL_TIMEOUT = 120_000;

/** The server as seen through an unreliable network, in memory. */
export function memoryWire(world: World, start: number): Wire {
  return {
    call: (call, signal) => callThrough(world, start, { call, signal }),
    events: (signal) => listen(world, signal),
  };
}

async function callThrough(
  world: World,
  start: number,
  { call, signal }: { call: WireCall; signal: AbortSignal | undefined },
): Promise<unknown> {
  const given = new AbortController();
  const giveUp = (): void => given.abort();
  if (signal?.aborted === true) throw new Error('The call was given up');
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    const answer = await bounded(world, given, call, exchange(world, start, call));
    if (answer.status === 204) return undefined;
    if (answer.html !== undefined) throw new WireError(call, answer.status, answer.html);
    if (answer.status >= 300) throw new WireError(call, answer.status, answer.json);
    return answer.json;
  } finally {
    signal?.removeEventListener('abort', giveUp);
    given.abort();
  }
}

/** Ends with the answer, when the caller gives up, or when the time of the call is over. */
async function bounded(
  world: World,
  given: AbortController,
  call: WireCall,
  work: Promise<Answer>,
): Promise<Answer> {
  const timeout = call.timeout ?? CALL_TIMEOUT;
  const bound = world.clock.sleep(timeout === 0 ? Infinity : timeout, given.signal);
  const late = bound.then((): never => {
    throw new Error(
      given.signal.aborted ? 'The call was given up' : `No answer within ${timeout} ms`,
    );
  });
  // When the answer has won, nobody else listens to this.
  late.catch(() => {});
  return Promise.race([work, late]);
}

async function exchange(world: World, start: number, call: WireCall): Promise<Answer> {
  await travel(world);
  if (world.clock.now() - start < world.network.readyAfter) return new Promise(() => {});
  const answer = await answerCall(world, call);
  await travel(world);
  return answer;
}

async function travel(world: World): Promise<void> {
  refuse(world, 'call');
  await world.clock.sleep(world.chance.within(world.network.latency));
  refuse(world, 'call');
}

async function* listen(world: World, signal: AbortSignal): AsyncGenerator<unknown, void> {
  await world.clock.sleep(world.chance.within(world.network.latency), signal);
  if (signal.aborted) return;
  refuse(world, 'stream');
  const connection = world.stream.connect();
  const close = (): void => world.stream.close(connection);
  signal.addEventListener('abort', close, { once: true });
  try {
    yield* connection.events();
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}

function refuse(world: World, what: 'call' | 'stream'): void {
  if (world.refuses(what)) throw new Error('connect ECONNREFUSED');
}
