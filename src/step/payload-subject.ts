import { z } from 'zod';
import { issue, pullRequest } from '../forge/github/payload-shapes.ts';
import { issueSubject, pullRequestSubject } from '../forge/github/payload-subject.ts';
import type { Repository, Subject } from '../forge/model.ts';

const event = z.object({
  repository: z.object({ default_branch: z.string().optional() }),
  pull_request: pullRequest.optional(),
  issue: issue.optional(),
});

/**
 * What GitHub's payload of an event tells of its pull request or issue; undefined when it does not tell everything. It is
 * a hint: as old as the queue of jobs is long, and of a run that may have been started again.
 */
export function payloadSubject(payload: unknown, repository: Repository): Subject | undefined {
  const { data } = event.safeParse(payload);
  if (data === undefined) return undefined;
  const home = { repository, defaultBranch: data.repository.default_branch };
  if (data.pull_request !== undefined) return pullRequestSubject(data.pull_request, home);
  return data.issue && issueSubject(data.issue, home);
}
