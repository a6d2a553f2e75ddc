import type { IssueReference } from '../forge/model.ts';

/** `custom/<id>` is a rule of the repository's own. */
export type RuleId =
  | 'pr-template'
  | 'pr-linked-issue'
  | 'pr-title'
  | 'pr-body'
  | 'issue-template'
  | `custom/${string}`;

/** Something that a rule wants changed. Two findings are the same when their keys are. */
export type Finding = {
  rule: RuleId;
  /** Rule and data, never wording: survives a change of texts and is what progress is measured by. At most 200 characters. */
  key: string;
  /** A warning is shown but never flags, labels or closes. */
  severity: 'error' | 'warning';
  /** Line of the description, from 1. */
  line?: number;
  problem: Problem;
};

/** What stands in the place of an answer. `stopgap`: something that answers nothing, such as `TODO`. */
export type NoAnswer = 'blank' | 'placeholder' | 'no-response' | 'stopgap';
/** The same of a form's field: what the form writes for an empty one is as blank as the field. */
export type NoFieldAnswer = Exclude<NoAnswer, 'no-response'>;

/** What is wrong, as data; `src/text` has the words. Names and titles in it were written by strangers. */
export type Problem =
  | { kind: 'description-empty' }
  | { kind: 'section-missing'; section: string }
  /** Nothing there but the template's own text, a comment, a "no response", or a stopgap such as `x`, `TODO` or `N/A`. */
  | { kind: 'section-empty'; section: string; why: NoAnswer }
  | {
      kind: 'boxes-unticked';
      section: string;
      wanted: 'at-least-one' | 'all';
      boxes: readonly string[];
    }
  | { kind: 'template-unreachable'; path: string }
  | ({ kind: 'no-issue' } & Keywords)
  /** "#12" is there, but no keyword in front of it. */
  | ({ kind: 'issue-only-mentioned'; reference: IssueReference } & Keywords)
  | { kind: 'issue-absent' | 'issue-closed' | 'issue-unassigned'; reference: IssueReference }
  | ({ kind: 'issue-is-pull-request'; reference: IssueReference } & Keywords)
  | ({
      kind: 'issue-link-not-accepted';
      reference: IssueReference;
      link: 'cross-repo' | 'same-repo';
    } & Keywords)
  /** "does not fix #12" */
  | { kind: 'issue-negated'; reference: IssueReference }
  /** The forge will not close the issue by itself, because the base is not the default branch. */
  | { kind: 'issue-not-closed-by-forge'; base: string }
  | { kind: 'title-malformed'; title: string; types: readonly string[] }
  | { kind: 'title-type-unknown'; type: string; types: readonly string[]; nearest?: string }
  | { kind: 'title-scope-unknown'; scope: string; scopes: readonly string[]; nearest?: string }
  | { kind: 'title-scope-missing' | 'title-without-subject' }
  | { kind: 'title-too-long'; length: number; max: number }
  | { kind: 'too-few-words'; words: number; min: number }
  | { kind: 'too-many-words'; words: number; max: number }
  | { kind: 'field-missing'; field: string }
  | { kind: 'field-empty'; field: string; why: NoFieldAnswer }
  | { kind: 'field-not-an-option'; field: string; value: string; options: readonly string[] }
  /** `pattern` is the repository's own expression. */
  | { kind: 'field-malformed'; field: string; wanted: 'number' | { pattern: string } }
  | { kind: 'title-prefix-missing'; prefix: string }
  | { kind: 'no-issue-template'; templates: readonly string[] }
  | { kind: 'custom'; message: string; fix?: string };

/** What to write in front of an issue's number on a server where the usual words do not link; one or two. */
type Keywords = { keywords?: readonly string[] };
