import type { ForgeKind } from '../forge/model.ts';
import type { Finding, RuleId } from '../hygiene/finding.ts';
import type { NoticeKind, NoticeRecord } from '../hygiene/record.ts';

/** Everything a notice says, as data. Two equal views give the same text, to the byte: that is how "nothing to write" is known. */
export type NoticeView = {
  kind: NoticeKind;
  record: NoticeRecord;
  /** What this notice is about, errors before warnings. */
  findings: readonly Finding[];
  subject: {
    kind: 'pull-request' | 'issue';
    /** Login; hostile. */
    author: string;
    url: string;
    number: number;
    /** Of a pull request: what it merges into, and whether that is the default branch. */
    base?: { branch: string; isDefault: boolean };
  };
  forge: ForgeKind;
  repository: { owner: string; name: string; url: string };
  /** Absolute addresses. */
  links: { template?: string; newIssue: string; contributing?: string };
  /** Markdown to paste, one for each missing section, of the template that fits best. */
  skeletons: readonly string[];
  /** Whose they are, where there are several to choose from; the repository's word. */
  templateName?: string;
  /** Numbers of the issues that count as linked; for the words of thanks. */
  linked: readonly string[];
  grace: { period: number; reopenOnFix: boolean; reopenWindow: number };
  /** Somebody who has to be told is named with an `@`. */
  mention: boolean;
  commandPrefix: string;
  /** Name of the label whose removal or presence waives. */
  labels: { flag: readonly string[]; exempt: string };
  /** The forge cannot fold comments: a resolved notice folds its own text. */
  foldsItself: boolean;
  reopenNeedsSameHead: boolean;
  /** Rule by rule, when somebody asked; absent otherwise. */
  explanation?: readonly ExplainedRule[];
};

export type ExplainedRule = {
  rule: RuleId;
  mode: 'dry-run' | 'warn' | 'enforce';
  /** The rule is set to close, whatever its mode; what a dry run would have done. */
  closes?: boolean;
  /** Empty when the rule is content. */
  findings: readonly Finding[];
};

/** Markdown templates by name; the repository may replace each of them. */
export const NOTICE_TEMPLATES = [
  'flagged',
  'flagged-template',
  'flagged-link',
  'flagged-title',
  'paused',
  'closed',
  'sealed',
  'resolved',
  'thanks',
  'waived',
  'attended',
  'done',
] as const;
export type NoticeTemplateName = (typeof NOTICE_TEMPLATES)[number];
export type NoticeTemplates = Readonly<Record<NoticeTemplateName, string>>;

/** For the check of a head commit. */
export type CheckView = {
  results: readonly ExplainedRule[];
  /** Rules that could not be evaluated, by a fault of ours; they ask for nothing. */
  failed?: readonly RuleId[];
  /** Why nothing is asked of this subject, when that is so. */
  exempt?: string;
  paused?: string;
  /** Sentences about a config that does not parse; then nothing is enforced. */
  configProblems: readonly string[];
  deadline?: number;
  subject: 'pull-request' | 'issue';
};
