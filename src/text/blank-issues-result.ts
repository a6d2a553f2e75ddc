import {
  blankIssuesRefusal,
  type BlankIssuesRefusal,
  blankIssuesWarning,
  type BlankIssuesWarning,
} from './blank-issues.ts';
import { clipLine } from './clip.ts';
import { oneLine } from './escape.ts';
import { markdownFence } from './markdown.ts';
import type { Pen } from './pen.ts';

/** What became of the wish to switch blank issues. */
export type BlankIssuesResult = { wanted: boolean; warnings: readonly BlankIssuesWarning[] } & (
  | { result: 'as-wanted' }
  | { result: 'refused'; refusal: BlankIssuesRefusal }
  /** The hygiene config says otherwise, and would have it changed back. */
  | { result: 'kept-by-policy' }
  /** `agrees`: the forge itself reads it so by now. */
  | { result: 'committed'; path: string; agrees: boolean }
  | {
      result: 'proposed';
      path: string;
      pull: { number: number; url: string; state: 'opened' | 'open-already' | 'declined' };
    }
  /** `diff` is what to do by hand. */
  | { result: 'by-hand'; diff: string; why: ByHand }
  /** The repository is gone, or there is no way to its files. */
  | { result: 'out-of-reach' }
);

export type ByHand = 'dry-run' | 'forbidden' | 'refused' | 'kept-changing' | 'no-commit';

/** Whether it is so, or on its way. */
export function isCarriedOut(told: BlankIssuesResult): boolean {
  return (
    told.result === 'as-wanted' ||
    told.result === 'committed' ||
    (told.result === 'proposed' && told.pull.state !== 'declined')
  );
}

/** One sentence or two, without the diff. */
export function blankIssuesResult(told: BlankIssuesResult, pen: Pen): string {
  const state = told.wanted ? 'allowed' : 'not allowed';
  switch (told.result) {
    case 'as-wanted':
      return `Nothing was changed: issues without a template are ${state} already.`;
    case 'refused':
      return blankIssuesRefusal(told.refusal, pen);
    case 'kept-by-policy':
      return `Nothing was changed: the hygiene config says ${pen.quote(`issues.blank: ${told.wanted ? 'forbid' : 'allow'}`)}, and it would be changed back. Change it there.`;
    case 'committed':
      return `Issues without a template are ${state} now: ${pen.quote(told.path)} was changed.${told.agrees ? '' : ' The forge does not show it yet. Look at its page of new issues.'}`;
    case 'proposed':
      return proposed(told, pen);
    case 'by-hand':
      return byHand(told.why);
    case 'out-of-reach':
      return 'Nothing was changed: the files of the repository cannot be reached from here.';
  }
}

function proposed(
  { path, pull }: Extract<BlankIssuesResult, { result: 'proposed' }>,
  pen: Pen,
): string {
  const link = pen.link(`#${String(pull.number)}`, pull.url);
  switch (pull.state) {
    case 'opened':
      return `Pull request ${link} changes ${pen.quote(path)}. Merge it, and it is so.`;
    case 'open-already':
      return `Pull request ${link} with this change is open already. Merge it, and it is so.`;
    case 'declined':
      return `Nothing was changed: pull request ${link} with this change was closed. Delete its branch to have it proposed again.`;
  }
}

function byHand(why: ByHand): string {
  switch (why) {
    case 'dry-run':
      return 'This would be changed:';
    case 'forbidden':
      return 'Nothing was changed: the account of the bot may not write files here. Give it that permission, or make this change by hand:';
    case 'refused':
      return 'Nothing was changed: the forge refused the branch or the pull request. Make this change by hand:';
    case 'kept-changing':
      return 'Nothing was changed: the file was changed by others each time it was to be written. Try again, or make this change by hand:';
    case 'no-commit':
      return 'Nothing was changed: the repository has no commit yet. Make this change by hand:';
  }
}

/** The comment that answers a command, as Markdown. */
export function blankIssuesReply(told: BlankIssuesResult, pen: Pen): string {
  return [
    blankIssuesResult(told, pen),
    ...(told.result === 'by-hand' ? [markdownFence(told.diff, 'diff')] : []),
    ...told.warnings.map((warning) => `- ${blankIssuesWarning(warning, pen)}`),
  ].join('\n\n');
}

/** At the end of a sweep, when the forge did not let us look. */
export function switchUnread(why: string): string {
  return `Whether issues without a template are allowed could not be looked at: ${clipLine(oneLine(why), 200)}. The next sweep tries again.`;
}
