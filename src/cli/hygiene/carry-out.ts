import { Forbidden, ForgeUnavailable, RateLimited } from '../../forge/errors.ts';
import { formatInstant } from '../../text/instant.ts';
import * as say from '../../text/cli-problems.ts';
import { Cancelled, EXIT, Mistake } from '../mistake.ts';
import { type Desk, tell } from './desk.ts';
import type { HygieneRequest } from './request.ts';

/** Does what was asked for, and nothing but it is loaded; returns the exit code. */
export async function carryOut(request: HygieneRequest, desk: Desk): Promise<number> {
  try {
    return await Promise.race([
      commandOf(request, desk),
      ...(endsItself(request) ? [] : [cancelled(desk)]),
    ]);
  } catch (error) {
    if (error instanceof Cancelled) {
      tell(desk, [say.cancelled()]);
      return EXIT.cancelled;
    }
    tell(desk, [say.errorLine(wordsFor(error))]);
    return EXIT.failed;
  }
}

/** These have something to keep first. */
function endsItself(request: HygieneRequest): boolean {
  return request.do === 'simulate' || request.do === 'sweep';
}

/** Rejects when the person wants the command to end: whatever it waits for, nobody does any more. */
function cancelled({ signal }: Pick<Desk, 'signal'>): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Cancelled('ended by a signal')));
  });
}

async function commandOf(request: HygieneRequest, desk: Desk): Promise<number> {
  switch (request.do) {
    case 'lint':
      return (await import('./config-commands.ts')).lintConfig(request.with, desk);
    case 'explain':
      return (await import('./config-commands.ts')).explain(request.with, desk);
    case 'check':
      return (await import('./check.ts')).check(request.with, desk);
    case 'init':
      return (await import('./init.ts')).init(request.with, desk);
    case 'blank-issues':
      return (await import('./blank-issues.ts')).blankIssues(request.with, desk);
    case 'install-hooks':
      return (await import('./hooks.ts')).installHooks(request.with, desk);
    case 'doctor':
      return (await import('./doctor.ts')).doctor(request.with, desk);
    case 'sweep':
      return (await import('./sweep.ts')).sweep(request.with, desk);
    case 'simulate':
      return (await import('./simulate.ts')).simulate(request.with, desk);
  }
}

function wordsFor(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Mistake) return message;
  if (error instanceof Forbidden) return say.forbidden(error.needs, message);
  if (error instanceof RateLimited) return say.rateLimited(formatInstant(error.retryAt));
  if (error instanceof ForgeUnavailable) return say.unreachable(message);
  return say.broken(message);
}
