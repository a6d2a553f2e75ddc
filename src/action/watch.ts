import type { Clock } from '../clock.ts';
import type { Ending } from '../sessions/ending.ts';
import { pending, type Pending } from '../sessions/settle.ts';
import { anyoneWorks, members, type SessionTree } from '../sessions/tree.ts';
import { verdict } from '../sessions/verdict.ts';
import type { Attendance } from './attend.ts';
import { NO_ECHO } from '../text/server-sentences.ts';
import { breach } from './limits.ts';
import type { Progress } from './progress.ts';
import type { Limits } from './settings.ts';

/**
 * Waits for the end of a run, whatever it is. Several endings race; the first that happens is the ending, and every
 * wait has a bound of its own, so that one of them always happens.
 *
 * Settled is proven, not waited for: when the tree says that nothing is pending, a snapshot is read over REST (it
 * tells what the stream may have lost), then a fence is sent through the stream (its echo tells that everything that
 * happened before has arrived), and only if nothing is pending *and nothing happened* in between is the run over. The
 * order matters: REST runs ahead of the stream by up to a second, so the fence has to come last.
 *
 * The one wait by the clock is the quiet window, and only where plugins are loaded that we know nothing about: their
 * timers may wake a session after everything went idle.
 */
export type WatchOptions = {
  attendance: Attendance;
  limits: Limits;
  clock: Clock;
  progress: Progress;
  /** The instant at which the run has had its time. */
  deadline: number;
  /** Aborts with the name of the signal or the reason as `signal.reason`. */
  cancelled: AbortSignal;
  /** Resolves with a sentence when the server's process ended. */
  serverEnded: Promise<string>;
  /** Plugins besides ours are loaded: keep the quiet window. */
  foreignPlugins: boolean;
  /** Sends the prompt again under its old id, which the server takes for one prompt. */
  repeatPrompt?: () => Promise<void>;
  /** Whether a plugin says in its own files that it will go on. */
  continues?: () => Promise<boolean>;
};

/** A waiting run says so at least this often. */
const HEARTBEAT = 30_000;
/** How long the event stream may be out of reach, or calls may fail, while the server's process lives. */
const OUT_OF_REACH = 120_000;
/** How long to wait before asking a server again that did not answer. */
const ASK_AGAIN = 500;
/** When nobody works and yet something is waited for, the truth is read again after this long without news. */
const SUSPICIOUS_SILENCE = 10_000;
/** A stream that stands but does not echo what we put into it, this often in a row, is none. */
const MOST_LOST_ECHOES = 3;
/** Some waits end by the clock alone (bounded answers): look again this often. */
const LOOK_AGAIN = 1_000;

const QUIET_WINDOW = 5_000;
/** With open todos, or children nobody's tool call accounts for, a plugin is likely to go on. */
const LONG_QUIET_WINDOW = 15_000;

export async function watch(options: WatchOptions): Promise<Ending> {
  const { attendance, limits } = options;
  const over = new AbortController();
  const broken = new Promise<Ending>((resolve) => {
    attendance.onEvent((event) => {
      const ending = breach(event, attendance.tree, limits);
      if (ending !== undefined) resolve(ending);
    });
  });
  const racers = [settled, timedOut, noProgress, cancelled, lostContact];
  const said = heartbeats(options, over.signal);
  try {
    return await Promise.race([broken, ...racers.map((racer) => racer(options, over.signal))]);
  } finally {
    over.abort();
    attendance.onEvent(undefined);
    await said;
  }
}

/** Gives an ending when its own has come; what it gives once the race is over counts for nothing. */
type Racer = (options: WatchOptions, over: AbortSignal) => Promise<Ending>;

const RACE_IS_OVER: Ending = { outcome: 'cancelled', by: 'another ending' };

const settled: Racer = async (options, over) => {
  const { attendance, clock } = options;
  const { tree } = attendance;
  let readAt = clock.now();
  let unproven = 0;
  let failingSince: number | undefined;
  while (!over.aborted) {
    try {
      const heardAt = Math.max(tree.lastActivity, readAt);
      const isSuspicious = !anyoneWorks(tree) && clock.now() - heardAt >= SUSPICIOUS_SILENCE;
      if (attendance.down === undefined && (attendance.stale || isSuspicious)) {
        await attendance.resync(true);
        readAt = clock.now();
        if (isSuspicious && !knowsPrompt(tree)) await options.repeatPrompt?.();
      }
      const proof = await isSettled(options, over);
      if (proof === 'settled') return verdict(tree, clock.now());
      unproven = proof === 'no echo' ? unproven + 1 : 0;
      if (unproven === MOST_LOST_ECHOES) return { outcome: 'lost-contact', message: NO_ECHO };
      failingSince = undefined;
    } catch (error) {
      failingSince ??= clock.now();
      if (clock.now() - failingSince >= OUT_OF_REACH) {
        return { outcome: 'lost-contact', message: String(error) };
      }
      await clock.sleep(ASK_AGAIN, over);
    }
  }
  return RACE_IS_OVER;
};

/** A prompt that could not start leaves no message, and the event that says so may be lost. */
function knowsPrompt(tree: SessionTree): boolean {
  return tree.sessions.get(tree.rootId)?.messages.has(tree.promptId) === true;
}

type Proof = 'settled' | 'not yet' | 'no echo';

async function isSettled(options: WatchOptions, over: AbortSignal): Promise<Proof> {
  const { attendance, clock } = options;
  const { tree } = attendance;
  const isQuiet = (): boolean =>
    !attendance.stale &&
    !attendance.disposed &&
    !anyoneWorks(tree) &&
    pending(tree, clock.now()).length === 0;
  if (!isQuiet()) {
    await news(options, LOOK_AGAIN, over);
    return 'not yet';
  }
  const quietFor = clock.now() - tree.lastActivity;
  const window = quietWindow(options);
  if (quietFor < window) {
    await news(options, window - quietFor, over);
    return 'not yet';
  }
  const before = tree.activity;
  await attendance.resync();
  if (!(await attendance.fence())) return attendance.stale ? 'not yet' : 'no echo';
  if (!isQuiet() || tree.activity !== before) return 'not yet';
  if (options.foreignPlugins && (await options.continues?.()) === true) {
    await clock.sleep(ASK_AGAIN, over);
    return 'not yet';
  }
  return 'settled';
}

/** Waits until something happened, `ms` passed, or the race is over. */
async function news({ attendance, clock }: WatchOptions, ms: number, over: AbortSignal) {
  const enough = new AbortController();
  const stop = (): void => enough.abort();
  over.addEventListener('abort', stop, { once: true });
  await Promise.race([attendance.heard(), clock.sleep(ms, enough.signal)]);
  enough.abort();
  over.removeEventListener('abort', stop);
}

function quietWindow({ attendance, foreignPlugins, limits }: WatchOptions): number {
  if (!foreignPlugins) return 0;
  if (limits.quietWindow !== undefined) return limits.quietWindow;
  return expectsMore(attendance) ? LONG_QUIET_WINDOW : QUIET_WINDOW;
}

function expectsMore({ tree }: Attendance): boolean {
  const sessions = members(tree).filter(({ deleted }) => deleted === undefined);
  const named = new Set<string>();
  for (const { messages, openTodos } of sessions) {
    if (openTodos > 0) return true;
    for (const { tools } of messages.values()) {
      for (const { childId } of tools.values()) if (childId !== undefined) named.add(childId);
    }
  }
  return sessions.some(({ info }) => info.id !== tree.rootId && !named.has(info.id));
}

const timedOut: Racer = async (options, over) => {
  const { clock, deadline, limits } = options;
  while (!over.aborted && clock.now() < deadline) await clock.sleep(deadline - clock.now(), over);
  return { outcome: 'timed-out', limit: limits.timeout, waiting: waits(options) };
};

const noProgress: Racer = async (options, over) => {
  const { attendance, clock, limits } = options;
  const left = (): number => attendance.tree.lastProgress + limits.noProgress - clock.now();
  while (!over.aborted && left() > 0) await clock.sleep(left(), over);
  return { outcome: 'no-progress', limit: limits.noProgress, waiting: waits(options) };
};

const cancelled: Racer = async (options, over) => {
  const signal = options.cancelled;
  if (!signal.aborted) {
    await new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true, signal: over });
      over.addEventListener('abort', () => resolve(), { once: true });
    });
  }
  return { outcome: 'cancelled', by: String(signal.reason) };
};

const lostContact: Racer = async (options, over) => {
  const { serverEnded } = options;
  return Promise.race([
    serverEnded.then((message): Ending => ({ outcome: 'lost-contact', message })),
    outOfReach(options, over),
  ]);
};

async function outOfReach(options: WatchOptions, over: AbortSignal): Promise<Ending> {
  const { attendance, clock } = options;
  while (!over.aborted) {
    if (attendance.disposed) {
      return { outcome: 'lost-contact', message: 'the agent server ended the sessions by itself' };
    }
    const { down } = attendance;
    if (down !== undefined && clock.now() - down.since >= OUT_OF_REACH) {
      return { outcome: 'lost-contact', message: down.reason };
    }
    await clock.sleep(LOOK_AGAIN, over);
  }
  return RACE_IS_OVER;
}

async function heartbeats(options: WatchOptions, over: AbortSignal): Promise<void> {
  const { attendance, clock, progress } = options;
  for (;;) {
    await clock.sleep(HEARTBEAT, over);
    if (over.aborted) return;
    progress.waiting(waits(options), attendance.tree, clock.now());
  }
}

function waits({ attendance, clock }: WatchOptions): Pending[] {
  return pending(attendance.tree, clock.now());
}
