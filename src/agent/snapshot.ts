import type { AgentEvent, SessionId, SessionInfo } from '../sessions/event.ts';
import { members, type SessionTree } from '../sessions/tree.ts';
import { list, object } from './json.ts';
import { readMessages } from './messages.ts';
import { statusOf } from './translate.ts';
import { messageOf, partOf, sessionOf } from './translate-content.ts';
import { type Wire, WireError } from './wire.ts';

/** How many REST calls of a snapshot are under way at once: a loaded server answers them one by one anyway. */
const AT_ONCE = 8;

/**
 * Reads the truth about the tree from REST, as events to be folded like those of the stream: every descendant of the
 * root (recursive, since /children gives direct children only), the status of each (per directory; idle is absent),
 * and the messages of those sessions that `needsMessages` names or that nobody knew.
 *
 * What it tells may be newer than the stream: fold it, then let a fence go through before believing the whole.
 */
export async function snapshot(
  wire: Wire,
  tree: SessionTree,
  needsMessages: (id: SessionId) => boolean,
): Promise<AgentEvent[]> {
  const known = members(tree).filter(({ deleted }) => deleted === undefined);
  const knownIds = new Set(known.map(({ info }) => info.id));
  const sessions = await descendants(wire, tree.rootId, knownIds);
  const gone = [
    ...(await goneEvents(
      wire,
      [...knownIds].filter((id) => !sessions.has(id)),
    )),
    ...(await lostChildren(wire, tree, sessions)),
  ];
  const directories = directoriesOf(tree, sessions);
  const [statuses, messages] = await Promise.all([
    statusEvents(wire, directories),
    messageEvents(
      wire,
      [...sessions.keys()].filter((id) => !knownIds.has(id) || needsMessages(id)),
    ),
  ]);
  return [...sessions.values(), ...gone, ...messages, ...statuses(sessions.keys())];
}

/** The root and whoever is known are asked about at once; another round is only for children that nobody knew. */
async function descendants(
  wire: Wire,
  rootId: SessionId,
  known: ReadonlySet<SessionId>,
): Promise<Map<SessionId, AgentEvent & { type: 'session' }>> {
  const [root, children] = await Promise.all([
    found404AsGone(wire.call({ method: 'GET', path: `/session/${rootId}` })),
    childrenOf(wire, [...new Set([rootId, ...known])]),
  ]);
  const found = new Map<SessionId, AgentEvent & { type: 'session' }>();
  for (let level = [sessionOf(root)]; level.length > 0;) {
    const ids: SessionId[] = [];
    for (const session of level) {
      if (session === undefined || found.has(session.id)) continue;
      found.set(session.id, { type: 'session', session, created: false });
      ids.push(session.id);
    }
    const more = await childrenOf(
      wire,
      ids.filter((id) => !children.has(id)),
    );
    level = ids.flatMap((id) => children.get(id) ?? more.get(id) ?? []);
  }
  return found;
}

/** Direct children only, by parent. */
async function childrenOf(
  wire: Wire,
  parents: SessionId[],
): Promise<Map<SessionId, (SessionInfo | undefined)[]>> {
  const answers = await inBatches(parents, (id) =>
    found404AsGone(wire.call({ method: 'GET', path: `/session/${id}/children` })),
  );
  return new Map(parents.map((id, index) => [id, list(answers[index]).map(sessionOf)]));
}

/**
 * Sessions that the server no longer has: their deletion event was lost. Asked for one by one, because a child may be
 * missing from a list only for being younger than the list.
 */
async function goneEvents(wire: Wire, missing: SessionId[]): Promise<AgentEvent[]> {
  const answers = await inBatches(missing, (id) =>
    found404AsGone(wire.call({ method: 'GET', path: `/session/${id}` })),
  );
  return missing
    .filter((_, index) => sessionOf(answers[index]) === undefined)
    .map((sessionId) => ({ type: 'session-deleted', sessionId }));
}

/** Children that a launch names and nobody knows: they were deleted before an event or a snapshot told of them. */
async function lostChildren(
  wire: Wire,
  tree: SessionTree,
  sessions: ReadonlyMap<SessionId, unknown>,
): Promise<AgentEvent[]> {
  const lost: AgentEvent[] = [];
  for (const { info, messages } of members(tree)) {
    for (const { childId } of [...messages.values()].flatMap(({ tools }) => [...tools.values()])) {
      if (childId === undefined || sessions.has(childId) || tree.sessions.has(childId)) continue;
      const found = sessionOf(
        await found404AsGone(wire.call({ method: 'GET', path: `/session/${childId}` })),
      );
      const session = found ?? unknownChild(childId, info);
      lost.push({ type: 'session', session, created: false });
      if (found === undefined) lost.push({ type: 'session-deleted', sessionId: childId });
    }
  }
  return lost;
}

function unknownChild(id: SessionId, parent: SessionInfo): SessionInfo {
  const { directory, created } = parent;
  return { id, parentId: parent.id, title: '', directory, created };
}

function directoriesOf(
  tree: SessionTree,
  sessions: ReadonlyMap<SessionId, AgentEvent & { type: 'session' }>,
): Set<string> {
  const directories = new Set([...sessions.values()].map(({ session }) => session.directory));
  for (const { info } of members(tree)) directories.add(info.directory);
  return directories;
}

async function statusEvents(
  wire: Wire,
  directories: Set<string>,
): Promise<(ids: Iterable<SessionId>) => AgentEvent[]> {
  const answers = await inBatches([...directories], (directory) =>
    wire.call({ method: 'GET', path: '/session/status', directory }),
  );
  const statuses: Record<string, unknown> = Object.assign({}, ...answers.map(object));
  return (ids) =>
    [...ids].map((sessionId) => ({
      type: 'status',
      sessionId,
      status: statusOf(statuses[sessionId]),
    }));
}

async function messageEvents(wire: Wire, ids: SessionId[]): Promise<AgentEvent[]> {
  const answers = await inBatches(ids, (id) => found404AsGone(readMessages(wire, id)));
  return answers.flatMap(list).flatMap((entry) => {
    const message = messageOf(object(entry)['info']);
    if (message === undefined) return [];
    const parts = list(object(entry)['parts']).map(partOf);
    return [
      { type: 'message', message } as const,
      ...parts
        .filter((part) => part !== undefined)
        .map((part) => ({ type: 'part', part }) as const),
    ];
  });
}

async function inBatches<T, R>(items: T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(work))));
  }
  return results;
}

/** A session that was deleted while we asked is an empty answer, not a failure. */
async function found404AsGone(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof WireError && error.status === 404) return undefined;
    throw error;
  }
}
