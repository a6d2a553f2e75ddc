import { z } from 'zod';
import { user } from './accounts.ts';
import { instant, list } from './checked.ts';

/** The fields of the forge's answers that are read, and nothing else of them. */

const text = z
  .string()
  .nullish()
  .transform((said) => said ?? '');

export const label = z.object({ id: z.number(), name: z.string() });
export type LabelNode = z.infer<typeof label>;

const anySubject = {
  number: z.number(),
  title: text,
  body: text,
  user,
  state: z.string(),
  is_locked: z.boolean().default(false),
  labels: list(label),
  assignees: list(z.object({ login: z.string() })),
  html_url: z.string(),
  created_at: instant,
  updated_at: instant,
  content_version: z.number().optional(),
};

const repository = z.object({ full_name: z.string(), default_branch: z.string().default('') });

export const pull = z.object({
  ...anySubject,
  merged: z.boolean().default(false),
  /** Older servers leave it to the reader of the title. */
  draft: z.boolean().optional(),
  base: z.object({ ref: z.string(), repo: repository.nullish() }),
  head: z.object({
    /** The branch's name, also when there is no such branch any more: then the other is that of the pull request. */
    label: z.string().default(''),
    ref: z.string().default(''),
    sha: z.string().default(''),
    /** Null when the fork was deleted. */
    repo: repository.nullish(),
  }),
  /** The number of reviews, whatever its name says. */
  review_comments: z.number().default(0),
});
export type PullNode = z.infer<typeof pull>;

export const issue = z.object({ ...anySubject, pull_request: z.unknown().nullish() });
export type IssueNode = z.infer<typeof issue>;

export const comment = z.object({
  id: z.number(),
  html_url: z.string(),
  user,
  body: text,
  created_at: instant,
});
export type CommentNode = z.infer<typeof comment>;

export const reaction = z.object({ user, content: z.string() });

/** Which of the fields an entry has depends on its type. */
export const timelineEntry = z.object({
  id: z.number().optional(),
  type: z.string(),
  html_url: text,
  user,
  body: text,
  created_at: instant,
  old_title: text,
  new_title: text,
  label: z.object({ name: z.string() }).nullish(),
  assignee: user,
  removed_assignee: z.boolean().default(false),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

export const changedFile = z.object({ filename: z.string(), changes: z.number().default(0) });

/** As an entry of a list. */
export const listedSubject = z.object({
  number: z.number(),
  created_at: instant.optional(),
  updated_at: instant,
  labels: list(z.object({ name: z.string() })),
  pull_request: z.unknown().nullish(),
});
