import type { IssueReference } from '../forge/model.ts';
import type { Pen } from './pen.ts';
import type { ProblemSentence } from './problem-sentences.ts';

/** Words for what is wrong with the link between a pull request and its issue. */

/** What links on every server that was not told otherwise. */
const KEYWORDS: readonly string[] = ['Fixes', 'Closes'];

export function none(pen: Pen, words = KEYWORDS): ProblemSentence {
  const open = `${pen.link('Open an issue', pen.about.links?.newIssue)} if there is none yet`;
  const keywords = words.map((word) => pen.quote(`${word} #<number>`)).join(' or ');
  return {
    what: 'No linked issue was found. Every pull request here has to reference an existing issue.',
    fix: `${open}, then write ${keywords} in the description.`,
    steps: [`${open}.`, `Write ${keywords} in the description, with the number of that issue.`],
  };
}

export function onlyMentioned(
  reference: IssueReference,
  pen: Pen,
  words = KEYWORDS,
): ProblemSentence {
  return {
    what: `${pen.reference(reference)} is mentioned but not linked.`,
    fix: `Put a keyword in front of it in the description: ${withKeyword(reference, pen, words)}.`,
  };
}

export function absent(reference: IssueReference, pen: Pen): ProblemSentence {
  return {
    what: `${pen.reference(reference)} does not exist, or this bot may not see it.`,
    fix: `Check the number, and link an issue that everybody here can read.`,
  };
}

export function isPullRequest(
  reference: IssueReference,
  pen: Pen,
  words = KEYWORDS,
): ProblemSentence {
  return {
    what: `${pen.reference(reference)} is a pull request, not an issue.`,
    fix: `Link the issue that this pull request solves, with ${anyIssue(pen, words)} in the description.`,
  };
}

export function closed(reference: IssueReference, pen: Pen): ProblemSentence {
  return {
    what: `The linked issue ${pen.reference(reference)} is not open any more.`,
    fix: `Link an open issue, or ask in ${pen.reference(reference)} for it to be opened again.`,
  };
}

export function unassigned(reference: IssueReference, pen: Pen): ProblemSentence {
  return {
    what: `Nobody is assigned to the linked issue ${pen.reference(reference)}.`,
    fix: 'Ask there to be assigned before the work is reviewed.',
  };
}

export function notAccepted(
  reference: IssueReference,
  link: 'cross-repo' | 'same-repo',
  pen: Pen,
  words = KEYWORDS,
): ProblemSentence {
  return link === 'cross-repo'
    ? {
        what: `${pen.reference(reference)} lies in another repository, and such links do not count here.`,
        fix: `Link an issue of this repository, with ${anyIssue(pen, words)} in the description.`,
      }
    : {
        what: `${pen.reference(reference)} lies in this repository, whose own issues do not count here.`,
        fix: 'Link an issue of the tracker that this project uses; the contributing guide names it.',
      };
}

export function negated(reference: IssueReference, pen: Pen): ProblemSentence {
  return {
    what: `The description says that ${pen.reference(reference)} is not solved, but uses a keyword that links and closes it.`,
    fix: `Name it without the keyword, such as ${pen.quote('Related to')} ${pen.reference(reference)}.`,
  };
}

export function notClosedByForge(base: string, pen: Pen): ProblemSentence {
  return {
    what: `This merges into ${pen.quote(base)}, not into the default branch, so the linked issue stays open after the merge.`,
    fix: 'Close the issue by hand once this is merged.',
  };
}

function anyIssue(pen: Pen, words: readonly string[]): string {
  return pen.quote(`${firstOf(words)} #<number>`);
}

function firstOf([first = 'Fixes']: readonly string[]): string {
  return first;
}

function withKeyword(reference: IssueReference, pen: Pen, words: readonly string[]): string {
  const { owner, name, number } = reference;
  const home = pen.about.repository;
  const isHome =
    home?.owner.toLowerCase() === owner.toLowerCase() &&
    home.name.toLowerCase() === name.toLowerCase();
  return pen.quote(`${firstOf(words)} ${isHome ? '' : `${owner}/${name}`}#${String(number)}`);
}
