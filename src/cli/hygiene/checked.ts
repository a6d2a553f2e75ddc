import type { Repository } from '../../forge/model.ts';
import type { ConfigProblem } from '../../hygiene/config/config.ts';
import type { Exemption } from '../../hygiene/exemption.ts';
import type { RuleId } from '../../hygiene/finding.ts';
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
};
