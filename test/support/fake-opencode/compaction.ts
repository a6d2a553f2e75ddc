import type { Run, Session } from './session.ts';
import { assistantJson, BUSY, ONE_STEP, userJson } from './shapes.ts';
import { waitIn } from './waiting.ts';
import { COMPACTED, CONTINUE } from './words.ts';
import type { World } from './world.ts';

const TAKES = 60;

/** The conversation is replaced by a summary and goes on, without an idle gap, even after a final answer. */
export async function compact(
  world: World,
  session: Session,
  run: Run,
  why: 'overflow' | 'full',
): Promise<void> {
  const request = world.ids.ascending('msg');
  world.putMessage(session, userJson(request, session.info.id, session.agent, world.clock.now()));
  const overflow = why === 'overflow' ? { overflow: true } : {};
  world.addPart(session, request, { type: 'compaction', auto: true, ...overflow });
  world.setStatus(session, BUSY);
  await summarize(world, session, run, request);
  const part = {
    metadata: { compaction_continue: true },
    synthetic: true,
    time: { start: world.clock.now(), end: world.clock.now() },
  };
  world.addUser(session, why === 'overflow' ? COMPACTED : CONTINUE, { part });
  world.tell(session, 'session.compacted', {});
}

async function summarize(world: World, session: Session, run: Run, request: string): Promise<void> {
  const message = assistantJson({
    id: world.ids.ascending('msg'),
    answers: request,
    session: session.info,
    agent: 'compaction',
    now: world.clock.now(),
  });
  run.writing = message;
  world.putMessage(session, message);
  world.setStatus(session, BUSY);
  await waitIn(world, run, TAKES);
  const start = world.clock.now();
  world.addPart(session, message.id, { type: 'step-start' });
  const text = world.addPart(session, message.id, { type: 'text', text: '', time: { start } });
  const end = world.clock.now();
  world.putPart(session, { ...text, text: '## Goal\nSummary so far.', time: { start, end } });
  world.addPart(session, message.id, {
    type: 'step-finish',
    reason: 'stop',
    tokens: ONE_STEP,
    cost: 0,
  });
  world.finishMessage(session, message, { finish: 'stop', tokens: ONE_STEP });
  delete run.writing;
}
