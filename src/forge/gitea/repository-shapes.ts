import { z } from 'zod';
import { user } from './accounts.ts';
import { instant, list } from './checked.ts';

/** The fields of the forge's answers about repositories that are read, and nothing else of them. */

export const repository = z.object({
  name: z.string(),
  owner: z.object({ login: z.string() }),
  html_url: z.string(),
  default_branch: z.string().default(''),
  empty: z.boolean().default(false),
  private: z.boolean().default(false),
  archived: z.boolean().default(false),
  /** Of our own account. */
  permissions: z.object({ push: z.boolean() }).nullish(),
});

/** A path of a tree; the size is of files only. */
const treeEntry = z.object({
  path: z.string(),
  mode: z.string(),
  type: z.string(),
  size: z.number().default(0),
  sha: z.string(),
});
export type TreeEntry = z.infer<typeof treeEntry>;

export const tree = z.object({
  /** Of the commit that a branch's name stood for. */
  sha: z.string(),
  tree: list(treeEntry),
  truncated: z.boolean().default(false),
});
export type Tree = z.infer<typeof tree>;

/** A file; a folder is answered as a list. */
export const content = z.object({
  type: z.string(),
  encoding: z.string().nullish(),
  content: z.string().nullish(),
  html_url: z.string().nullish(),
});

/** What a folder holds, when asked for as if it were a file. */
export const folderEntries = list(z.object({ name: z.string(), type: z.string() }));

export const issueConfig = z.object({ blank_issues_enabled: z.boolean() });

export const commit = z.object({
  sha: z.string(),
  commit: z.object({ committer: z.object({ date: instant }) }),
});

export const teams = z.object({ data: list(z.object({ id: z.number(), name: z.string() })) });

export const permission = z.object({ permission: z.string() });

export const users = list(user.unwrap().unwrap());
