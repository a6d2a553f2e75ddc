import { Forbidden, Refused } from '../forge/errors.ts';
import { keepBlankIssues } from '../hygiene/keep-blank-issues.ts';
import type { RepositoryPolicy } from '../hygiene/read-policy.ts';
import { blankIssuesResult, isCarriedOut } from '../text/blank-issues-result.ts';
import { plainPen } from '../text/pen.ts';
import type { Place } from './forge-at-work.ts';
import { errorWords, type BotLog } from './log.ts';

/**
 * Has the switch for blank issues be as the policy says; every sweep of a repository ends with it. What only a person can
 * change is logged and does not end the sweep.
 */
export async function keepSwitch(
  forge: string,
  { world }: Pick<Place, 'world'>,
  home: RepositoryPolicy,
  log: BotLog,
): Promise<void> {
  const { repository } = home.reading;
  const fields = { forge, repository: `${repository.owner}/${repository.name}` };
  try {
    const told = await keepBlankIssues(home, world.forge);
    if (told === undefined) return;
    if (told.result === 'committed') world.policies.forget(repository);
    const words = blankIssuesResult(told, plainPen({ subject: 'issue', repository }));
    log[isCarriedOut(told) ? 'info' : 'warn']('Blank issues are not as the policy says', {
      ...fields,
      result: told.result,
      words,
    });
  } catch (error) {
    if (!(error instanceof Forbidden) && !(error instanceof Refused)) throw error;
    log.warn('Blank issues could not be looked at', { ...fields, error: errorWords(error) });
  }
}
