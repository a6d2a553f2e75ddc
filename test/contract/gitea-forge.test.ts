import { beforeEach, describe, expect, test } from 'vitest';
import { openedForgejo, openedGitea } from '../support/forge-world/gitea/opened-gitea.ts';
import { forgeContract } from './forge-contract.ts';

/**
 * Claims of the contract that hold on GitHub alone, and why. What holds in their place is claimed in the tests beside
 * this one whose names begin with gitea.
 */
const GITHUB_ONLY: Readonly<Record<string, readonly string[]>> = {
  'addresses end in pulls, and nothing tells what a pull request would close': [
    'tells everything about an open pull request',
    'by keyword show late, those by hand at once and as such',
    'by keyword do not show when the base is not the default branch',
  ],
  'the time of the last edit is not told': ['knows the last edit, of the title or of the body'],
  'comments cannot be folded': [
    'finds all notices of ours among 150 comments, oldest first, and no others',
  ],
  'there are fewer levels of permission': [
    'mona has maintain permission in a public repository',
    'tom has triage permission in a public repository',
  ],
  'templates have two spellings, no folder for pull requests and other orders': [
    'finds the template of pull requests at .github/Pull_Request_Template.md',
    'finds the template of pull requests at .github/PULL_REQUEST_TEMPLATE.txt',
    'finds the template of pull requests at docs/pull_request_template.md',
    'finds the template of pull requests at .github/PULL_REQUEST_TEMPLATE/feature.md',
    'finds the template of pull requests at docs/pull_request_template/Fix.md',
    'finds several templates of pull requests',
    'finds forms before Markdown among the issue templates, without the chooser',
    'tells all configs in the order of the folders, and since when there is one',
  ],
  'templates are not inherited from the owner': [
    'falls back to the shared repository of the owner, for what the own one has nothing of',
    'shows nothing of a shared repository to people who cannot see it, and none of its templates next to a chooser',
  ],
  'a commit status has no summary': ['set the check of a commit, and set it again'],
  'the API reopens what has no head branch': [
    'do not reopen a pull request whose head branch is gone',
  ],
  'write permission speaks in locked conversations': ['do not speak in a locked conversation'],
};

const reasons = new Map(
  Object.entries(GITHUB_ONLY).flatMap(([why, titles]) => titles.map((title) => [title, why])),
);
const met = new Set<string>();

beforeEach(({ task, skip }) => {
  met.add(task.name);
  const why = reasons.get(task.name);
  if (why !== undefined) skip(why);
  // Its numbers are those of one request that does several things.
  if (task.suite?.name === 'the budget of') skip('gitea-budget.test.ts has the numbers');
});

describe('gitea', () => {
  forgeContract(openedGitea);
});

describe('forgejo', () => {
  forgeContract(openedForgejo);
});

test('every claim that is left out is one of the contract', () => {
  expect([...reasons.keys()].filter((title) => !met.has(title))).toEqual([]);
});
