import { textOf } from './chat-request.ts';
import type { ModelRequest, ScriptedModel } from './scripted-model.ts';

/** The requests of sessions at their work, without titles and summaries. */
export function turns(model: ScriptedModel): ModelRequest[] {
  return model.requests.filter(({ kind }) => kind === 'turn');
}

/** How many turns each session was given, in the order in which the sessions began. What was not asked, was not done. */
export function turnsPlayed(model: ScriptedModel): number[] {
  const counts = new Map<string, number>();
  for (const { sessionId = '' } of turns(model)) {
    counts.set(sessionId, (counts.get(sessionId) ?? 0) + 1);
  }
  return [...counts.values()];
}

/** Everything that a request told the model, as one text. */
export function told({ body }: ModelRequest): string {
  return body.messages.map((message) => textOf(message)).join('\n');
}

/** The last text that the model was told by tools in any session: their results. */
export function toolResults(model: ScriptedModel): string[] {
  return turns(model).flatMap(({ body }) => {
    const last = body.messages.at(-1);
    return last?.role === 'tool' ? [textOf(last)] : [];
  });
}
