/**
 * What happens on the fake server, as plain data: what each session's model does, and what the network does to it.
 * All spans are milliseconds. A session's turns are taken in order, by whatever run comes along: first its prompt,
 * then each wake. When none is left the model says "(end)".
 */
export type Plan = {
  root: Script;
  /** `bad-agent`: nothing but errors; `bad-model`: busy, errors, idle. */
  start?: 'bad-agent' | 'bad-model';
  /** Sessions of somebody else on the same server: they start so long after the server. */
  others?: { after: number; script: Script }[];
  network?: Partial<Network>;
  /** The end of the server itself, so long after the first prompt. */
  ending?: { kind: 'killed' | 'disposed'; at: number };
  /** oh-my-opencode keeps a marker file of what still runs. */
  markers?: boolean;
};

export type Script = {
  title?: string;
  agent?: string;
  /** Another one than the parent's is another instance of the server. */
  directory?: string;
  /** From being prompted to the user message. */
  startsAfter?: number;
  /** From the user message to the first busy. */
  busyAfter?: number;
  turns: Turn[];
  /** What somebody outside does to it, so long after it was created. */
  fate?: Fate;
};

export type Fate =
  | { kind: 'aborted'; after: number }
  /** `lingers`: it was busy and stays in the status map as retry, for ever. */
  | { kind: 'deleted'; after: number; lingers?: boolean };

/** One answer of the model: one assistant message. With calls, the loop goes on to the next turn. */
export type Turn = {
  thinks: number;
  reasons?: string;
  text?: string;
  calls?: Call[];
  /** Failed attempts before the answer comes; Infinity: it never comes. */
  retries?: number;
  ends?: Ending;
  /** From the finished message to idle. */
  settles?: number;
};

export type Ending =
  | 'stop'
  | 'length'
  | 'content-filter'
  /** The model's stream ended without a reason: the loop goes on. */
  | 'unknown'
  /** An error that is not retried, e.g. 401. */
  | 'api-error'
  /** The context is full: an error, a compaction, and the next turn. */
  | 'overflow'
  /** A good answer, then a compaction all the same, and the next turn. */
  | 'compaction'
  /** The model never says another word. */
  | 'hang';

export type Call = Tool | Task | Relaunch | Ask;

export type Tool = { kind: 'tool'; takes: number; exit?: number };

export type Task = {
  kind: 'task';
  /** `native` and `plugin` (oh-my-opencode) return at once and are owed a wake. */
  mode: 'foreground' | 'native' | 'plugin';
  script: Script;
  /** By which a relaunch of the same session finds it. */
  name?: string;
  /** From the child's end to the wake message in the parent. */
  wakesAfter?: number;
  /** The server loses the result on its way to the parent, without a trace; only with `native`. */
  dropped?: true;
  /** From the wake message to busy, when the parent was idle. */
  busyAfter?: number;
  /** From the start of the call to its end; not with `foreground`. */
  takes?: number;
};

/** The task tool with the `task_id` of a native background child that this session has launched before. */
export type Relaunch = { kind: 'relaunch'; name: string; takes?: number; busyAfter?: number };

export type Ask = { kind: 'ask'; ask: 'permission' | 'question'; takes: number };

export type Span = readonly [least: number, most: number];

export type Network = {
  /** One way, for calls. */
  latency: Span;
  /** From an event to its delivery; later ones wait with it, so they come in batches. */
  lag: Span;
  /** How often a delivery is late by up to `lateBy` instead. */
  lateRate: number;
  lateBy: number;
  /** How often an event is delivered twice. */
  duplicates: number;
  /** `sync` twins of durable events, as the real server sends them. */
  twins: boolean;
  heartbeat: number;
  /**
   * The stream is cut (what was not delivered is lost) and refused for a while; `calls` says whether calls go through.
   * These and the stalls are timed from the first prompt.
   */
  drops: { at: number; kind: 'reset' | 'eof'; refused: number; calls: boolean }[];
  /** Nothing is delivered for a while, but nothing is lost. */
  stalls: { at: number; lasts: number }[];
  /** Until so long after its start the server accepts calls and never answers them. */
  readyAfter: number;
  /** From the 204 to the user message of a prompt. */
  promptLag: Span;
};

export const CALM: Network = {
  latency: [0, 2],
  lag: [0, 5],
  lateRate: 0,
  lateBy: 0,
  duplicates: 0,
  twins: true,
  heartbeat: 10_000,
  drops: [],
  stalls: [],
  readyAfter: 0,
  promptLag: [0, 5],
};

export const LAST_WORD: Turn = { thinks: 20, text: '(end)' };
