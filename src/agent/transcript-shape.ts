import { OUTCOMES } from '../sessions/outcome.ts';
import type { TranscriptEntry, TranscriptHeader } from '../sessions/transcript-entry.ts';

/** Whether a value read from a transcript has the shape of what we write: see `AgentEvent` for what it means. */
export function isEntry(value: unknown): value is TranscriptEntry {
  return entry(value);
}

export function isHeader(value: unknown): value is TranscriptHeader {
  return header(value);
}

type Check = (value: unknown) => boolean;

const string: Check = (value) => typeof value === 'string';
const number: Check = (value) => Number.isFinite(value);
const boolean: Check = (value) => typeof value === 'boolean';
const record: Check = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    values.some((each) => each === value);

const shape =
  (fields: Record<string, Check>): Check =>
  (value) =>
    record(value) &&
    Object.entries(fields).every(([name, check]) =>
      check((value as Record<string, unknown>)[name]),
    );

/** One of several shapes, told apart by the text in the field `by`. */
const union =
  (by: string, shapes: Record<string, Check>): Check =>
  (value) => {
    if (!record(value)) return false;
    const name = (value as Record<string, unknown>)[by];
    return (
      typeof name === 'string' && Object.hasOwn(shapes, name) && shapes[name]?.(value) === true
    );
  };

const anything: Check = () => true;

const session = shape({
  id: string,
  parentId: optional(string),
  title: string,
  agent: optional(string),
  directory: string,
  created: number,
});

const status = union('type', {
  idle: anything,
  busy: anything,
  retry: shape({ attempt: number, message: string, next: number }),
});

const error = shape({ name: string, message: string, statusCode: optional(number) });

const tokens = shape({
  input: number,
  output: number,
  reasoning: number,
  cacheRead: number,
  cacheWrite: number,
});

const messageBase = { id: string, sessionId: string, created: number };

const message = union('role', {
  user: shape(messageBase),
  assistant: shape({
    ...messageBase,
    answers: string,
    completed: optional(number),
    finish: optional(string),
    error: optional(error),
    summary: boolean,
    model: string,
    cost: number,
    tokens,
  }),
});

const partBase = { id: string, messageId: string, sessionId: string };

const part = union('type', {
  text: shape({ ...partBase, text: string, synthetic: boolean, ended: optional(number) }),
  reasoning: shape({ ...partBase, text: string, ended: optional(number) }),
  tool: shape({
    ...partBase,
    tool: string,
    status: oneOf('pending', 'running', 'completed', 'error'),
    label: string,
    input: record,
    output: optional(string),
    error: optional(string),
    started: optional(number),
    ended: optional(number),
    childId: optional(string),
    launch: optional(
      shape({
        kind: oneOf('native', 'plugin'),
        childId: optional(string),
        taskId: optional(string),
      }),
    ),
  }),
});

const askBase = { id: string, sessionId: string };

const ask = union('kind', {
  permission: shape({ ...askBase, permission: string, patterns: list(string) }),
  question: shape({
    ...askBase,
    questions: list(shape({ header: string, question: string, options: list(string) })),
  }),
});

const event = union('type', {
  session: shape({ session }),
  'session-deleted': shape({ sessionId: string }),
  status: shape({ sessionId: string, status }),
  'session-error': shape({ sessionId: optional(string), error }),
  message: shape({ message }),
  'message-removed': shape({ sessionId: string, messageId: string }),
  part: shape({ part }),
  asked: shape({ ask }),
  answered: shape({ askId: string, sessionId: string }),
  todos: shape({ sessionId: string, open: number }),
  disposed: shape({ directory: optional(string) }),
});

const denial = shape({
  sessionId: string,
  kind: oneOf('permission', 'question'),
  what: string,
  patterns: list(string),
  at: number,
});

const at = { at: number };

const entry = union('type', {
  tree: shape({ ...at, root: session, promptId: string, since: number }),
  event: shape({ ...at, event }),
  asked: shape({ ...at, ask, denial: optional(denial) }),
  notice: shape({ ...at, level: oneOf('info', 'warning', 'error'), sentence: string }),
  outcome: shape({ ...at, outcome: oneOf(...OUTCOMES), reason: string }),
});

const header = union('type', {
  'agent-run-transcript': shape({ ...at, schema: number, version: string }),
});
