import { z } from 'zod';
import { account, issue, pullRequest, repository } from '../../forge/github/payload-shapes.ts';

/** Of each payload only the fields that are used. */

/** What every delivery may have; the rest is read once it is known what it is. */
export const envelope = z.object({
  action: z.string().optional(),
  sender: account,
  installation: z.object({ id: z.int().positive() }).nullish(),
});
export type Envelope = z.infer<typeof envelope>;

export const pullRequestEvent = z.object({ repository, pull_request: pullRequest });
export const reviewEvent = z.object({
  repository,
  pull_request: pullRequest,
  review: z.object({ user: account }),
});
export const issueEvent = z.object({ repository, issue });
export const commentEvent = z.object({
  repository,
  issue: z.object({ number: z.int().positive() }),
  comment: z.object({ body: z.string().nullish() }),
});
export const repositoryEvent = z.object({ repository });
export const memberEvent = z.object({ repository, member: account });

const paths = z.array(z.string()).nullish();
export const pushEvent = z.object({
  ref: z.string(),
  forced: z.boolean().nullish(),
  repository,
  commits: z.array(z.object({ added: paths, removed: paths, modified: paths })).nullish(),
});

const listed = z.array(z.object({ full_name: z.string() })).nullish();
export const installationEvent = z.object({
  installation: z.object({ id: z.int().positive() }),
  repositories: listed,
  repositories_added: listed,
  repositories_removed: listed,
});
