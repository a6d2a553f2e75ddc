import { InstallError } from '../agent/install-error.ts';
import { ServerError } from '../agent/server-error.ts';
import { SessionFileError } from '../agent/session-file.ts';
import type { Ending } from '../sessions/ending.ts';

/** What broke before or beside the watching, as an ending. `hasTask`: the agent had been given its task. */
export function failureEnding(error: unknown, signal: AbortSignal, hasTask: boolean): Ending {
  if (signal.aborted) return { outcome: 'cancelled', by: String(signal.reason) };
  const message = error instanceof Error ? error.message : String(error);
  const isRefused = error instanceof InstallError && error.outcome === 'invalid-input';
  if (isRefused || error instanceof SessionFileError) {
    return { outcome: 'invalid-input', problems: [message] };
  }
  if (error instanceof ServerError && error.failure === 'cancelled') {
    return { outcome: 'cancelled', by: 'abort' };
  }
  return { outcome: hasTask ? 'lost-contact' : 'failed-to-start', message };
}
