import { endWithBlankIssues } from '../../hygiene/keep-blank-issues.ts';
import type { RepositoryPolicy } from '../../hygiene/read-policy.ts';
import type { FilesOf } from '../../hygiene/switch-blank-issues.ts';
import {
  blankIssuesResult,
  type BlankIssuesResult,
  isCarriedOut,
  switchUnread,
} from '../../text/blank-issues-result.ts';
import { plainPen } from '../../text/pen.ts';

/** What a sweep tells of the switch for blank issues. */
export type KeptSwitch = {
  result: BlankIssuesResult['result'] | 'failed';
  words: string;
  /** What to change by hand, or in a dry run would be changed. */
  diff?: string;
  isDone: boolean;
};

/** Has the switch for blank issues be as the policy says; undefined when there is nothing to do. */
export async function keepSwitch(
  home: RepositoryPolicy,
  forge: FilesOf,
): Promise<KeptSwitch | undefined> {
  const told = await endWithBlankIssues(home, forge);
  if (told === undefined) return undefined;
  if (told.result === 'failed') {
    return { result: 'failed', words: switchUnread(told.error.message), isDone: false };
  }
  const { repository } = home.reading;
  const isDry = told.result === 'by-hand' && told.why === 'dry-run';
  return {
    result: told.result,
    words: blankIssuesResult(told, plainPen({ subject: 'issue', repository })),
    ...(told.result === 'by-hand' ? { diff: told.diff } : {}),
    isDone: isDry || isCarriedOut(told),
  };
}
