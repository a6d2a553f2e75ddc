import { CommitParser } from 'conventional-commits-parser';

/** What a title says by Conventional Commits. */
export type ConventionalTitle = {
  /** As written; compare without letter case. */
  type: string;
  /** Of `fix(app, ui)` both; empty without parentheses, and with empty ones. */
  scopes: readonly string[];
  breaking: boolean;
  /** Trimmed; empty for `fix:`. */
  subject: string;
  /** No blank where none belongs, and one behind the colon: tools that read titles insist on it. */
  strict: boolean;
};

const parser = new CommitParser({
  headerPattern: /^(\w[\w-]{0,49})[ \t]*(?:\(([^()]{0,200})\))?[ \t]*(!?)[ \t]*:(.*)$/,
  headerCorrespondence: ['type', 'scope', 'breaking', 'subject'],
});

const STRICT = /^[\w-]+(?:\([^()]+\))?!?:(?: |$)/;

/** Longest title that is looked at; no forge allows a longer one. */
const LONGEST_TITLE = 1000;

/** What people and forges put in front of a title while they work on it. */
const WORK_IN_PROGRESS =
  /^(?:\[(?:wip|draft)\]:?|\((?:wip|draft)\):?|(?:wip|draft|work in progress):|🚧)\s*/iu;

/** What GitHub, Gitea and git write themselves. */
const WRITTEN_BY_FORGE =
  /^(?:Revert|Reapply) "|^Merge (?:branch|pull request|remote-tracking branch|tag) /;

/** Undefined when the title is none of Conventional Commits. */
export function conventionalTitle(title: string): ConventionalTitle | undefined {
  const header = oneLine(title);
  if (header === '') return undefined;
  const { type, scope, breaking, subject } = parser.parse(header);
  if (typeof type !== 'string') return undefined;
  return {
    type,
    scopes: (scope ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
    breaking: breaking === '!',
    subject: (subject ?? '').trim(),
    strict: STRICT.test(header),
  };
}

export function withoutWorkInProgress(title: string): string {
  return oneLine(title).replace(WORK_IN_PROGRESS, '');
}

export function isWrittenByForge(title: string): boolean {
  return WRITTEN_BY_FORGE.test(title.trim());
}

/** The conventional type in lower case, as far as one can be told; the forge's own `Revert "..."` is a `revert`. */
export function typeOfTitle(title: string): string | undefined {
  const plain = withoutWorkInProgress(title);
  if (plain.startsWith('Revert "')) return 'revert';
  return conventionalTitle(plain)?.type.toLowerCase();
}

function oneLine(title: string): string {
  return title.slice(0, LONGEST_TITLE).replaceAll(/\s+/g, ' ').trim();
}
