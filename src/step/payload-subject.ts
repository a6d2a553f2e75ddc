import { z } from 'zod';
import type { Repository, Subject } from '../forge/model.ts';

/*
 * What GitHub's payload of an event tells of its pull request or issue. It is a hint: as old as the queue of jobs is long,
 * and of a run that may have been started again.
 */

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const account = z.object({ login: z.string().min(1), type: z.string().optional() }).nullish();
const side = z.object({
  ref: z.string(),
  sha: z.string(),
  repo: z.object({ full_name: z.string() }).nullish(),
});

const shape = z.object({
  number: z.int().positive(),
  title: z.string(),
  body: z.string().nullish(),
  user: account,
  state: z.string(),
  locked: z.boolean().optional(),
  labels: z.array(z.object({ name: z.string() })).nullish(),
  assignees: z.array(account).nullish(),
  html_url: z.string(),
  created_at: instant,
  updated_at: instant,
  draft: z.boolean().nullish(),
  merged: z.boolean().nullish(),
  merged_at: z.string().nullish(),
  base: side.optional(),
  head: side.optional(),
});

const event = z.object({
  repository: z.object({ default_branch: z.string().optional() }),
  pull_request: shape.required({ base: true, head: true }).optional(),
  issue: shape.optional(),
});

/** Undefined for a payload that does not tell everything. */
export function payloadSubject(payload: unknown, home: Repository): Subject | undefined {
  const { data } = event.safeParse(payload);
  const pull = data?.pull_request;
  const given = pull ?? data?.issue;
  if (given === undefined) return undefined;
  const { login = 'ghost', type } = given.user ?? {};
  return {
    ...home,
    number: given.number,
    kind: pull === undefined ? 'issue' : 'pull-request',
    title: given.title,
    body: given.body ?? '',
    author: { login, isBot: type === 'Bot' || login.endsWith('[bot]') },
    state: given.state === 'closed' ? 'closed' : 'open',
    merged: given.merged === true || (given.merged_at ?? '') !== '',
    draft: given.draft === true,
    locked: given.locked === true,
    labels: (given.labels ?? []).map(({ name }) => name),
    assignees: (given.assignees ?? []).flatMap((each) => each?.login ?? []),
    url: given.html_url,
    createdAt: given.created_at,
    updatedAt: given.updated_at,
    ...(pull === undefined ? {} : { branches: branchesOf(pull, data?.repository.default_branch) }),
  };
}

function branchesOf(
  { base, head }: { base: z.infer<typeof side>; head: z.infer<typeof side> },
  defaultBranch: string | undefined,
): NonNullable<Subject['branches']> {
  const headRepository = head.repo?.full_name;
  return {
    base: base.ref,
    baseIsDefault: base.ref === defaultBranch,
    head: head.ref,
    headSha: head.sha,
    ...(headRepository === undefined ? {} : { headRepository }),
  };
}
