import { placeIn, type ChatBody, type Place } from './chat-request.ts';
import type { Step } from './script.ts';

/** What a turn plays: `step` is undefined behind the end of the script. */
export type Turn = { index: number; step: Step | undefined };

/** Which step is due in which session: remembers failures already given, and scripts that a compaction took out of sight. */
export class Playbook {
  readonly #failures = new Map<string, number>();
  readonly #due = new Map<string, Place>();

  next(sessionId = '', body: ChatBody): Turn | undefined {
    const place = placeIn(body) ?? this.#due.get(sessionId);
    if (place === undefined) return undefined;
    const step = place.script[place.index];
    const failure = this.#failure(sessionId, place, step);
    const index = failure === undefined ? place.index + 1 : place.index;
    this.#due.set(sessionId, { script: place.script, index });
    return { index: place.index, step: failure ?? step };
  }

  #failure(sessionId: string, place: Place, step: Step | undefined): Step | undefined {
    if (step?.fail === undefined) return undefined;
    const key = JSON.stringify([sessionId, place]);
    const failed = this.#failures.get(key) ?? 0;
    if (failed >= step.fail.n) return undefined;
    this.#failures.set(key, failed + 1);
    return step.fail;
  }
}
