import { readFileSync } from 'node:fs';
import { createMask } from '../../agent/masking.ts';
import type { Clock } from '../../clock.ts';
import { forgeAddress } from '../../forge-address.ts';
import type { RunReport } from '../../sessions/outcome.ts';
import { inputsNotGiven } from '../../text/comment-problems.ts';
import { noticeLine } from '../../text/log-lines.ts';
import { commentUnwritten } from '../../text/report-problems.ts';
import { givenInputs, rawInputs } from '../given-inputs.ts';
import { type Handover, writeHandover } from '../handover.ts';
import { secretsNamed } from '../mask-of.ts';
import { warn } from '../publish.ts';
import type { Runner } from '../runner.ts';
import { workFiles } from '../work-files.ts';
import { readCommentWish } from './wish.ts';
import type { CommentEnd } from './writing.ts';

export type Unfinished = {
  folder: string;
  handover: Handover;
  runner: Runner;
  environment: NodeJS.ProcessEnv;
  clock: Clock;
  write: (line: string) => void;
};

/** The job is over: there is time for a slow forge, but not for a dead one. */
const PATIENCE = 10_000;

/**
 * Makes the comment say how the run ended when the main step could not. The runner gives the inputs to the post step as
 * well, so the token is in no file; on Forgejo and older Gitea it is dead once the job was cancelled. `report` is absent
 * when the main step knew the end, and has kept the words.
 */
export async function finishComment(unfinished: Unfinished, report?: RunReport): Promise<void> {
  const { folder, handover, runner, write } = unfinished;
  const { comment } = handover;
  if (comment === undefined || comment.isOver) return;
  const end = await lastWords(unfinished, comment.id, report).catch(
    (error: unknown): CommentEnd => ({ isOver: false, problem: commentUnwritten(error) }),
  );
  if (end.note !== undefined) write(noticeLine('info', end.note));
  if (end.problem !== undefined) await warn(end.problem, { shown: runner.shown, write });
  writeHandover(folder, { ...handover, comment: { ...comment, isOver: true }, reported: true });
}

async function lastWords(
  { folder, handover, runner, environment, clock }: Unfinished,
  id: string,
  report: RunReport | undefined,
): Promise<CommentEnd> {
  const wish = await readCommentWish(givenInputs(rawInputs(environment)), runner.comment);
  const address = forgeAddress(environment);
  const { repository } = address;
  const kept = keptWords(folder);
  if (wish === undefined || repository === undefined) {
    return { isOver: true, problem: inputsNotGiven() };
  }
  const { key } = wish;
  const { commentOfJob } = await import('./writing.ts');
  const writing = commentOfJob({
    wish,
    address: { ...address, repository },
    mark: { id, started: handover.started, ...(key === undefined ? {} : { key }) },
    mayExist: true,
    mask: createMask(secretsNamed(environment)),
    environment,
    clock,
    warn: () => undefined,
  });
  const body = kept ?? (report === undefined ? undefined : await writing.bodyOf(report));
  return body === undefined ? { isOver: true } : writing.end(body, PATIENCE);
}

/** What the main step was about to write; undefined when it did not come to that. */
function keptWords(folder: string): string | undefined {
  try {
    return readFileSync(workFiles(folder).comment, 'utf8');
  } catch {
    return undefined;
  }
}
