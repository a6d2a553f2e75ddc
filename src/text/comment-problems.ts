import type { ForgeKind } from '../forge/model.ts';
import { formatInstant } from './instant.ts';

/** Why the comment of a run does not say what it should, and what to do. Messages of forges are in the log's words. */

export function notCommented(number: number, why: string): string {
  return `The comment on #${String(number)} does not tell how the run ended: ${why}`;
}

export function mayNotComment(forge: ForgeKind, needs: string, said: string): string {
  const how = {
    github:
      'Give the job `issues: write` and `pull-requests: write` in `permissions`. For a pull request from a fork, the event `pull_request` has a token that only reads.',
    gitea:
      'Give the job `issues: write` and `pull-requests: write` in `permissions`, or a token of an account of your own: for a pull request from a fork, the job’s token only reads.',
    forgejo:
      'For a pull request from a fork, and once a job was cancelled, the job’s token may not write: give a token of an account of your own.',
  }[forge];
  return `the token may not write it (needed: ${needs}). ${how} (${said})`;
}

export function nothingThere(said: string): string {
  return `the forge refuses it: perhaps there is no such issue or pull request, it is locked, or somebody has deleted the comment. (${said})`;
}

export function rateLimited(until: number): string {
  return `the forge asks to wait until ${formatInstant(until)}. If that happens often, give a token of its own.`;
}

export function noAnswer(said: string): string {
  return `the forge does not answer; the run did not wait for it. (${said})`;
}

export function notShownYet(): string {
  return 'the forge took it, but does not show it yet.';
}

export function notWritten(said: string): string {
  return `something unexpected happened. (${said})`;
}

export function takenOver(number: number): string {
  return `A later run with the same \`comment-key\` has taken over the comment on #${String(number)}.`;
}

/** While the run goes on. */
export function givenUp(number: number, why: string): string {
  return `The comment on #${String(number)} could not be written: ${why} The run goes on without it.`;
}

export function inputsNotGiven(): string {
  return 'The comment of the run does not tell how it ended: the runner has not given the inputs to the post step, and with them the token.';
}
