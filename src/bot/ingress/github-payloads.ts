import { z } from 'zod';

/** Of each payload only the fields that are used; GitHub sends null for much that its documentation promises. */

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const account = z.object({ login: z.string().min(1), type: z.string().optional() }).nullish();
export type PayloadAccount = z.infer<typeof account>;

export const repository = z.object({
  name: z.string().min(1),
  owner: z.object({ login: z.string().min(1) }),
  default_branch: z.string().optional(),
});
export type PayloadRepository = z.infer<typeof repository>;

const label = z.object({ name: z.string() });

const subject = {
  number: z.int().positive(),
  title: z.string(),
  body: z.string().nullish(),
  user: account,
  state: z.string(),
  locked: z.boolean().optional(),
  labels: z.array(label).nullish(),
  assignees: z.array(account).nullish(),
  html_url: z.string(),
  created_at: instant,
  updated_at: instant,
};

const side = z.object({
  ref: z.string(),
  sha: z.string(),
  repo: z.object({ full_name: z.string() }).nullish(),
});

export const pullRequest = z.object({
  ...subject,
  draft: z.boolean().nullish(),
  merged: z.boolean().nullish(),
  merged_at: z.string().nullish(),
  base: side,
  head: side,
});
export type PayloadPullRequest = z.infer<typeof pullRequest>;

export const issue = z.object({ ...subject, pull_request: z.unknown().optional() });
export type PayloadIssue = z.infer<typeof issue>;

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
