import type { ForgeAbilities } from '../../forge/forge.ts';
import type { ForgeKind, Subject } from '../../forge/model.ts';
import type { CheckView, ExplainedRule, NoticeView } from '../../text/notice-view.ts';
import type { RuleId } from '../finding.ts';
import type { Policy } from '../policy.ts';
import type { NoticeRecord } from '../record.ts';
import type { Verdict } from '../verdict.ts';
import { recordedKey } from './keys.ts';
import type { Raised } from './raised.ts';

/** What a notice shows of things that the decision itself does not need. */
export type ViewParts = Pick<
  NoticeView,
  'repository' | 'links' | 'skeletons' | 'templateName' | 'linked'
>;

export type Showing = {
  subject: Subject;
  forge: { kind: ForgeKind; abilities: ForgeAbilities };
  policy: Policy;
  verdict: Verdict;
  parts: ViewParts;
};

export function noticeView(record: NoticeRecord, raised: Raised, showing: Showing): NoticeView {
  const { subject, forge, policy, verdict, parts } = showing;
  const { author, kind, url, number, branches } = subject;
  const { grace, report, commands } = policy;
  const { period, reopenOnFix, reopenWindow } = grace;
  const base = branches && { branch: branches.base, isDefault: branches.baseIsDefault };
  return {
    kind: record.notice,
    record: withWholeKeys(record, raised),
    findings: raised.findings,
    subject: { kind, author: author.login, url, number, ...(base === undefined ? {} : { base }) },
    forge: forge.kind,
    ...parts,
    grace: { period, reopenOnFix, reopenWindow },
    mention: isMentioned(record, policy),
    commandPrefix: commands.prefix,
    labels: { flag: raised.labels.map(({ name }) => name), exempt: report.labels.exempt.name },
    foldsItself: !forge.abilities.minimise,
    reopenNeedsSameHead: forge.abilities.reopenNeedsSameHead,
    ...(record.explain === true ? { explanation: explained(verdict, policy) } : {}),
  };
}

export type CheckParts = {
  exempt?: string;
  paused?: string;
  deadline?: number;
  configProblems: readonly string[];
};

export function checkView(parts: CheckParts, { subject, verdict, policy }: Showing): CheckView {
  return { ...parts, results: explained(verdict, policy), subject: subject.kind };
}

/** Records hold digests of long keys; the words are about the findings themselves. */
function withWholeKeys(record: NoticeRecord, { findings }: Raised): NoticeRecord {
  const wholeKeys = (recorded: readonly string[]): readonly string[] =>
    findings.map(({ key }) => key).filter((key) => recorded.includes(recordedKey(key)));
  return {
    ...record,
    findings: wholeKeys(record.findings),
    closing: wholeKeys(record.closing),
  };
}

/** `first` stays as long as the first notice does: taking the name out would be an edit for nothing. */
function isMentioned({ phase }: NoticeRecord, { report: { mentionAuthor } }: Policy): boolean {
  return mentionAuthor === 'always' || (mentionAuthor === 'first' && phase === 'flagged');
}

function explained({ results }: Verdict, policy: Policy): ExplainedRule[] {
  return results.map(({ rule, mode, findings }) => ({
    rule,
    mode,
    closes: isSetToClose(rule, policy),
    findings,
  }));
}

function isSetToClose(rule: RuleId, { rules }: Policy): boolean {
  switch (rule) {
    case 'pr-template':
    case 'pr-linked-issue':
    case 'pr-title':
    case 'pr-body':
    case 'issue-template':
      return rules[rule].close;
    default:
      return rules.custom.some(({ id, close }) => close && rule === `custom/${id}`);
  }
}
