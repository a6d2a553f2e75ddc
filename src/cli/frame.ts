import type { SessionId } from '../sessions/event.ts';
import { runningTool } from '../sessions/settle.ts';
import {
  depthOf,
  isMember,
  lastAssistant,
  members,
  type Session,
  type SessionTree,
} from '../sessions/tree.ts';
import { clipLine } from '../text/clip.ts';
import { sessionName } from '../text/session-name.ts';
import * as say from '../text/tree-rows.ts';

export type Size = { columns: number; rows: number };

/** Deeper sessions are not indented any further. */
const DEEPEST = 8;

type State = { mark: string; doing: string; atWork: boolean };
type Row = State & { depth: number; name: string };

/** The live view of a session tree: a line about the run, then one for each session, as many as there is room for. */
export function frame(tree: SessionTree, elapsed: number, now: number, size: Size): string[] {
  const sessions = members(tree);
  const workers = [...tree.working].filter((id) => isMember(tree, id));
  const below = workersBelow(tree, workers);
  const rows = sessions.map((session) => ({
    ...stateOf(session, below.get(session.info.id) ?? 0, now),
    depth: depthOf(tree, session.info.id),
    name: sessionName(session.info),
  }));
  const head = say.headRow(elapsed, sessions.length, workers.length, tree.spent.cost);
  return [clipLine(head, size.columns), ...fit(rows, size)];
}

/** How many sessions work below each session that has any. */
function workersBelow(tree: SessionTree, workers: readonly SessionId[]): Map<SessionId, number> {
  const counts = new Map<SessionId, number>();
  for (const worker of workers) {
    for (let id = worker; id !== tree.rootId;) {
      const parentId = tree.sessions.get(id)?.info.parentId;
      if (parentId === undefined) break;
      counts.set(parentId, (counts.get(parentId) ?? 0) + 1);
      id = parentId;
    }
  }
  return counts;
}

function stateOf(session: Session, workersBelowIt: number, now: number): State {
  const { status, deleted, asks, busy } = session;
  if (deleted !== undefined) return { mark: '✗', doing: say.deleted(), atWork: false };
  if (status.type === 'retry') {
    return { mark: '↻', doing: say.retrying(status.attempt, status.message), atWork: true };
  }
  if (status.type === 'busy') {
    const [ask] = asks.values();
    if (ask !== undefined) return { mark: '?', doing: say.asking(ask), atWork: true };
    const tool = runningTool(session);
    const since = tool?.since ?? session.statusSince;
    return { mark: '●', doing: say.working(now - since, tool), atWork: true };
  }
  if (workersBelowIt > 0) {
    return { mark: '○', doing: say.waitsForOthers(workersBelowIt), atWork: true };
  }
  if (busy.length === 0) return { mark: '○', doing: say.starting(), atWork: true };
  const took = busy.reduce((sum, { from, to = now }) => sum + to - from, 0);
  const error = lastAssistant(session)?.error;
  return error === undefined
    ? { mark: '✓', doing: say.done(took), atWork: false }
    : { mark: '✗', doing: say.failed(error, took), atWork: false };
}

/** All rows, or the ones that are at work first when there is no room for all; their order stays. */
function fit(rows: readonly Row[], { columns, rows: height }: Size): string[] {
  // One line is the head, one the line that the cursor is left on.
  const room = Math.max(2, height - 2);
  if (rows.length <= room) return rows.map((row) => lineOf(row, columns));
  const first = rows.filter((row) => row.atWork).slice(0, room - 1);
  const rest = rows.filter((row) => !row.atWork).slice(0, room - 1 - first.length);
  const shown = new Set<Row>([...first, ...rest]);
  return [
    ...rows.filter((row) => shown.has(row)).map((row) => lineOf(row, columns)),
    say.hiddenRows(rows.length - shown.size),
  ];
}

function lineOf({ depth, mark, name, doing }: Row, columns: number): string {
  const start = `${'  '.repeat(Math.min(depth, DEEPEST))}${mark} `;
  return start + clipLine(say.row(name, doing), Math.max(1, columns - start.length));
}
