/**
 * What the scripted model is to do, written into the prompt itself: `SCRIPT:[…steps…]END`. The n-th model turn after that
 * message plays the n-th step. A child session finds its own script in the prompt that its parent's `task` call gave it.
 */

export type ToolCall = { name: string; args: Record<string, unknown> };

export type HttpError = { status: number; headers?: Record<string, string>; body?: unknown };

/** One model turn. What is left out does not happen; an empty step answers with an empty text. */
export type Step = {
  /** The answer, sent in `chunks` pieces (default 1) with `chunk` milliseconds between them (default 0). */
  text?: string;
  chunks?: number;
  chunk?: number;
  reasoning?: string;
  tools?: readonly ToolCall[];
  /** Milliseconds before the first byte. */
  delay?: number;
  /** Nothing is sent until the test releases this name. */
  hold?: string;
  /** Everything but the ending is sent, then nothing until the test releases this name. */
  pause?: string;
  /** An HTTP error instead of an answer, with `headers` and `body`. */
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** The first `n` requests for this step get this error, the next one gets the rest of the step. */
  fail?: HttpError & { n: number };
  /** The socket is reset after the content. */
  cut?: boolean;
  /** The answer ends cleanly after the content, without a finish reason. */
  cutEnd?: boolean;
  /** No answer, ever. */
  hang?: boolean;
  /** Default: `tool_calls` when there are tools, else `stop`. */
  finish?: string;
  usage?: { input: number; output: number };
};

export type TaskCall = {
  prompt: string;
  agent?: string;
  description?: string;
  /** Needs OPENCODE_EXPERIMENTAL_BACKGROUND_SUBAGENTS=true on the server. */
  background?: boolean;
  /** Continue this child instead of starting a new one. */
  taskId?: string;
};

const OPEN = 'SCRIPT:';
const CLOSE = 'END';

/** The text to put into a prompt. Steps nest: give a task a prompt that holds a script of its own. */
export function script(...steps: readonly Step[]): string {
  return OPEN + JSON.stringify(steps) + CLOSE;
}

export function say(text: string, more: Step = {}): Step {
  return { text, ...more };
}

export function call(name: string, args: Record<string, unknown>): Step {
  return { tools: [{ name, args }] };
}

/** A child session, by opencode's own task tool. */
export function task({ prompt, agent, description, background, taskId }: TaskCall): Step {
  return call('task', {
    description: description ?? 'a task',
    subagent_type: agent ?? 'general',
    prompt,
    ...(background === undefined ? {} : { background }),
    ...(taskId === undefined ? {} : { task_id: taskId }),
  });
}

/** Several steps in one turn: their tool calls run in parallel; of everything else the last one counts. */
export function together(...steps: readonly Step[]): Step {
  const merged: Step = Object.assign({}, ...steps);
  return { ...merged, tools: steps.flatMap((step) => step.tools ?? []) };
}

/** The error with which a provider says that the conversation is too long; once, so that what follows can succeed. */
export function overflowOnce(step: Step): Step {
  const error = {
    message: "This model's maximum context length is 100000 tokens.",
    type: 'invalid_request_error',
    code: 'context_length_exceeded',
  };
  return { ...step, fail: { n: 1, status: 400, body: { error } } };
}

/** The first script in a message, or undefined; throws when there is one that is not JSON. */
export function findScript(text: string): readonly Step[] | undefined {
  let from = text.indexOf(`${OPEN}[`);
  while (from !== -1) {
    const start = from + OPEN.length;
    const end = endOfArray(text, start);
    if (end !== undefined && text.startsWith(CLOSE, end)) {
      return JSON.parse(text.slice(start, end)) as Step[];
    }
    from = text.indexOf(`${OPEN}[`, start);
  }
  return undefined;
}

/** The index behind the bracket that closes the one at `start`; brackets inside of JSON strings do not count. */
function endOfArray(text: string, start: number): number | undefined {
  const token = /"(?:[^"\\]|\\.)*"|[[\]]/gs;
  token.lastIndex = start;
  let depth = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    if (match[0] === '[') depth += 1;
    if (match[0] === ']') depth -= 1;
    if (depth === 0) return token.lastIndex;
  }
  return undefined;
}
