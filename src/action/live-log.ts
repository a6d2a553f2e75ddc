import type {
  AgentError,
  AgentEvent,
  Ask,
  Part,
  SessionId,
  SessionStatus,
  TextPart,
  ToolPart,
} from '../sessions/event.ts';
import { isDelivery } from '../sessions/ledger.ts';
import type { Denial } from '../sessions/outcome.ts';
import type { Pending } from '../sessions/settle.ts';
import { depthOf, type Session, type SessionTree } from '../sessions/tree.ts';
import * as say from '../text/log-lines.ts';
import { sessionName } from '../text/session-name.ts';
import { describeWaiting } from '../text/waiting.ts';
import { Annotations, type Annotate } from './annotations.ts';
import type { Progress } from './progress.ts';
import { GroupedLines, PlainLines, type SessionLines } from './session-lines.ts';

export type LiveLogOptions = {
  /** Writes one line; it holds no line break. */
  write: (line: string) => void;
  mask: (text: string) => string;
  /** `brief` leaves out what sessions say and what was allowed; `quiet` leaves only what went wrong. */
  level: 'full' | 'brief' | 'quiet';
  /** Whether the log folds `::group::`; a terminal does not. */
  groups: boolean;
  /** Puts a note where a person sees it without opening the log; absent where the forge has no such place. */
  annotate?: Annotate;
};

/** What was already told about a session. */
type Told = { parts: Set<string>; busy: boolean; attempt: number; error: string };

/** Tells a run as it goes on, for the log of a job. It has no timers: lines wait until something happens. */
export class LiveLog implements Progress {
  readonly #options: LiveLogOptions;
  readonly #annotations: Annotations;
  readonly #lines: SessionLines;
  readonly #told = new Map<SessionId, Told>();
  #tree: SessionTree | undefined;
  #now = 0;

  constructor(options: LiveLogOptions) {
    this.#options = options;
    this.#annotations = new Annotations(options);
    const Lines = options.groups && options.level !== 'quiet' ? GroupedLines : PlainLines;
    this.#lines = new Lines({
      write: options.write,
      title: (id, continued) => say.groupTitle(this.#nameOf(id), this.#depthOf(id), continued),
      indent: (id) => '  '.repeat(this.#depthOf(id)),
      rests: (id) => rests(this.#tree?.sessions.get(id)),
    });
  }

  notice(level: 'info' | 'warning' | 'error', sentence: string): void {
    if (level === 'info' && this.#options.level === 'quiet') return;
    const words = this.#options.mask(sentence);
    this.#lines.about(say.noticeLine(level, words));
    if (level !== 'info') this.#annotations.add(level, say.annotationTitle('run'), words);
  }

  event(event: AgentEvent, tree: SessionTree, now: number): void {
    this.#tree = tree;
    this.#now = now;
    switch (event.type) {
      case 'session':
        this.#toldOf(event.session.id);
        break;
      case 'session-deleted':
        this.#add(event.sessionId, 'brief', say.deletedLine());
        break;
      case 'status':
        this.#status(event.sessionId, event.status);
        break;
      case 'session-error':
        this.#error(event.sessionId ?? tree.rootId, event.error);
        break;
      case 'part':
        this.#part(event.part);
        break;
      case 'connected':
      case 'heartbeat':
      case 'message':
      case 'message-removed':
      case 'delta':
      case 'asked':
      case 'answered':
      case 'todos':
      case 'fence':
      case 'disposed':
      case 'other':
        return;
    }
    this.#lines.look(now);
  }

  asked(ask: Ask, denial: Denial | undefined, tree: SessionTree): void {
    this.#tree = tree;
    const masked = maskedAsk(ask, this.#options.mask);
    this.#add(ask.sessionId, denial === undefined ? 'full' : 'quiet', say.askLine(masked, denial));
    if (denial === undefined) return;
    const title = say.annotationTitle('denied', this.#nameOf(ask.sessionId));
    this.#annotations.add('warning', title, say.askWords(masked));
  }

  waiting(pending: Pending[], tree: SessionTree, now: number): void {
    this.#tree = tree;
    this.#now = now;
    if (this.#options.level === 'quiet') return;
    this.#lines.look(now);
    const words = this.#options.mask(describeWaiting(pending, tree, now));
    this.#lines.about(say.waitingLine(words));
  }

  /** Writes what still waits for its turn. Nothing may be told after it. */
  end(): void {
    this.#lines.end();
  }

  #status(id: SessionId, status: SessionStatus): void {
    const told = this.#toldOf(id);
    if (status.type === 'retry' && status.attempt !== told.attempt) {
      const message = this.#options.mask(status.message);
      this.#add(id, 'brief', say.retryLine({ ...status, message }, this.#now));
    }
    told.attempt = status.type === 'retry' ? status.attempt : 0;
    const busy = status.type !== 'idle';
    if (busy === told.busy) return;
    told.busy = busy;
    if (busy) told.error = '';
    else this.#turnEnded(id);
  }

  #turnEnded(id: SessionId): void {
    const session = this.#tree?.sessions.get(id);
    const span = session?.busy.at(-1);
    if (session === undefined || span === undefined) return;
    const calls = [...session.messages.values()].reduce((sum, { tools }) => sum + tools.size, 0);
    const took = (span.to ?? this.#now) - span.from;
    this.#add(id, 'brief', say.turnEndedLine(took, calls));
  }

  #error(id: SessionId, error: AgentError): void {
    const masked = { ...error, message: this.#options.mask(error.message) };
    const words = say.errorWords(masked);
    const told = this.#toldOf(id);
    if (told.error === words) return;
    told.error = words;
    this.#add(id, 'quiet', say.errorLine(masked));
    // An abort is always somebody's wish; whoever wished it says so.
    if (error.name === 'MessageAbortedError') return;
    this.#annotations.add('warning', say.annotationTitle('failed', this.#nameOf(id)), words);
  }

  #part(part: Part): void {
    const told = this.#toldOf(part.sessionId);
    if (told.parts.has(part.id) || !this.#isFinal(part)) return;
    told.parts.add(part.id);
    if (part.type === 'tool') this.#tool(part);
    if (part.type !== 'text') return;
    if (this.#isSaid(part)) {
      this.#add(part.sessionId, 'full', ...say.textLines(this.#options.mask(part.text)));
    } else this.#heard(part);
  }

  #isFinal(part: Part): boolean {
    if (part.type === 'tool') return part.status === 'completed' || part.status === 'error';
    // What a person or the server wrote has no end; it comes whole.
    return part.type === 'text' && (part.ended !== undefined || !this.#isSaid(part));
  }

  /** Whether the model wrote it. */
  #isSaid({ sessionId, messageId }: Part): boolean {
    const record = this.#tree?.sessions.get(sessionId)?.messages.get(messageId);
    return record?.message.role === 'assistant';
  }

  #tool(part: ToolPart): void {
    const { mask } = this.#options;
    const { tool, started, ended } = part;
    const error = part.status === 'error' ? { error: mask(part.error ?? '') } : {};
    const took = started === undefined || ended === undefined ? undefined : ended - started;
    this.#add(
      part.sessionId,
      'brief',
      say.toolLine({ tool, label: mask(part.label), ...error }, took),
    );
  }

  /** A prompt is no news; that the result of a background child arrived is. */
  #heard({ sessionId, text }: TextPart): void {
    if (!isDelivery(text)) return;
    const [, childId, state] = /<task id="(ses_[^"]+)" state="(\w+)"/.exec(text) ?? [];
    const name = childId === undefined ? undefined : this.#nameOf(childId);
    this.#add(sessionId, 'brief', say.resultArrivedLine(name, state === 'error'));
  }

  /** Remembers the session; the first time, its parent's lines say that it began. */
  #toldOf(id: SessionId): Told {
    const known = this.#told.get(id);
    if (known !== undefined) return known;
    const told = { parts: new Set<string>(), busy: false, attempt: 0, error: '' };
    this.#told.set(id, told);
    const parentId = this.#tree?.sessions.get(id)?.info.parentId;
    if (parentId !== undefined && this.#tree?.sessions.has(parentId) === true) {
      this.#add(parentId, 'brief', say.childStartedLine(this.#nameOf(id)));
    }
    return told;
  }

  /** Adds lines that belong into a log of `level` and of every fuller one. */
  #add(id: SessionId, level: LiveLogOptions['level'], ...lines: string[]): void {
    const rank = { quiet: 0, brief: 1, full: 2 };
    if (rank[level] <= rank[this.#options.level]) this.#lines.add(id, lines, this.#now);
  }

  #nameOf(id: SessionId): string {
    const info = this.#tree?.sessions.get(id)?.info;
    return info === undefined
      ? 'a session'
      : sessionName({ ...info, title: this.#options.mask(info.title) });
  }

  #depthOf(id: SessionId): number {
    return this.#tree === undefined ? 0 : depthOf(this.#tree, id);
  }
}

/** Idle, gone, or doing nothing but wait for a child in a tool call. */
function rests(session: Session | undefined): boolean {
  if (session === undefined || session.deleted !== undefined) return true;
  if (session.status.type === 'idle') return true;
  let waits = false;
  for (const { tools } of session.messages.values()) {
    for (const { status, childId } of tools.values()) {
      if (status !== 'running') continue;
      if (childId === undefined) return false;
      waits = true;
    }
  }
  return waits;
}

function maskedAsk(ask: Ask, mask: (text: string) => string): Ask {
  if (ask.kind === 'permission') return { ...ask, patterns: ask.patterns.map(mask) };
  const questions = ask.questions.map((each) => ({ ...each, question: mask(each.question) }));
  return { ...ask, questions };
}
