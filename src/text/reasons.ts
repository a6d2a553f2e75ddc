import type { AgentFailure, ChildFailure, Ending } from '../sessions/ending.ts';
import type { Pending } from '../sessions/settle.ts';
import { counted, formatCost, formatCount } from './amounts.ts';
import { clip } from './clip.ts';
import { formatDuration } from './duration.ts';

/** A model's error may hold a whole web page. */
const LONGEST_DETAIL = 500;

/** The ending in one sentence for a person: what happened and, where there is one, what to do. Not escaped. */
export function reasonOf(ending: Ending): string {
  switch (ending.outcome) {
    case 'completed':
      return 'Every session finished and every background result was delivered and answered.';
    case 'completed-with-denials':
      return `Every session finished; ${counted(ending.denials, 'permission was', 'permissions were')} refused on the way.`;
    case 'nothing-produced':
      return nothingProduced(ending.expected);
    case 'agent-error':
      return agentError(ending.why);
    case 'child-error':
      return childError(ending.children);
    case 'timed-out':
      return `The run took longer than ${formatDuration(ending.limit)} (timeout)${whileWaiting(ending.waiting)}.`;
    case 'no-progress':
      return `Nothing happened for ${formatDuration(ending.limit)} (no-progress-timeout)${whileWaiting(ending.waiting)}.`;
    case 'retries-exhausted':
      return `The model did not answer ${counted(ending.limit, 'retry', 'retries')} in a row (retry-limit): ${brief(ending.message)}`;
    case 'budget-exhausted':
      return ending.what === 'cost'
        ? `The run cost ${formatCost(ending.spent)} and reached its limit of ${formatCost(ending.limit)} (max-cost).`
        : `The run used ${formatCount(ending.spent)} tokens and reached its limit of ${formatCount(ending.limit)} (max-tokens).`;
    case 'cancelled':
      return `The run was cancelled (${ending.by}).`;
    case 'failed-to-start':
      return `The run did not start: ${brief(ending.message)}`;
    case 'lost-contact':
      return `Contact with the agent server was lost: ${brief(ending.message)}`;
    case 'invalid-input':
      return ending.problems.length === 1
        ? `An input is wrong. ${ending.problems[0] ?? ''}`
        : `${ending.problems.length} inputs are wrong. ${ending.problems.join(' ')}`;
  }
}

function nothingProduced(expected: 'changes' | 'commits' | 'output'): string {
  switch (expected) {
    case 'changes':
      return 'The agent finished, but no file was changed (expect: changes).';
    case 'commits':
      return 'The agent finished, but there is no new commit (expect: commits).';
    case 'output':
      return 'The agent finished, but its final message is empty (expect: output).';
  }
}

function agentError(why: AgentFailure): string {
  switch (why.kind) {
    case 'error':
      return `The main session failed: ${named(why.error)}`;
    case 'finish':
      return `The main session stopped before it was done (${finishWords(why.finish)}).`;
    case 'unfinished':
      return 'The main session stopped in the middle of its answer.';
    case 'refused':
      return `A refused permission for ${why.tool} ended the main session.`;
    case 'deleted':
      return 'The main session was deleted while it worked.';
    case 'no-structure':
      return 'The model gave no structured output although a schema was given.';
  }
}

function finishWords(finish: string): string {
  switch (finish) {
    case 'length':
      return "the model's output limit was reached";
    case 'content-filter':
      return "the provider's content filter intervened";
    case 'tool-calls':
      return 'its turn ended after a tool call';
    default:
      return `finish reason "${clip(finish, 40)}"`;
  }
}

function childError(children: ChildFailure[]): string {
  const first = children[0];
  const others = children.length - 1;
  const more = others > 0 ? ` ${counted(others, 'more child session')} failed too.` : '';
  if (first === undefined) return 'A child session failed and nobody dealt with it.';
  const title = clip(first.title === '' ? first.sessionId : first.title, 80);
  if (first.how === 'undelivered') {
    return `The child session "${title}" finished, but its result never reached its parent: it was lost in the agent server, as by an abort at that moment.${more}`;
  }
  return `The child session "${title}" ${fate(first.how, first.error)} and nobody dealt with it.${more}`;
}

function fate(
  how: Exclude<ChildFailure['how'], 'undelivered'>,
  error: ChildFailure['error'],
): string {
  switch (how) {
    case 'failed':
      return error === undefined ? 'failed' : `failed (${brief(named(error))})`;
    case 'aborted':
      return 'was aborted';
    case 'deleted':
      return 'was deleted before it was done';
    case 'unfinished':
      return 'stopped in the middle of its answer';
  }
}

function named({
  name,
  message,
  statusCode,
}: {
  name: string;
  message: string;
  statusCode?: number;
}) {
  const status = statusCode === undefined ? '' : ` (status ${statusCode})`;
  return brief(message === '' ? `${name}${status}` : `${message}${status}`);
}

function brief(message: string): string {
  const [line = ''] = message.trim().split('\n', 1);
  return clip(line, LONGEST_DETAIL);
}

function whileWaiting(waiting: Pending[]): string {
  const first = waiting[0];
  if (first === undefined) return '';
  const others = waiting.length > 1 ? ` and ${counted(waiting.length - 1, 'other thing')}` : '';
  return ` while waiting for ${waitWords(first)}${others}`;
}

function waitWords(wait: Pending): string {
  switch (wait.kind) {
    case 'working':
      return wait.tool === undefined
        ? `session ${wait.sessionId} to work`
        : `session ${wait.sessionId} running ${wait.tool.name}`;
    case 'retrying':
      return `the model (retry ${wait.attempt}: ${clip(wait.message, 120)})`;
    case 'asking':
      return `an answer to an ask of session ${wait.sessionId}`;
    case 'unanswered':
      return `session ${wait.sessionId} to answer`;
    case 'owed':
      return `a background result owed to session ${wait.sessionId}`;
  }
}
