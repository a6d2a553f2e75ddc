import type { Launch, Message, SessionId, ToolPart } from './event.ts';
import {
  anyoneWorks,
  history,
  inOrder,
  lastAssistant,
  members,
  textOf,
  wasAborted,
  type Session,
  type SessionTree,
} from './tree.ts';

/**
 * The ledger of background launches: which are still owed to their parent.
 *
 * A launch is owed from the completed tool call on until its result was delivered. Several launches of one child
 * (a task resumed while it runs) are settled by one delivery that comes after them. Facts about the texts that carry
 * a delivery were measured on opencode 1.18.33 and oh-my-opencode 4.19.4.
 */
export type Owed = {
  parentId: SessionId;
  launch: Launch;
  /** When the launching call began; a quick child may end, and be delivered, before the call returns. */
  since: number;
  /** The message that resumed a child which was launched before; its delivery comes later. */
  resumedBy?: Message;
};

/** How a launch was settled; the instant is when the parent learned of it, absent if it never does. */
export type Settled = {
  how: 'delivered' | 'consumed' | 'cancelled' | 'deleted' | 'aborted' | 'abandoned' | 'undelivered';
  /** Only with `delivered`: the child's result was an error. */
  failed?: boolean;
  at?: number;
};

export type LedgerEntry = Owed & { settled?: Settled };

/**
 * How long a child may sit idle in the middle of a turn before it is given up: an abort during a retry wait leaves
 * its message with neither an error nor an end, and nothing will ever wake it.
 */
export const ABANDONED_AFTER = 30_000;

/**
 * How long nothing at all may happen in the tree before a result that was ready is given up. opencode delivers it in the breath
 * in which the child ends: no timer lies between the two, only work of the server, and the longest that any of its work was
 * seen to take, with 500 sessions at once, is a third of this. But it drops a result without a trace when an abort falls
 * between the two, or when the parent cannot be prompted.
 */
export const UNDELIVERED_AFTER = 120_000;

/** A message with this mark informs the parent without waking it; the real wake follows. */
export const NO_REPLY_MARK = 'OMO_INTERNAL_NOREPLY';

export function ledger(tree: SessionTree, now: number): LedgerEntry[] {
  return members(tree)
    .filter(({ deleted }) => deleted === undefined)
    .flatMap((parent) => {
      const launches = launchesOf(tree, parent);
      const told = launches.length === 0 ? [] : inboxOf(parent);
      const byChild = deliveriesByChild(told);
      return launches.map((owed) => {
        const deliveries =
          owed.launch.kind === 'native'
            ? (byChild.get(owed.launch.childId ?? '') ?? [])
            : pluginDeliveries(told, owed.launch);
        const settled = firstDelivery(deliveries, owed) ?? settledWithout(tree, parent, owed, now);
        return settled === undefined ? owed : { ...owed, settled };
      });
    });
}

function launchesOf(tree: SessionTree, parent: Session): Owed[] {
  const launched = new Set<SessionId>();
  const launches: Owed[] = [];
  for (const { tools } of history(parent)) {
    for (const part of tools.values()) {
      if (part.launch === undefined) continue;
      const { childId } = part.launch;
      const isAgain = childId !== undefined && launched.has(childId);
      if (childId !== undefined) launched.add(childId);
      const owed = { parentId: parent.info.id, launch: part.launch, since: part.started ?? 0 };
      launches.push(isAgain ? resumed(owed, tree.sessions.get(childId), part) : owed);
    }
  }
  return launches;
}

/**
 * What is owed for a child that was launched again. Its delivery comes after the message that resumed it; while the
 * call is on its way, the delivery of the earlier launch may still come, in the same millisecond even.
 */
function resumed(owed: Owed, child: Session | undefined, { started = 0, ended }: ToolPart): Owed {
  const until = ended ?? started;
  const prompt = (child === undefined ? [] : history(child)).findLast(
    ({ message }) =>
      message.role === 'user' && message.created >= started && message.created <= until,
  )?.message;
  return prompt === undefined ? { ...owed, since: until + 1 } : { ...owed, resumedBy: prompt };
}

/** How a launch was settled that no message told the end of. */
function settledWithout(
  tree: SessionTree,
  parent: Session,
  owed: Owed,
  now: number,
): Settled | undefined {
  const child =
    owed.launch.childId === undefined ? undefined : tree.sessions.get(owed.launch.childId);
  return (
    consumptionIn(parent, owed, child) ??
    (child === undefined
      ? undefined
      : (endOfChild(child, owed, now) ??
        abortOfParent(parent, owed, child) ??
        lossOnTheWay(tree, owed, child, now)))
  );
}

/** A user message of a parent, with its text. */
type Told = { message: Message; text: string };

/** What a message says about the end of a child. */
type Delivery = { message: Message; failed: boolean };

/** In the order in which they came. */
function inboxOf(parent: Session): Told[] {
  return history(parent)
    .filter(({ message }) => message.role === 'user')
    .map((record) => ({ message: record.message, text: textOf(record) }));
}

const NATIVE_DELIVERY = /<task id="([^"]+)" state="(completed|error)"/g;

function nativeDeliveries({ message, text }: Told): (Delivery & { childId: string })[] {
  return [...text.matchAll(NATIVE_DELIVERY)].map(([, childId = '', state]) => ({
    childId,
    message,
    failed: state === 'error',
  }));
}

function deliveriesByChild(told: readonly Told[]): Map<SessionId, Delivery[]> {
  const byChild = new Map<SessionId, Delivery[]>();
  for (const { childId, ...delivery } of told.flatMap(nativeDeliveries)) {
    byChild.set(childId, [...(byChild.get(childId) ?? []), delivery]);
  }
  return byChild;
}

function pluginDeliveries(told: readonly Told[], { taskId }: Launch): Delivery[] {
  if (taskId === undefined) return [];
  return told
    .filter(({ text }) => text.includes(taskId) && !text.includes(NO_REPLY_MARK))
    .map(({ message, text }) => ({
      message,
      failed: /\b(ERROR|FAILED|CANCELLED)\b/.test(text),
    }));
}

function firstDelivery(deliveries: readonly Delivery[], owed: Owed): Settled | undefined {
  const delivery = deliveries.find(
    ({ message }) =>
      message.created >= owed.since &&
      (owed.resumedBy === undefined || inOrder(owed.resumedBy, message) <= 0),
  );
  return delivery && { how: 'delivered', failed: delivery.failed, at: delivery.message.created };
}

/** Whether the text is the delivery of some background result (and so has to be answered). */
export function isDelivery(text: string): boolean {
  if (text.includes(NO_REPLY_MARK)) return false;
  return (
    /<task id="ses_[^"]+" state="(completed|error)"/.test(text) ||
    (text.includes('<system-reminder>') && /\bbg_\w+/.test(text))
  );
}

/** A parent may fetch or cancel a plugin's task by a tool call instead of waiting to be told. */
function consumptionIn(
  parent: Session,
  owed: Owed,
  child: Session | undefined,
): Settled | undefined {
  const { taskId } = owed.launch;
  if (taskId === undefined || (child !== undefined && child.status.type !== 'idle')) {
    return undefined;
  }
  for (const { tools } of parent.messages.values()) {
    for (const part of tools.values()) {
      if (part.status !== 'completed' || (part.ended ?? 0) < owed.since) continue;
      const names = Object.values(part.input).includes(taskId) || part.input['all'] === true;
      if (part.tool === 'background_cancel' && names) {
        return { how: 'cancelled', at: part.ended ?? 0 };
      }
      if (part.tool === 'background_output' && names && hasEnded(child)) {
        return { how: 'consumed', at: part.ended ?? 0 };
      }
    }
  }
  return undefined;
}

/** With a parent its native background tasks are aborted too; one that was just done ends well, but tells nobody. */
function abortOfParent(
  parent: Session,
  { launch, since }: Owed,
  child: Session,
): Settled | undefined {
  if (launch.kind !== 'native' || child.status.type !== 'idle') return undefined;
  for (const { message } of parent.messages.values()) {
    if (message.role !== 'assistant' || message.error?.name !== 'MessageAbortedError') continue;
    if ((message.completed ?? message.created) >= since) return { how: 'aborted' };
  }
  return undefined;
}

/** The child has answered, everybody is idle, and the result does not come. */
function lossOnTheWay(
  tree: SessionTree,
  { launch, since }: Owed,
  child: Session,
  now: number,
): Settled | undefined {
  if (launch.kind !== 'native' || !hasEnded(child) || anyoneWorks(tree)) return undefined;
  const quietFor = now - Math.max(tree.lastActivity, since);
  return quietFor >= UNDELIVERED_AFTER ? { how: 'undelivered' } : undefined;
}

/** Prompted, but not answered to the end: it is at work, or it was ended in a way that left no trace. */
export function isInTheMiddle(session: Session): boolean {
  const last = lastAssistant(session);
  if (last === undefined) return session.messages.size > 0;
  return last.completed === undefined && last.error === undefined;
}

function hasEnded(child: Session | undefined): boolean {
  if (child === undefined) return false;
  const last = lastAssistant(child);
  return last?.completed !== undefined || last?.error !== undefined;
}

/** A child that was deleted or aborted will never be announced to its parent. */
function endOfChild(child: Session, { since }: Owed, now: number): Settled | undefined {
  if (child.deleted !== undefined) return { how: 'deleted' };
  if (child.status.type !== 'idle') return undefined;
  const last = lastAssistant(child);
  const isAborted = last !== undefined && wasAborted(last);
  // An abort from before the launch is that of an earlier one: the child was resumed and may not have begun yet.
  if (isAborted && (last.completed ?? since) >= since) return { how: 'aborted' };
  const isStuck = isAborted || isInTheMiddle(child);
  const idleFor = now - Math.max(child.statusSince, since);
  return isStuck && idleFor >= ABANDONED_AFTER ? { how: 'abandoned' } : undefined;
}
