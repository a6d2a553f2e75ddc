import type { Job, Session } from './session.ts';
import { startRun } from './turns.ts';
import { nativeWake, pluginProgress, pluginWake, type PluginTask } from './words.ts';
import type { World } from './world.ts';

/** The end of a background child reaches its parent. */
export function deliver(world: World, job: Job): void {
  if (job.child.parent?.deleted !== false) world.closeJob(job);
  else if (job.mode === 'native') deliverNative(world, job);
  else void deliverPlugin(world, job);
}

function deliverNative(world: World, job: Job): void {
  const { child, ended } = job;
  const { parent } = child;
  if (job.told || parent === undefined || ended === undefined) return;
  const text = nativeWake(child.info.id, job.title, ended);
  world.addUser(parent, text, { part: { synthetic: true } });
  wake(world, parent, job.busyAfter);
  tell(world, parent, job);
}

/** How often oh-my-opencode looks again whether the parent is idle, and when it clears the marker before a wake. */
const LOOK_AGAIN = 1000;
const MARKER_LEAD = 15;

/** Waits for the parent to be idle; only the last of several tasks wakes it, the others leave a note. */
async function deliverPlugin(world: World, job: Job): Promise<void> {
  const { parent } = job.child;
  if (parent === undefined) return;
  await world.pause(job.wakesAfter);
  for (;;) {
    while (parent.run !== undefined) await world.pause(LOOK_AGAIN);
    if (job.told || parent.deleted) return world.closeJob(job);
    const left = owedTo(parent).filter(({ ended }) => ended === undefined).length;
    if (left > 0) {
      world.addUser(parent, pluginProgress(taskOf(job), left));
      return;
    }
    world.markers.set(parent.info.id, 'idle');
    await world.pause(MARKER_LEAD);
    if (parent.run === undefined) break;
  }
  const jobs = owedTo(parent);
  world.addUser(parent, pluginWake(jobs.map(taskOf)));
  wake(world, parent, job.busyAfter);
  for (const each of jobs) tell(world, parent, each);
}

function owedTo(parent: Session): Job[] {
  return parent.children
    .map(({ job }) => job)
    .filter((job): job is Job => job?.mode === 'plugin' && !job.told);
}

function taskOf({ taskId = '', title, ended }: Job): PluginTask {
  return { id: taskId, title, failed: ended?.state === 'error' };
}

function tell(world: World, parent: Session, job: Job): void {
  world.truth.learned(parent, job.child);
  world.closeJob(job);
}

/** A parent that works finds the message on its next look; an idle one begins to run. */
function wake(world: World, parent: Session, busyAfter: number): void {
  if (parent.run === undefined)
    void startRun(world, parent, (cancelled) => world.pause(busyAfter, cancelled));
}
