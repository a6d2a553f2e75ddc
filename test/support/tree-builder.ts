import { apply, prompted } from '../../src/sessions/fold.ts';
import {
  NO_TOKENS,
  type AgentError,
  type AgentEvent,
  type Ask,
  type AssistantMessage,
  type SessionId,
  type ToolPart,
  type Tokens,
} from '../../src/sessions/event.ts';
import { createTree, type SessionTree } from '../../src/sessions/tree.ts';

/** The instant at which every story begins. */
export const DAWN = Date.UTC(2026, 0, 2, 12, 0, 0);

const DIRECTORY = '/repo';

type Teller = (event: AgentEvent, tree: SessionTree, now: number) => void;

type Turn = { cost?: number; tokens?: Partial<Tokens>; finish?: string; summary?: boolean };

type Call = { input?: Record<string, unknown>; output?: string; takes?: number };

type Child = {
  of?: string;
  agent?: string;
  title?: string;
  /** `no`: nobody but the API started it, so no tool call of the parent names it. */
  by?: 'task' | 'background' | 'no';
};

/**
 * Tells the story of a session tree as the events that the server would send, each folded into `tree` at the story's
 * own time. Sessions are called by short names; the main one is `root`.
 */
export class Story {
  readonly tree: SessionTree;
  readonly events: { at: number; event: AgentEvent }[] = [];
  now = DAWN;
  #counter = 0;
  readonly #tellers: Teller[] = [];
  readonly #prompts = new Map<string, string>();
  readonly #tasks = new Map<string, { parent: string; part: ToolPart }>();

  constructor({ title = 'Fix the smallest TODO', agent = 'build' } = {}) {
    const root = { id: idOf('root'), title, agent, directory: DIRECTORY, created: DAWN };
    this.tree = createTree(root, 'msg_none', DAWN);
  }

  /** Tells everything from now on to `teller` too. */
  to(teller: Teller): this {
    this.#tellers.push(teller);
    return this;
  }

  tell(event: AgentEvent): this {
    apply(this.tree, event, this.now);
    this.events.push({ at: this.now, event });
    for (const teller of this.#tellers) teller(event, this.tree, this.now);
    return this;
  }

  wait(milliseconds: number): this {
    this.now += milliseconds;
    return this;
  }

  /** A person (or we) writes to the session, and it begins to work. */
  prompt(name: string, text = 'Do it.'): this {
    const id = this.hear(name, text, false);
    if (name === 'root') prompted(this.tree, id, this.now);
    return this.busy(name);
  }

  busy(name: string): this {
    return this.tell({ type: 'status', sessionId: idOf(name), status: { type: 'busy' } });
  }

  idle(name: string): this {
    return this.tell({ type: 'status', sessionId: idOf(name), status: { type: 'idle' } });
  }

  retry(name: string, attempt: number, message = 'Too Many Requests', inMs = 2000): this {
    const status = { type: 'retry', attempt, message, next: this.now + inMs } as const;
    return this.tell({ type: 'status', sessionId: idOf(name), status });
  }

  /** One finished turn that is nothing but text. */
  say(name: string, text: string, turn: Turn = {}): this {
    const message = this.#open(name);
    const part = { id: this.#next('prt'), messageId: message.id, sessionId: idOf(name) };
    this.tell({ type: 'part', part: { ...part, type: 'text', text: '', synthetic: false } });
    this.tell({ type: 'delta', sessionId: idOf(name), ...deltaOf(part), text });
    this.tell({
      type: 'part',
      part: { ...part, type: 'text', text, synthetic: false, ended: this.now },
    });
    return this.#close(message, { finish: 'stop', ...turn });
  }

  think(name: string, text: string, turn: Turn = {}): this {
    const message = this.#open(name);
    const part = { id: this.#next('prt'), messageId: message.id, sessionId: idOf(name) };
    this.tell({ type: 'part', part: { ...part, type: 'reasoning', text, ended: this.now } });
    return this.#close(message, { finish: 'tool-calls', ...turn });
  }

  /** One finished turn with one tool call that `takes` its time. */
  run(name: string, tool: string, label: string, call: Call = {}): Story {
    const { complete } = this.call(name, tool, label, call.input);
    this.wait(call.takes ?? 0);
    return complete(call.output ?? 'ok');
  }

  /** A tool call that runs until one of the returned verbs ends it, and its turn with it. */
  call(
    name: string,
    tool: string,
    label: string,
    input: Record<string, unknown> = {},
  ): {
    grow: (output: string) => Story;
    complete: (output?: string, more?: Partial<ToolPart>) => Story;
    fail: (error: string) => Story;
  } {
    const message = this.#open(name);
    const part = this.#startTool(message, tool, label, input);
    const end = (more: Partial<ToolPart>): Story => {
      this.tell({ type: 'part', part: { ...part, ended: this.now, ...more } });
      return this.#close(message, { finish: 'tool-calls' });
    };
    return {
      grow: (output) => this.tell({ type: 'part', part: { ...part, output } }),
      complete: (output = 'ok', more = {}) => end({ status: 'completed', output, ...more }),
      fail: (error) => end({ status: 'error', error }),
    };
  }

  /**
   * Starts a child session that works. By `task`, the parent's call runs until `finish`; by `background`, the call
   * returns at once and the result is owed until `deliver`.
   */
  launch(name: string, { of = 'root', agent = 'explore', title = name, by = 'task' }: Child = {}) {
    const childId = idOf(name);
    const message = by === 'no' ? undefined : this.#open(of);
    const input = { description: title, subagent_type: agent, prompt: `Do ${title}.` };
    const part = message && this.#startTool(message, 'task', title, input);
    this.tell({
      type: 'session',
      session: {
        id: childId,
        parentId: idOf(of),
        title,
        agent,
        directory: DIRECTORY,
        created: this.now,
      },
      created: true,
    });
    if (message !== undefined && part !== undefined) {
      this.tell({ type: 'part', part: { ...part, childId } });
      if (by === 'task') this.#tasks.set(name, { parent: of, part: { ...part, childId } });
      else {
        const launch = { kind: 'native', childId } as const;
        const done = { ...part, childId, launch, status: 'completed', ended: this.now } as const;
        this.tell({ type: 'part', part: { ...done, output: `<task id="${childId}">` } });
        this.#close(message, { finish: 'tool-calls' });
      }
    }
    return this.prompt(name, `Do ${title}.`);
  }

  /** The child goes idle; a call of its parent that waits for it returns. */
  finish(name: string): this {
    this.idle(name);
    const task = this.#tasks.get(name);
    if (task === undefined) return this;
    this.#tasks.delete(name);
    const part = { ...task.part, status: 'completed', ended: this.now, output: 'done' } as const;
    return this.tell({ type: 'part', part });
  }

  /** The result of a background child reaches its parent, which wakes up. */
  deliver(name: string, state: 'completed' | 'error' = 'completed'): this {
    const parentId = this.tree.sessions.get(idOf(name))?.info.parentId ?? this.tree.rootId;
    const parent = parentId.slice('ses_'.length);
    this.hear(parent, `<task id="${idOf(name)}" state="${state}">\n<summary>…</summary>`, true);
    return this.busy(parent);
  }

  /** The turn ends with an error, and so does the session's work. */
  fail(name: string, error: AgentError): this {
    const message = this.#open(name);
    this.tell({ type: 'session-error', sessionId: idOf(name), error });
    this.tell({ type: 'message', message: { ...message, error, completed: this.now } });
    return this.idle(name);
  }

  abort(name: string): this {
    return this.fail(name, { name: 'MessageAbortedError', message: 'The message was aborted.' });
  }

  ask(name: string, permission: string, ...patterns: string[]): Ask {
    const id = this.#next('per');
    const ask = { kind: 'permission', id, sessionId: idOf(name), permission, patterns } as const;
    this.tell({ type: 'asked', ask });
    return ask;
  }

  question(name: string, question: string): Ask {
    const questions = [{ header: 'Question', question, options: ['yes', 'no'] }];
    const ask: Ask = {
      kind: 'question',
      id: this.#next('que'),
      sessionId: idOf(name),
      questions,
    };
    this.tell({ type: 'asked', ask });
    return ask;
  }

  answer(ask: Ask): this {
    return this.tell({ type: 'answered', askId: ask.id, sessionId: ask.sessionId });
  }

  remove(name: string): this {
    return this.tell({ type: 'session-deleted', sessionId: idOf(name) });
  }

  /** The session is written to, and does not work yet; returns the message's id. */
  hear(name: string, text: string, synthetic = false): string {
    const id = this.#next('msg');
    const sessionId = idOf(name);
    this.#prompts.set(name, id);
    this.tell({ type: 'message', message: { role: 'user', id, sessionId, created: this.now } });
    const part = { id: this.#next('prt'), messageId: id, sessionId, text, synthetic };
    this.tell({ type: 'part', part: { ...part, type: 'text' } });
    return id;
  }

  #open(name: string): AssistantMessage {
    const message: AssistantMessage = {
      role: 'assistant',
      id: this.#next('msg'),
      sessionId: idOf(name),
      answers: this.#prompts.get(name) ?? '',
      created: this.now,
      summary: false,
      model: 'fake/fake',
      cost: 0,
      tokens: NO_TOKENS,
    };
    this.tell({ type: 'message', message });
    return message;
  }

  #close(message: AssistantMessage, { cost = 0, tokens = {}, ...turn }: Turn): this {
    const paid = { cost, tokens: { ...NO_TOKENS, ...tokens } };
    const done = { ...message, ...turn, ...paid, completed: this.now };
    this.tell({ type: 'message', message: done });
    return this.tell({ type: 'message', message: done });
  }

  #startTool(
    message: AssistantMessage,
    tool: string,
    label: string,
    input: Record<string, unknown>,
  ): ToolPart {
    const part: ToolPart = {
      type: 'tool',
      id: this.#next('prt'),
      messageId: message.id,
      sessionId: message.sessionId,
      tool,
      status: 'pending',
      label,
      input,
    };
    this.tell({ type: 'part', part });
    const running: ToolPart = { ...part, status: 'running', started: this.now };
    this.tell({ type: 'part', part: running });
    return running;
  }

  #next(kind: string): string {
    this.#counter += 1;
    return `${kind}_${String(this.#counter).padStart(6, '0')}`;
  }
}

export function idOf(name: string): SessionId {
  return `ses_${name}`;
}

function deltaOf({ id, messageId }: { id: string; messageId: string }) {
  return { partId: id, messageId };
}
