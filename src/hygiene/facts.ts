import type {
  ForgeKind,
  IssueReference,
  ReferencedIssue,
  Repository,
  Subject,
} from '../forge/model.ts';
import type { Template } from './template/template.ts';

/** Everything a rule may know. Plain data; the same facts always give the same findings. */
export type Facts = {
  /** Milliseconds since the epoch. */
  now: number;
  forge: ForgeKind;
  host: string;
  repository: Repository & { url: string; defaultBranch: string };
  subject: Subject;
  /**
   * Templates that a description may follow: for a pull request the current ones and those of the time since it was
   * opened, for an issue the repository's templates and forms. Empty when the repository has none.
   */
  templates: readonly Template[];
  blankIssues: boolean;
  /** Words that close an issue on this server; undefined: those that all forges come with. */
  closingKeywords?: readonly string[];
  /** Whether the address of an issue behind such a word closes it, too; undefined: as on this kind of forge. */
  closesByAddress?: boolean;
  /** What the references in the text turned out to be; undefined when nobody looked. */
  references?: readonly ReferencedIssue[];
  /** What the forge itself would close; undefined when it cannot tell, or nobody looked. */
  closing?: readonly (IssueReference & { manual: boolean })[];
  /** Undefined when nobody looked. */
  changes?: { lines: number; files: readonly string[] };
};
