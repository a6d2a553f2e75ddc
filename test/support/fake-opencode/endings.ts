import type { Session } from './session.ts';
import { RETRYING_FOR_EVER } from './shapes.ts';
import type { World } from './world.ts';

/** What the plan has in store for a child, from outside. */
export function arrangeFate(world: World, child: Session): void {
  const { fate } = child.script;
  if (fate === undefined) return;
  void (async () => {
    await world.pause(fate.after);
    if (child.deleted) return;
    if (fate.kind === 'aborted' ? child.run?.busy === true : works(child)) {
      world.truth.failed(child);
      // It had done its work, and only the news of it was lost.
      if (child.run === undefined) world.truth.disputed(child);
    }
    if (fate.kind === 'aborted') await abortSession(world, child);
    else if (fate.lingers === true) abandonSession(world, child);
    else await deleteSession(world, child);
  })();
}

function works(session: Session): boolean {
  return session.run !== undefined || session.job?.told === false;
}

/** Ends the session's run and those of children that work for it; returns when all have stopped. */
export async function abortSession(world: World, session: Session): Promise<void> {
  world.note(`${session.info.id} is aborted`);
  const { run } = session;
  const below = session.children
    .filter((child) => child.foreground || child.job?.mode === 'native')
    .filter((child) => child.run?.busy === true || child.job?.told === false)
    .map((child) => stopChild(world, child));
  if (run?.busy === true) run.stop.abort();
  else world.goIdle(session);
  await Promise.all([...below, run?.busy === true ? run.over : undefined]);
}

/** A child whose parent was aborted owes nothing any more. */
async function stopChild(world: World, child: Session): Promise<void> {
  world.truth.disputed(child);
  child.run?.stop.abort();
  if (child.job !== undefined) world.closeJob(child.job);
  await abortSession(world, child);
}

/** It is stopped, then its children go, then itself. */
export async function deleteSession(world: World, session: Session): Promise<void> {
  if (session.run?.busy === true) await abortSession(world, session);
  for (const child of session.children.filter(({ deleted }) => !deleted)) {
    if (works(child)) world.truth.disputed(child);
    await deleteSession(world, child);
  }
  remove(world, session);
}

/** The server deletes a session that it does not stop: the run fails to write, and its status stays. */
function abandonSession(world: World, session: Session): void {
  for (const child of session.children.filter(({ deleted }) => !deleted)) {
    if (works(child)) world.truth.disputed(child);
    abandonSession(world, child);
  }
  const worked = session.run?.busy === true;
  remove(world, session);
  if (worked) world.statuses.set(session.info.id, RETRYING_FOR_EVER);
}

function remove(world: World, session: Session): void {
  if (session.deleted) return;
  session.deleted = true;
  world.statuses.delete(session.info.id);
  world.sessions.delete(session.info.id);
  session.run?.stop.abort();
  if (session.job !== undefined) world.closeJob(session.job);
  world.tell(session, 'session.deleted', { info: session.info }, true);
  world.note(`${session.info.id} deleted`);
}
