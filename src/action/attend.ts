import { randomUUID } from 'node:crypto';
import type { Agent } from '../agent/client.ts';
import type { Decision } from '../agent/policy.ts';
import { snapshot } from '../agent/snapshot.ts';
import type { StreamItem } from '../agent/stream.ts';
import type { Wire } from '../agent/wire.ts';
import type { Clock } from '../clock.ts';
import type { AgentEvent, Ask, SessionId } from '../sessions/event.ts';
import { apply } from '../sessions/fold.ts';
import type { Denial } from '../sessions/outcome.ts';
import { anyoneWorks, isMember, members, type SessionTree } from '../sessions/tree.ts';
import { answerAsks } from './answer-asks.ts';
import { createBell } from './bell.ts';
import type { Progress } from './progress.ts';

/**
 * Keeps the session tree true for as long as the run lasts, and answers every ask in it.
 *
 * Properties: the tree is folded from the stream in order; after a gap it counts as stale until a snapshot was folded;
 * every ask of a member is answered once, at once, whether an event, a list after a gap or a late parent told of it.
 *
 * Races: a snapshot may be newer than events still on their way, so an old `busy` may follow a fresh `idle`; the
 * fence after it lets them all arrive, and the last word in the stream is the newest. It may also be older than events
 * that arrive while it is read; so these are folded again on top of it. A gap during a snapshot leaves the tree stale. An ask may be answered twice (event and list): the second answer is a 404 and means nothing. An ask
 * of a session whose parents are unknown yet is kept until they are known. Asks of idle sessions are leftovers of an
 * abort and are not answered.
 */
export interface Attendance {
  readonly tree: SessionTree;
  /** Every permission that policy refused, in order. */
  readonly denials: Denial[];
  /** Whether events may have been missed since the last snapshot. */
  readonly stale: boolean;
  /** Since when there is no event stream, and why. */
  readonly down: { since: number; reason: string } | undefined;
  /** Set when the server ended an instance that the tree lives in. */
  readonly disposed: boolean;
  /** Takes in what the stream, or we ourselves, have to tell. */
  take(item: StreamItem): void;
  /** Resolves when something happened that may be the end: not while a session of the tree works. */
  heard(): Promise<void>;
  /** Tells of every event of the tree's sessions, a snapshot's too, once it is folded; replaces the former listener. */
  onEvent(listener: ((event: AgentEvent) => void) | undefined): void;
  /** Folds a snapshot, with the messages of all sessions if `whole`; throws when the server does not answer. */
  resync(whole?: boolean): Promise<void>;
  /** True when an event published now came back; false when the stream broke or took longer than FENCE_BOUND. */
  fence(): Promise<boolean>;
  /** Resolves when the stream was left for good (its signal aborted). */
  readonly left: Promise<void>;
}

/** How long an echo may take; a busy server was seen to lag by 11 s. */
export const FENCE_BOUND = 30_000;

export function attend(options: {
  tree: SessionTree;
  events: AsyncIterable<StreamItem>;
  agent: Agent;
  wire: Wire;
  answer: (ask: Ask) => Decision;
  progress: Progress;
  clock: Clock;
  /** Ends what is still under way: answers being sent again. */
  signal: AbortSignal;
}): Attendance {
  const { tree, events, agent, wire, progress, clock } = options;
  const bell = createBell();
  /** Sessions whose messages the next snapshot has to read: all of them after a gap. */
  let missed = false;
  let gaps = 0;
  let down: Attendance['down'];
  let disposed = false;
  let listener: ((event: AgentEvent) => void) | undefined;
  const echoes = new Set<string>();
  let duringSnapshot: AgentEvent[] | undefined;
  let lastSnapshot: Promise<void> = Promise.resolve();
  const asks = answerAsks({
    ...options,
    onFailure: () => {
      missed = true;
      bell.ring();
    },
  });

  const take = (item: StreamItem): void => {
    if (item.type === 'down') {
      down = { since: item.since, reason: item.reason };
      missed = true;
    } else if (item.type === 'gap') {
      down = undefined;
      missed = true;
      gaps += 1;
    } else {
      fold(item);
    }
    if (item.type === 'fence' || item.type === 'gap' || !anyoneWorks(tree)) bell.ring();
  };

  const fold = (event: AgentEvent): void => {
    apply(tree, event, clock.now());
    duringSnapshot?.push(event);
    if (event.type === 'fence') echoes.add(event.token);
    if (event.type === 'disposed') disposed ||= concerns(tree, event.directory);
    if (!tell(event)) return;
    if (event.type === 'asked') asks.answer(event.ask);
    if (event.type === 'session' && event.created) asks.answerKnown();
  };

  /** False for what is not about a session of the tree, or of an earlier run of it. */
  const tell = (event: AgentEvent): boolean => {
    const sessionId = sessionOfEvent(event);
    if (sessionId === undefined || !isMember(tree, sessionId)) return false;
    if (isOfEarlierRun(tree, event)) return false;
    progress.event(event, tree, clock.now());
    listener?.(event);
    return true;
  };

  const resync = async (whole = false): Promise<void> => {
    const before = lastSnapshot;
    lastSnapshot = before.catch(() => undefined).then(() => foldSnapshot(whole));
    await lastSnapshot;
  };

  const foldSnapshot = async (whole: boolean): Promise<void> => {
    const gapsBefore = gaps;
    const readAll = missed || whole;
    const needs = (id: SessionId): boolean =>
      readAll || id === tree.rootId || hasLaunches(tree, id);
    const arrived: AgentEvent[] = [];
    duringSnapshot = arrived;
    try {
      const found = await snapshot(wire, tree, needs);
      for (const event of found) {
        apply(tree, event, clock.now());
        tell(event);
      }
      for (const event of arrived) apply(tree, event, clock.now());
    } finally {
      duringSnapshot = undefined;
    }
    asks.answerKnown();
    if (readAll) await asks.answerOpen();
    if (gaps === gapsBefore && down === undefined) missed = false;
    bell.ring();
  };

  const fence = async (): Promise<boolean> => {
    const token = randomUUID();
    const gapsBefore = gaps;
    const until = clock.now() + FENCE_BOUND;
    await agent.fence(token);
    while (!echoes.delete(token)) {
      if (gaps !== gapsBefore || down !== undefined || clock.now() >= until) return false;
      const waited = new AbortController();
      await Promise.race([bell.heard(), clock.sleep(until - clock.now(), waited.signal)]);
      waited.abort();
    }
    return true;
  };

  const left = (async () => {
    for await (const item of events) take(item);
  })();

  return {
    tree,
    denials: asks.denials,
    get stale() {
      return missed;
    },
    get down() {
      return down;
    },
    get disposed() {
      return disposed;
    },
    take,
    heard: () => bell.heard(),
    onEvent: (next) => {
      listener = next;
    },
    resync,
    fence,
    left,
  };
}

/** The fold knows nothing of the messages of a continued session that are older than this run. */
function isOfEarlierRun({ since, sessions }: SessionTree, event: AgentEvent): boolean {
  if (since === 0) return false;
  const knows = (id: SessionId, messageId: string): boolean =>
    sessions.get(id)?.messages.has(messageId) === true;
  if (event.type === 'message') return !knows(event.message.sessionId, event.message.id);
  return event.type === 'part' && !knows(event.part.sessionId, event.part.messageId);
}

function sessionOfEvent(event: AgentEvent): SessionId | undefined {
  switch (event.type) {
    case 'session':
      return event.session.id;
    case 'message':
      return event.message.sessionId;
    case 'part':
      return event.part.sessionId;
    case 'asked':
      return event.ask.sessionId;
    case 'session-deleted':
    case 'status':
    case 'session-error':
    case 'message-removed':
    case 'delta':
    case 'answered':
    case 'todos':
      return event.sessionId;
    case 'connected':
    case 'heartbeat':
    case 'fence':
    case 'disposed':
    case 'other':
      return undefined;
  }
}

/** Whether an instance that ended was one the tree lives in; without a directory, all ended. */
function concerns(tree: SessionTree, directory: string | undefined): boolean {
  return (
    directory === undefined ||
    members(tree).some(({ info, deleted }) => deleted === undefined && info.directory === directory)
  );
}

function hasLaunches(tree: SessionTree, id: SessionId): boolean {
  for (const { tools } of tree.sessions.get(id)?.messages.values() ?? []) {
    for (const part of tools.values()) if (part.launch !== undefined) return true;
  }
  return false;
}
