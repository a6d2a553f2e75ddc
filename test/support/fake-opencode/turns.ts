import type { Turn } from './plan.ts';
import { makeCalls } from './calls.ts';
import { compact } from './compaction.ts';
import { finalText, nextTurn, owesAnswer, type Run, type RunEnd, type Session } from './session.ts';
import {
  ABORTED,
  assistantJson,
  BUSY,
  FILTERED,
  ONE_STEP,
  OVERFLOWN,
  UNAUTHORIZED,
  type AssistantJson,
} from './shapes.ts';
import { abandonCalls } from './abandon.ts';
import { Stopped, waitFor, waitIn } from './waiting.ts';
import type { World } from './world.ts';

/**
 * Wakes a session: after `prepare` its loop answers until nothing is owed. The tree is held open from now on, not only
 * from the first busy.
 */
export function startRun(
  world: World,
  session: Session,
  prepare: (cancelled: AbortSignal) => Promise<void>,
): Promise<RunEnd> {
  const release = session.ours ? world.truth.hold(`${session.info.id} runs`) : nothing;
  const run: Run = {
    stop: new AbortController(),
    busy: false,
    over: Promise.resolve({ how: 'vanished' }),
  };
  session.run = run;
  const over = (async (): Promise<RunEnd> => {
    try {
      await prepare(run.stop.signal);
      if (session.deleted) return vanish(session);
      return await loop(world, session, run);
    } finally {
      release();
    }
  })();
  run.over = over;
  return over;
}

async function loop(world: World, session: Session, run: Run): Promise<RunEnd> {
  run.busy = true;
  try {
    for (;;) {
      world.setStatus(session, BUSY);
      if (!owesAnswer(session)) return stop(world, session, 'answered');
      const how = await answer(world, session, run);
      if (how !== undefined) return how;
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return breakOff(world, session, run);
  }
}

/** Idle, in the same breath as the last look at what is owed: no wake can be lost between the two. */
function stop(world: World, session: Session, how: 'answered' | 'silent'): RunEnd {
  session.goesOn = false;
  delete session.run;
  world.truth.recovered(session);
  world.goIdle(session);
  world.updateSession(session);
  return { how, result: { state: 'completed', text: finalText(session) } };
}

/** One message of the model; undefined when the loop looks again. */
async function answer(world: World, session: Session, run: Run): Promise<RunEnd | undefined> {
  const turn = nextTurn(session);
  const message = begin(world, session, run);
  await waitIn(world, run, turn.thinks);
  await retry(world, session, run, { turn, message });
  if (turn.ends === 'hang') return hang(world, session, run);
  if (turn.ends === 'api-error') return fail(world, session, message);
  if (turn.ends === 'overflow') {
    world.sayError(session, OVERFLOWN);
    const time = { ...message.time, completed: world.clock.now() };
    world.putMessage(session, { ...message, time });
    await compact(world, session, run, 'overflow');
    return undefined;
  }
  return speak(world, session, run, { turn, message });
}

function begin(world: World, session: Session, run: Run): AssistantJson {
  const { asked } = session;
  const message = assistantJson({
    id: world.ids.ascending('msg'),
    answers: asked ?? '',
    session: session.info,
    agent: session.agent,
    now: world.clock.now(),
  });
  if (asked !== undefined) session.answered = asked;
  session.goesOn = false;
  session.answers++;
  run.writing = message;
  world.putMessage(session, message);
  world.setStatus(session, BUSY);
  return message;
}

async function speak(
  world: World,
  session: Session,
  run: Run,
  { turn, message }: { turn: Turn; message: AssistantJson },
): Promise<RunEnd | undefined> {
  world.addPart(session, message.id, { type: 'step-start' });
  writePart(world, session, message.id, { type: 'reasoning', text: turn.reasons ?? '' })();
  const finishText = writePart(world, session, message.id, { type: 'text', text: turn.text ?? '' });
  const calls = turn.calls ?? [];
  const making = makeCalls({ world, session, run, message }, calls);
  finishText();
  const refused = (await making) === 'refused';
  const finish = calls.length > 0 ? 'tool-calls' : reasonOf(turn);
  world.addPart(session, message.id, {
    type: 'step-finish',
    reason: finish,
    tokens: ONE_STEP,
    cost: 0,
  });
  delete run.writing;
  if (finish === 'content-filter') return filter(world, session, message);
  world.finishMessage(session, message, { finish, tokens: ONE_STEP });
  if (refused) return stop(world, session, 'silent');
  session.goesOn = finish === 'tool-calls' || finish === 'unknown';
  if (turn.ends === 'compaction') await compact(world, session, run, 'full');
  // Too late for an abort: the answer is complete.
  if (turn.settles !== undefined) await world.pause(turn.settles);
  if (session.deleted) throw new Stopped();
  return undefined;
}

function reasonOf({ ends }: Turn): string {
  return ends === 'length' || ends === 'content-filter' || ends === 'unknown' ? ends : 'stop';
}

/** Begins a part that grows; the function it returns ends it. */
function writePart(
  world: World,
  session: Session,
  messageID: string,
  { type, text }: { type: 'text' | 'reasoning'; text: string },
): () => void {
  if (text === '') return nothing;
  const start = world.clock.now();
  const part = world.addPart(session, messageID, { type, text: '', time: { start } });
  const delta = { messageID, partID: part.id, field: 'text', delta: text };
  world.tell(session, 'message.part.delta', delta);
  return () => {
    world.putPart(session, { ...part, text, time: { start, end: world.clock.now() } });
  };
}

const FIRST_WAIT = 2000;
const LONGEST_WAIT = 30_000;

async function retry(
  world: World,
  session: Session,
  run: Run,
  { turn, message }: { turn: Turn; message: AssistantJson },
): Promise<void> {
  const attempts = turn.retries ?? 0;
  if (attempts === Infinity && session.ours) {
    world.truth.stuck.push(`${session.info.id} retries for ever`);
  }
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const wait = Math.min(FIRST_WAIT * 2 ** (attempt - 1), LONGEST_WAIT);
    const next = world.clock.now() + wait;
    world.setStatus(session, { type: 'retry', attempt, message: 'Rate limit reached', next });
    // The recorded server leaves a message that was aborted here without an error, unfinished for ever.
    delete run.writing;
    await waitIn(world, run, wait);
    run.writing = message;
    world.setStatus(session, BUSY);
  }
}

async function hang(world: World, session: Session, run: Run): Promise<never> {
  if (session.ours) world.truth.stuck.push(`the model of ${session.info.id} hangs`);
  return waitFor(run, new Promise<never>(nothing));
}

function fail(world: World, session: Session, message: AssistantJson): RunEnd {
  delete session.run;
  world.truth.failed(session);
  world.sayError(session, UNAUTHORIZED);
  world.goIdle(session);
  const time = { ...message.time, completed: world.clock.now() };
  world.putMessage(session, { ...message, time, error: UNAUTHORIZED });
  world.goIdle(session);
  return { how: 'failed', result: { state: 'error', text: UNAUTHORIZED.data.message } };
}

function filter(world: World, session: Session, message: AssistantJson): RunEnd {
  const change = { finish: 'content-filter', tokens: ONE_STEP, error: FILTERED };
  const done = world.finishMessage(session, message, change);
  world.putMessage(session, done);
  delete session.run;
  world.truth.failed(session);
  world.sayError(session, FILTERED);
  world.goIdle(session);
  return { how: 'failed', result: { state: 'error', text: FILTERED.data.message } };
}

/** Without another event. */
function vanish(session: Session): RunEnd {
  delete session.run;
  return { how: 'vanished' };
}

/** From the first idle to the last word of an aborted run, as recorded. */
const DYING = 50;

async function breakOff(world: World, session: Session, run: Run): Promise<RunEnd> {
  if (session.deleted) return vanish(session);
  session.goesOn = false;
  world.sayError(session, ABORTED);
  world.goIdle(session);
  await world.pause(DYING);
  abandonCalls(world, session);
  if (run.writing !== undefined) {
    const time = { ...run.writing.time, completed: world.clock.now() };
    world.putMessage(session, { ...run.writing, time, error: ABORTED });
  }
  delete session.run;
  world.goIdle(session);
  return { how: 'aborted' };
}

function nothing(): void {}
