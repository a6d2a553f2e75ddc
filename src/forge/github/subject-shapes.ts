import { z } from 'zod';

/** The fields of GitHub's answers that are read, and nothing else of them. */

export const instant = z
  .string()
  .transform((text) => Date.parse(text))
  .pipe(z.number());

/** Null for an account that was deleted. */
const actor = z.object({ kind: z.string(), login: z.string() }).nullable();
export type Actor = z.infer<typeof actor>;

/** Lists may be null, and have holes where something may not be seen. */
export const nodes = <T extends z.ZodType>(node: T) =>
  z
    .array(node.nullable())
    .nullable()
    .transform((list) => (list ?? []).filter((entry) => entry !== null));

const before = z.object({ hasPreviousPage: z.boolean(), startCursor: z.string().nullable() });
const after = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });

const comment = z.object({
  id: z.string(),
  body: z.string(),
  createdAt: instant,
  url: z.string(),
  isMinimized: z.boolean(),
  viewerDidAuthor: z.boolean(),
  author: actor,
  reactionGroups: z
    .array(z.object({ content: z.string(), viewerHasReacted: z.boolean() }))
    .nullable(),
});
export type CommentNode = z.infer<typeof comment>;

/** Which of the optional fields an event has depends on its kind. */
const event = z.object({
  kind: z.string(),
  createdAt: instant.optional(),
  submittedAt: instant.nullish(),
  actor: actor.optional(),
  author: actor.optional(),
  verdict: z.string().optional(),
  label: z.object({ name: z.string() }).nullish(),
  assignee: actor.optional(),
});
export type EventNode = z.infer<typeof event>;

const comments = z.object({ pageInfo: before, nodes: nodes(comment) });
const events = z.object({ pageInfo: before, nodes: nodes(event) });
const files = z.object({
  pageInfo: after,
  nodes: nodes(z.object({ path: z.string() })),
});
const named = z.object({ id: z.string(), name: z.string() });
const logins = z.object({ nodes: nodes(z.object({ login: z.string() })) });

const closed = z
  .object({
    nodes: nodes(
      z.object({
        number: z.number(),
        repository: z.object({ name: z.string(), owner: z.object({ login: z.string() }) }),
      }),
    ),
  })
  .nullish();
export type ClosedNodes = z.infer<typeof closed>;

const subject = z.object({
  kind: z.enum(['PullRequest', 'Issue']),
  id: z.string(),
  title: z.string(),
  body: z.string(),
  locked: z.boolean(),
  closed: z.boolean(),
  url: z.string(),
  createdAt: instant,
  updatedAt: instant,
  /** Of the body; the title has events. */
  lastEditedAt: instant.nullable(),
  renames: z.object({ nodes: nodes(z.object({ createdAt: instant })) }),
  author: actor,
  authorAssociation: z.string(),
  labels: z.object({ nodes: nodes(named) }).nullable(),
  assignees: logins,
  comments,
  events,
  merged: z.boolean().optional(),
  isDraft: z.boolean().optional(),
  baseRefName: z.string().optional(),
  headRefName: z.string().optional(),
  headRefOid: z.string().optional(),
  headRepository: z.object({ nameWithOwner: z.string() }).nullish(),
  closing: closed,
  manual: closed,
  additions: z.number().optional(),
  deletions: z.number().optional(),
  files: files.nullish(),
});
export type SubjectNode = z.infer<typeof subject>;

export const referenced = z
  .object({ kind: z.enum(['Issue', 'PullRequest']), closed: z.boolean(), assignees: logins })
  .nullish();

export const collaborators = z
  .object({
    pageInfo: z.object({ hasNextPage: z.boolean() }),
    edges: nodes(z.object({ permission: z.string(), node: z.object({ login: z.string() }) })),
  })
  .nullish();

/** References and permissions have numbered names: they are looked up in what the loose object keeps. */
export const readSubjectAnswer = z.looseObject({
  repository: z
    .looseObject({
      isPrivate: z.boolean(),
      defaultBranchRef: z.object({ name: z.string() }).nullable(),
      labels: z.object({ nodes: nodes(named) }).nullable(),
      subject: subject.nullable(),
    })
    .nullable(),
});

export const restOfSubjectAnswer = z.object({
  subject: z
    .object({
      comments: comments.optional(),
      events: events.optional(),
      files: files.nullish(),
    })
    .nullable(),
});

export const subjectNodeAnswer = z.object({
  repository: z
    .object({
      subject: z.object({ kind: z.enum(['PullRequest', 'Issue']), id: z.string() }).nullable(),
    })
    .nullable(),
});
