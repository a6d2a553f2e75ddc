import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type {
  Permission,
  ReferencedIssue,
  RepositoryFile,
  RepositoryReading,
  Subject,
  SubjectReading,
} from '../../forge/model.ts';
import * as say from '../../text/cli-simulate.ts';
import { Mistake } from '../mistake.ts';

/** A pull request or an issue as it was last, and what a judgement needs besides. */
export type Past = {
  subject: Subject;
  references: readonly ReferencedIssue[];
  closing?: NonNullable<SubjectReading['closing']>;
  changes?: NonNullable<SubjectReading['changes']>;
  permission: Permission;
  /** The author's, among those that the policy named. */
  teams: readonly string[];
};

/** What was read of a repository: written to a file, so that it can be gone on with, or judged by another config. */
export type History = {
  format: 'agent-run history 1';
  forge: 'github' | 'gitea' | 'forgejo';
  host: string;
  /** How many were asked for. */
  last: number;
  reading: RepositoryReading;
  /** Files that the config names besides. */
  files: readonly RepositoryFile[];
  /** Older versions of the templates. */
  older: readonly RepositoryFile[];
  /** Numbers that are still to be read, in their order. */
  queue: readonly number[];
  subjects: readonly Past[];
};

const file = z.object({ path: z.string(), text: z.string(), url: z.string().optional() });
const instant = z.number().finite();
const number = z.number().int().positive();

/** As much of a file as code relies on: it may come from anybody. */
const shape = z.object({
  format: z.literal('agent-run history 1'),
  forge: z.enum(['github', 'gitea', 'forgejo']),
  host: z.string(),
  last: number,
  reading: z.looseObject({
    repository: z.object({ owner: z.string(), name: z.string() }),
    url: z.string(),
    defaultBranch: z.string(),
    commit: z.string(),
    configs: z.array(file),
    ownerConfig: file.optional(),
    pullRequestTemplates: z.array(file),
    issueTemplates: z.array(file),
    blankIssues: z.boolean(),
  }),
  files: z.array(file),
  older: z.array(file),
  queue: z.array(number),
  subjects: z.array(
    z.looseObject({
      subject: z.looseObject({
        owner: z.string(),
        name: z.string(),
        number,
        kind: z.enum(['pull-request', 'issue']),
        title: z.string(),
        body: z.string(),
        author: z.object({ login: z.string(), isBot: z.boolean() }),
        state: z.enum(['open', 'closed']),
        merged: z.boolean(),
        draft: z.boolean(),
        labels: z.array(z.string()),
        assignees: z.array(z.string()),
        url: z.string(),
        createdAt: instant,
        updatedAt: instant,
        branches: z
          .looseObject({
            base: z.string(),
            baseIsDefault: z.boolean(),
            head: z.string(),
            headSha: z.string(),
          })
          .optional(),
      }),
      references: z.array(
        z.looseObject({ owner: z.string(), name: z.string(), number, kind: z.string() }),
      ),
      closing: z
        .array(z.object({ owner: z.string(), name: z.string(), number, manual: z.boolean() }))
        .optional(),
      changes: z.object({ lines: z.number(), files: z.array(z.string()) }).optional(),
      permission: z.enum(['none', 'read', 'triage', 'write', 'maintain', 'admin']),
      teams: z.array(z.string()),
    }),
  ),
});

/** Undefined when there is no such file. */
export async function readHistory(path: string, flag: string): Promise<History | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Mistake(say.historyUnreadable(flag, path));
  }
  const checked = shape.safeParse(parsed(text));
  if (!checked.success) throw new Mistake(say.notAHistory(flag, path));
  return checked.data as unknown as History;
}

/** Whole or not at all, and for the eyes of its owner: a private repository's texts are in it. */
export async function writeHistory(path: string, history: History): Promise<void> {
  const beside = `${path}.new`;
  try {
    await writeFile(beside, JSON.stringify(history), { mode: 0o600 });
    await rename(beside, path);
  } catch {
    throw new Mistake(say.historyUnwritable(path));
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
