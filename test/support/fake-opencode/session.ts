import type { Script, Turn } from './plan.ts';
import { LAST_WORD } from './plan.ts';
import type { AssistantJson, MessageJson, PartJson, SessionJson } from './shapes.ts';
import type { Result } from './words.ts';

export type Message = { info: MessageJson; parts: PartJson[] };

/** How one run of a session's loop ended: `silent` is a turn that a refused ask has ended. */
export type RunEnd =
  | { how: 'answered' | 'silent' | 'failed'; result: Result }
  | { how: 'aborted' | 'vanished' };

/** The time from being woken until idle. */
export type Run = {
  /** Aborted before its first busy, it begins all the same and ends at once. */
  stop: AbortController;
  /** False until its first busy: until then an abort does not reach it. */
  busy: boolean;
  /** The message that is being written, and its calls. */
  writing?: AssistantJson;
  over: Promise<RunEnd>;
};

/** A background child as its parent sees it, from the launch to the delivery of its result. */
export type Job = {
  mode: 'native' | 'plugin';
  child: Session;
  title: string;
  /** Only of the plugin. */
  taskId?: string;
  wakesAfter: number;
  /** The result will be lost on its way. */
  dropped: boolean;
  busyAfter: number;
  /** Prompts that came while it ran; each is a run of its own. */
  again: { busyAfter: number }[];
  /** The child has ended, for good or for bad, and the parent is still to be told. */
  told: boolean;
  ended?: Result;
  release: () => void;
};

export type Session = {
  info: SessionJson;
  script: Script;
  agent: string;
  /** In the tree of the root, and not somebody else's. */
  ours: boolean;
  parent?: Session;
  children: Session[];
  messages: Message[];
  /** Turns taken from the script. */
  taken: number;
  /** Assistant messages begun. */
  answers: number;
  /** The newest user message, and the newest one that has an answer. */
  asked?: string;
  answered?: string;
  /** The last answer made calls, or broke off: the loop goes on without being asked. */
  goesOn: boolean;
  run?: Run;
  /** Whether its parent's task call waits for it. */
  foreground: boolean;
  job?: Job;
  /** Names by which its own launches are found again. */
  launched: Map<string, Job>;
  /** Ids that clients gave to their prompts. */
  prompts: Set<string>;
  deleted: boolean;
};

export function nextTurn(session: Session): Turn {
  return session.script.turns[session.taken++] ?? LAST_WORD;
}

export function owesAnswer(session: Session): boolean {
  return session.goesOn || session.asked !== session.answered;
}

export function finalText(session: Session): string {
  for (const { info, parts } of session.messages.toReversed()) {
    if (info.role !== 'assistant') continue;
    const text = parts.findLast((part) => part.type === 'text')?.['text'];
    return typeof text === 'string' ? text : '';
  }
  return '';
}
