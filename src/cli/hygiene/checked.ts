import type { Repository } from '../../forge/model.ts';
import type { ConfigProblem } from '../../hygiene/config/config.ts';
import type { Exemption } from '../../hygiene/exemption.ts';
import type { RuleId } from '../../hygiene/finding.ts';
import type { RepositoryPolicy } from '../../hygiene/read-policy.ts';
import type { RuleResult } from '../../hygiene/verdict.ts';

/** What the rules say of one subject or text. */
export type Checked = {
  name: string;
  /** What lines are counted in. */
  bodyName: string;
  kind: 'pull-request' | 'issue';
  repository: Repository;
  results: readonly RuleResult[];
  /** Rules that could not be evaluated. */
  failed: readonly RuleId[];
  exemption: Exemption | undefined;
  isOff: boolean;
  problems: readonly ConfigProblem[];
  notRead: ReadonlySet<string>;
  /** Rules that ask about what was not given. */
  notChecked: readonly RuleId[];
  /** Sentences about how far the look went. */
  remarks: readonly string[];
};

/** Somebody who asks about an issue has to know when the rule for it says nothing. */
export function isSilent(
  kind: Checked['kind'],
  { policy, issueTemplates, reading }: RepositoryPolicy,
): boolean {
  const { mode, when } = policy.rules['issue-template'];
  const isAsked = kind === 'issue' && mode !== 'off' && issueTemplates.length > 0;
  return isAsked && when === 'auto' && reading.blankIssues;
}

/** Problems of files that lie on this machine, by their paths. */
export function inFolder(
  problems: readonly ConfigProblem[],
  { owner, name }: Repository,
): ConfigProblem[] {
  const prefix = `${owner}/${name}:`;
  return problems.map((problem) =>
    problem.file.startsWith(prefix)
      ? { ...problem, file: problem.file.slice(prefix.length) }
      : problem,
  );
}
