import { counted } from './amounts.ts';
import { clip } from './clip.ts';

export const NOT_GUARDED =
  'the plugin that keeps keys from the agent was not loaded, so the agent was not given its task.';

export const NO_ECHO = 'the event stream of the agent server stands, but nothing comes through it.';

export const NOT_EXPORTED = 'The session could not be exported: the agent server did not answer.';

export const KILLED =
  'The step was killed before it could end the run; this is what its transcript tells.';

export function leftoversEnded(processes: number): string {
  return `${counted(processes, 'process', 'processes')} that the run had left behind ${processes === 1 ? 'was' : 'were'} ended.`;
}

const LONGEST_TAIL = 400;

/** `tail` is the end of what the server printed. */
export function serverEndedSentence(
  code: number | null,
  signal: string | null,
  tail: string,
): string {
  const how = code === null ? `was ended by ${signal ?? 'a signal'}` : `ended with code ${code}`;
  const last = tail.trim().split('\n').at(-1) ?? '';
  const printed = last === '' ? '' : ` The last it printed: ${clip(last, LONGEST_TAIL)}`;
  return `the agent server ${how} while the run was going on.${printed}`;
}

/** `took` is a formatted duration. */
export function serverReadySentence(version: string | undefined, took: string): string {
  return `opencode${version === undefined ? '' : ` ${version}`} is ready (${took})`;
}
