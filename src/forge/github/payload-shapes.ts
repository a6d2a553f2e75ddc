import { z } from 'zod';

/** What payloads of webhooks and of workflows have in common; GitHub sends null for much that it documents as there. */

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

export const account = z
  .object({ login: z.string().min(1), type: z.string().optional() })
  .nullish();
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
