import type { Facts } from './facts.ts';
import type { World } from './observe.ts';
import type { RepositoryPolicy } from './read-policy.ts';
import { judge } from './rules/judge.ts';
import { parseTemplate } from './template/parse.ts';
import type { Template } from './template/template.ts';
import type { Verdict } from './verdict.ts';

type Judged = { facts: Facts; verdict: Verdict };

/**
 * A description that follows a template which has changed since the subject was opened is as good as before. The
 * history costs a request: it is read only when a rule on templates is not content and the change may have come later.
 */
export async function withOlderTemplates(
  judged: Judged,
  home: RepositoryPolicy,
  { forge }: World,
): Promise<Judged> {
  const { facts, verdict } = judged;
  const { subject } = facts;
  if (subject.createdAt >= home.templatesKnownSince || !isMissed(verdict)) return judged;
  const older: Template[] = [];
  for (const { path } of facts.templates) {
    const versions = await forge.fileVersions(subject, path, subject.createdAt);
    older.push(...versions.map((file) => parseTemplate(file, { current: false })));
  }
  if (older.length === 0) return judged;
  const withOlder = { ...facts, templates: [...facts.templates, ...older] };
  return { facts: withOlder, verdict: judge(withOlder, home.policy) };
}

function isMissed({ results }: Verdict): boolean {
  return results.some(
    ({ rule, findings }) =>
      (rule === 'pr-template' || rule === 'issue-template') &&
      findings.some(({ severity }) => severity === 'error'),
  );
}
