import type { Site } from './calls.ts';
import { arrangeFate } from './endings.ts';
import { openTool } from './parts.ts';
import type { Relaunch, Task } from './plan.ts';
import type { Job, RunEnd, Session } from './session.ts';
import { taskMetadata } from './shapes.ts';
import { startRun } from './turns.ts';
import { waitFor, waitIn } from './waiting.ts';
import { deliver } from './wakes.ts';
import { finished, launched, subagentFailed } from './words.ts';
import type { World } from './world.ts';

/** The task tool: a child session, waited for or left to itself. */
export async function task(site: Site, call: Task): Promise<void> {
  const { world, session, message } = site;
  const { script, mode } = call;
  const title = script.title ?? 'work';
  const prompt = `do: ${title}`;
  const background = mode === 'native' ? { background: true } : {};
  const part = openTool(world, session, message, {
    tool: 'task',
    input: {
      description: title,
      prompt,
      subagent_type: 'general',
      ...(mode === 'plugin' ? { run_in_background: true, load_skills: [] } : background),
    },
  });
  const child = world.createSession({ script, parent: session, ours: session.ours });
  child.foreground = mode === 'foreground';
  const taskId = mode === 'plugin' ? world.ids.task() : undefined;
  const ids = taskMetadata(session.info.id, child.info.id, taskId);
  const metadata = { ...ids, ...background };
  part.running({ title, metadata });
  const job = mode === 'foreground' ? undefined : openJob(world, session, child, { call, taskId });
  const run = startRun(world, child, (cancelled) => prompted(world, child, { prompt, cancelled }));
  part.running({ title, metadata });
  arrangeFate(world, child);
  if (job === undefined) return awaitChild(site, { part, child, run, metadata, title });
  void follow(world, job, run);
  if (call.takes !== undefined) await waitIn(world, site.run, call.takes);
  const jobId = mode === 'native' ? { jobId: child.info.id } : {};
  part.completed({
    output:
      taskId === undefined
        ? launched(child.info.id, 'started')
        : `Background task launched.\n\nBackground Task ID: ${taskId}`,
    title,
    metadata: { ...metadata, ...jobId },
  });
}

async function prompted(
  world: World,
  child: Session,
  { prompt, cancelled }: { prompt: string; cancelled: AbortSignal },
): Promise<void> {
  const { startsAfter = 0, busyAfter = 0 } = child.script;
  if (startsAfter > 0) await world.pause(startsAfter, cancelled);
  if (child.deleted) return;
  world.updateSession(child);
  world.addUser(child, prompt);
  await world.pause(busyAfter, cancelled);
}

type Waiting = {
  part: ReturnType<typeof openTool>;
  child: Session;
  run: Promise<RunEnd>;
  metadata: object;
  title: string;
};

async function awaitChild(site: Site, waiting: Waiting): Promise<void> {
  const { part, child, metadata, title } = waiting;
  const end = await waitFor(site.run, waiting.run);
  site.world.truth.learned(site.session, child);
  if (!('result' in end)) {
    part.failed('Task cancelled', metadata);
  } else if (end.result.state === 'error') {
    part.failed(subagentFailed(child.info.id, end.result.text), metadata);
  } else {
    part.completed({ output: finished(child.info.id, end.result.text), title, metadata });
  }
}

function openJob(
  world: World,
  parent: Session,
  child: Session,
  { call, taskId }: { call: Task; taskId: string | undefined },
): Job {
  const job: Job = {
    mode: call.mode === 'plugin' ? 'plugin' : 'native',
    child,
    title: call.script.title ?? 'work',
    ...(taskId === undefined ? {} : { taskId }),
    wakesAfter: call.wakesAfter ?? 0,
    dropped: call.dropped === true,
    busyAfter: call.busyAfter ?? 0,
    again: [],
    told: false,
    release: owed(world, parent, child),
  };
  child.job = job;
  if (call.name !== undefined) parent.launched.set(call.name, job);
  if (taskId !== undefined) world.markers.set(parent.info.id, 'active');
  return job;
}

function owed(world: World, parent: Session, child: Session): () => void {
  if (!parent.ours) return () => {};
  return world.truth.hold(`${parent.info.id} is owed the result of ${child.info.id}`);
}

/** From the launch to the wake; a relaunch on the way makes the child run once more and still wakes once. */
async function follow(world: World, job: Job, first: Promise<RunEnd>): Promise<void> {
  let end = await first;
  for (;;) {
    if (job.told) return;
    if (!('result' in end)) return world.closeJob(job);
    if (job.again.length === 0) {
      if (job.mode === 'native' && job.wakesAfter > 0) await world.pause(job.wakesAfter);
      // What is on its way ends with the instance.
      if (job.mode === 'native' && world.truth.diedAt !== undefined) return world.closeJob(job);
      if (job.again.length === 0) {
        job.ended = end.result;
        return job.dropped ? drop(world, job) : deliver(world, job);
      }
    }
    const busyAfter = job.again.shift()?.busyAfter ?? 0;
    end = await promptAgain(world, job.child, busyAfter);
  }
}

/** As when an abort falls between the end of a child and its delivery: nothing on the wire tells. */
function drop(world: World, job: Job): void {
  world.note(`the result of ${job.child.info.id} is lost`);
  if (job.child.ours) world.truth.lost(job.child);
  world.closeJob(job);
}

function promptAgain(world: World, child: Session, busyAfter: number): Promise<RunEnd> {
  return startRun(world, child, async (cancelled) => {
    world.addUser(child, 'do: more of it');
    await world.pause(busyAfter, cancelled);
  });
}

/** `task_id`: the same child once more. Without such a child the call is refused, and the model goes on. */
export async function relaunch(site: Site, call: Relaunch): Promise<void> {
  const { world, session, message } = site;
  const job = session.launched.get(call.name);
  const child = job?.child;
  const title = job?.title ?? 'work';
  const input = {
    description: title,
    prompt: 'do: more of it',
    subagent_type: 'general',
    background: true,
    task_id: child?.info.id ?? 'ses_unknown',
  };
  const part = openTool(world, session, message, { tool: 'task', input });
  if (job === undefined || child === undefined || child.deleted) {
    part.failed('Session not found');
    return;
  }
  const metadata = { ...taskMetadata(session.info.id, child.info.id, undefined), background: true };
  part.running({ title, metadata });
  const running = !job.told;
  const busyAfter = call.busyAfter ?? 0;
  if (running) job.again.push({ busyAfter });
  else startAnew(world, session, { job, name: call.name, busyAfter });
  if (call.takes !== undefined) await waitIn(world, site.run, call.takes);
  part.completed({
    output: launched(child.info.id, running ? 'updated' : 'started'),
    title,
    metadata: { ...metadata, jobId: child.info.id },
  });
}

function startAnew(
  world: World,
  parent: Session,
  { job, name, busyAfter }: { job: Job; name: string; busyAfter: number },
): void {
  const { child } = job;
  const { ended: _, ...before } = job;
  const next: Job = {
    ...before,
    dropped: false,
    again: [],
    told: false,
    release: owed(world, parent, child),
  };
  child.job = next;
  parent.launched.set(name, next);
  void follow(world, next, promptAgain(world, child, busyAfter));
}
