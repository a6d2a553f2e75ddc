import { z } from 'zod';
import { user } from '../../forge/gitea/accounts.ts';
import { list } from '../../forge/gitea/checked.ts';
import { issue, pull } from '../../forge/gitea/subject-shapes.ts';

/**
 * Of each payload only the fields that are used. Subjects come in the very shape in which the API tells them; lists
 * without entries may be null.
 */

export const repository = z.object({
  name: z.string().min(1),
  owner: z.object({ login: z.string().min(1) }),
  default_branch: z.string().optional(),
});
export type PayloadRepository = z.infer<typeof repository>;

const number = z.int().positive();

/** What every delivery may have; the rest is read once it is known what it is. */
export const envelope = z.object({ action: z.string().optional(), sender: user });

export const pullRequestEvent = z.object({
  repository,
  pull_request: z.object({ ...pull.shape, number }),
});
/** The reviewer is the sender: the review itself has no author. */
export const reviewEvent = z.object({ ...pullRequestEvent.shape, sender: user });
export const issueEvent = z.object({ repository, issue: z.object({ ...issue.shape, number }) });
/** `is_pull` only says what the number is of; the look finds out by itself. */
export const commentEvent = z.object({
  repository,
  issue: z.object({ number }),
  comment: z.object({ body: z.string().nullish() }),
});
export const repositoryEvent = z.object({ repository });

const paths = z.array(z.string()).nullish();
export const pushEvent = z.object({
  ref: z.string(),
  repository,
  commits: list(z.object({ added: paths, removed: paths, modified: paths })),
  /** Of the push; the list has only the first few of them. */
  total_commits: z.number().optional(),
});
export type Push = z.infer<typeof pushEvent>;
