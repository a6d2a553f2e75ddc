import type { ServerResponse } from 'node:http';
import { systemClock } from '../../src/clock.ts';
import type { HttpError, Step } from './script.ts';

type Delta = Record<string, unknown>;

/** Waits until the test has released the name, or the client is gone. */
export type WaitForRelease = (name: string, gone: AbortSignal) => Promise<void>;

/** Plays one step into an open response, as a provider streams a chat completion. */
export async function answer(
  response: ServerResponse,
  step: Step,
  waitForRelease: WaitForRelease,
): Promise<void> {
  const gone = whenGone(response);
  if (step.delay !== undefined) await systemClock.sleep(step.delay, gone);
  if (step.hold !== undefined) await waitForRelease(step.hold, gone);
  if (gone.aborted || step.hang === true) return;
  if (step.status !== undefined) {
    refuse(response, { ...step, status: step.status });
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  await sendContent(response, step, gone);
  if (step.pause !== undefined) await waitForRelease(step.pause, gone);
  end(response, step);
}

export function refuse(response: ServerResponse, { status, headers, body }: HttpError): void {
  const error = { message: `scripted error ${status}`, type: 'scripted_error', code: null };
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body ?? { error }));
}

async function sendContent(response: ServerResponse, step: Step, gone: AbortSignal): Promise<void> {
  send(response, { role: 'assistant' });
  if (step.reasoning !== undefined) send(response, { reasoning_content: step.reasoning });
  for (const [index, piece] of pieces(step.text ?? '', step.chunks ?? 1).entries()) {
    if (index > 0 && step.chunk !== undefined) await systemClock.sleep(step.chunk, gone);
    send(response, { content: piece });
  }
  for (const [index, tool] of (step.tools ?? []).entries()) {
    const id = `call_${Math.random().toString(36).slice(2)}`;
    const called = { name: tool.name, arguments: JSON.stringify(tool.args) };
    send(response, { tool_calls: [{ index, id, type: 'function', function: called }] });
  }
}

function end(response: ServerResponse, step: Step): void {
  if (step.cut === true) {
    // The empty write is flushed behind the content, so the reset comes in the middle of the stream, not instead of it.
    response.write('\n', () => response.socket?.resetAndDestroy());
    return;
  }
  if (step.cutEnd !== true) {
    const { input, output } = step.usage ?? { input: 10, output: 5 };
    const usage = { prompt_tokens: input, completion_tokens: output, total_tokens: input + output };
    send(response, {}, { finish: step.finish ?? defaultFinish(step), usage });
    response.write('data: [DONE]\n\n');
  }
  response.end();
}

function defaultFinish(step: Step): string {
  return (step.tools?.length ?? 0) > 0 ? 'tool_calls' : 'stop';
}

function send(
  response: ServerResponse,
  delta: Delta,
  last?: { finish: string; usage: Record<string, number> },
): void {
  const chunk = {
    id: 'chatcmpl-scripted',
    object: 'chat.completion.chunk',
    created: Math.floor(Date.now() / 1000),
    model: 'fake',
    choices: [{ index: 0, delta, finish_reason: last?.finish ?? null }],
    ...(last === undefined ? {} : { usage: last.usage }),
  };
  response.write(`data: ${JSON.stringify(chunk)}\n\n`);
}

function pieces(text: string, count: number): string[] {
  const size = Math.max(1, Math.ceil(text.length / count));
  const starts = Array.from({ length: Math.ceil(text.length / size) }, (_, index) => index * size);
  return starts.map((start) => text.slice(start, start + size));
}

function whenGone(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  return gone.signal;
}
