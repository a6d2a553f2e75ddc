import type { Agent, Prompt } from '../agent/client.ts';
import { createAgent } from '../agent/client.ts';
import type { Decision } from '../agent/policy.ts';
import { newMessageId } from '../agent/message-id.ts';
import { stream, type StreamItem } from '../agent/stream.ts';
import type { Wire } from '../agent/wire.ts';
import { type Clock, wallTime, within } from '../clock.ts';
import type { Ask, SessionInfo } from '../sessions/event.ts';
import { apply, prompted } from '../sessions/fold.ts';
import { createTree, members } from '../sessions/tree.ts';
import { clipLine } from '../text/clip.ts';
import { attend, type Attendance } from './attend.ts';
import type { Progress } from './progress.ts';
import type { Settings } from './settings.ts';

/** The root session, the stream that tells of it, and our side of the talk. */
export interface Conversation {
  readonly attendance: Attendance;
  readonly agent: Agent;
  readonly rootId: string;
  /** Sends the task: the prompt, or the slash command. */
  giveTask(): Promise<void>;
  /** Sends the last prompt once more; the server knows it by its id. Not for commands: it would run them twice. */
  repeatPrompt(): Promise<void>;
  /** Asks for the result of the settled tree in the shape of the schema. */
  askForStructure(sentence: string, schema: Record<string, unknown>): Promise<void>;
  /** Ends every session of the tree that still works and waits, for at most `patience` ms, until they have ended. */
  abortAll(patience: number): Promise<void>;
  /** Leaves the stream. */
  close(): void;
}

export type ConversationOptions = {
  wire: Wire;
  settings: Settings;
  /** A session to go on with; absent: a new one. */
  rootId?: string;
  answer: (ask: Ask) => Decision;
  progress: Progress;
  clock: Clock;
};

/** Rejects when the server does not answer. The stream is open before the session is, so no event can be missed. */
export async function openConversation(options: ConversationOptions): Promise<Conversation> {
  const { wire, settings, answer, progress, clock } = options;
  const agent = createAgent(wire);
  const leaving = new AbortController();
  const items = stream({ wire, clock, signal: leaving.signal });
  const [first, root] = await Promise.all([items.next(), openSession(agent, options)]).catch(
    (error: unknown) => {
      leaving.abort();
      throw error;
    },
  );

  const tree = createTree(root, newMessageId(wallTime(clock)), clock.now());
  if (options.rootId !== undefined) tree.since = wallTime(clock);
  apply(tree, { type: 'session', session: root, created: true }, clock.now());
  const events = startingWith(first, items);
  const { signal } = leaving;
  const attendance = attend({ tree, events, agent, wire, answer, progress, clock, signal });
  progress.event({ type: 'session', session: root, created: true }, tree, clock.now());

  let lastPrompt: Prompt | undefined;
  const send = async (prompt: Omit<Prompt, 'messageId'>): Promise<void> => {
    lastPrompt = { ...prompt, messageId: tree.promptId };
    await agent.prompt(root.id, lastPrompt);
  };

  /** The server answers a command when its turn is over, but refuses a wrong one at once. */
  const refused = (cause: unknown): void => {
    const message = cause instanceof Error ? cause.message : String(cause);
    const error = { name: 'CommandRefused', message };
    attendance.take({ type: 'session-error', sessionId: root.id, error });
  };

  return {
    attendance,
    agent,
    rootId: root.id,

    async giveTask() {
      const { task } = settings;
      prompted(tree, tree.promptId, clock.now());
      const choices = choicesOf(settings);
      if (task.kind === 'prompt') {
        await send({ ...choices, text: task.text, files: filesOf(settings) });
        return;
      }
      const { name, arguments: words } = task;
      const { promptId: messageId } = tree;
      const files = filesOf(settings);
      agent
        .command(root.id, { ...choices, messageId, files, name, arguments: words })
        .catch(refused);
    },

    async askForStructure(sentence, schema) {
      prompted(tree, newMessageId(wallTime(clock)), clock.now());
      await send({ ...choicesOf(settings), text: sentence, files: [], schema });
    },

    async repeatPrompt() {
      if (lastPrompt !== undefined) await agent.prompt(root.id, lastPrompt);
    },

    async abortAll(patience) {
      const working = members(tree).filter(({ info }) => tree.working.has(info.id));
      const aborted = Promise.allSettled(
        working.map(({ info }) => agent.abort(info.id, info.directory)),
      );
      await within(clock, patience, aborted);
    },

    close: () => leaving.abort(),
  };
}

async function openSession(agent: Agent, options: ConversationOptions): Promise<SessionInfo> {
  const { rootId, settings } = options;
  if (rootId === undefined) {
    return agent.createSession({ title: settings.title ?? titleOf(settings.task) });
  }
  const session = await agent.session(rootId);
  if (session === undefined) throw new Error(`the session ${rootId} was not imported`);
  return session;
}

const TITLE_LENGTH = 80;

/** A session without a title has the model asked for one, beside the first turn: it costs money and start-up time. */
function titleOf(task: Settings['task']): string {
  const text = task.kind === 'prompt' ? task.text : `/${task.name} ${task.arguments}`;
  return clipLine(text.trim().split('\n', 1)[0] ?? '', TITLE_LENGTH);
}

function choicesOf({
  model,
  agent,
  variant,
}: Settings): Pick<Prompt, 'model' | 'agent' | 'variant'> {
  return {
    ...(model === undefined ? {} : { model }),
    ...(agent === undefined ? {} : { agent }),
    ...(variant === undefined ? {} : { variant }),
  };
}

const MIME_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  pdf: 'application/pdf',
};

function filesOf({ files }: Settings): { path: string; mime: string }[] {
  return files.map((path) => {
    const ending = path.split('.').at(-1)?.toLowerCase() ?? '';
    return { path, mime: MIME_TYPES[ending] ?? 'text/plain' };
  });
}

async function* startingWith(
  first: IteratorResult<StreamItem, void>,
  rest: AsyncGenerator<StreamItem, void>,
): AsyncGenerator<StreamItem, void> {
  if (first.done !== true) yield first.value;
  yield* rest;
}
