import type { ForgeAbilities } from '../../forge/forge.ts';
import type {
  Account,
  Change,
  Check,
  ForgeKind,
  Permission,
  SubjectReading,
} from '../../forge/model.ts';
import type { NoticeTemplates } from '../../text/notice-view.ts';
import type { Exemption } from '../exemption.ts';
import type { Policy } from '../policy.ts';
import type { NoticeKind, Phase } from '../record.ts';
import type { Verdict } from '../verdict.ts';
import type { Asked } from './orders.ts';
import type { ViewParts } from './view.ts';

/** Everything that a decision is made of. All of it was read just before; nothing else is ever closed on. */
export type DecisionInput = {
  now: number;
  policy: Policy;
  verdict: Verdict;
  reading: SubjectReading;
  forge: { kind: ForgeKind; host: string; abilities: ForgeAbilities; self: Account };
  /** Of the accounts that `peopleWhoMatter` named; those in the reading count too. */
  permissions: ReadonlyMap<string, Permission>;
  exemption: Exemption | undefined;
  /** `reread` is the second look at a fresh subject, which is not postponed again. */
  reason: 'event' | 'command' | 'deadline' | 'reread' | 'sweep' | 'missed';
  templates: NoticeTemplates;
  parts: ViewParts;
  /** Sentences about a config that does not parse. */
  configProblems: readonly string[];
  /** The description with the missing sections behind it; absent when nothing is missing. */
  bodyWithTemplate?: string;
  /** The check of ours that is known to stand. */
  lastCheck?: { sha: string; check: Check };
  /** The forge has just refused to reopen it. */
  reopenRefused?: boolean;
  /** Other programs write as our account too: what its comments say of deadlines is believed only so far. */
  sharesAccount?: boolean;
  /** Nobody will look again at a set time, so that no close may be promised. */
  promisesNoClose?: boolean;
  /** The first instant, this one or a later one, at which somebody will look. */
  roundDeadline?: (instant: number) => number;
};

export type Decision = {
  /** Of the notices that there are, or will be. */
  phases: ReadonlyMap<NoticeKind, Phase>;
  /** In the order they have to be written in. */
  changes: readonly Change[];
  /** When the passing of time alone asks for another look. */
  nextLook?: number;
  /** What this look changed; a look that is repeated after a crash may tell it again. */
  outcomes: readonly DecisionOutcome[];
  /** Commands about the repository, for the caller to carry out and to answer. */
  blankIssues: readonly Asked[];
  /** A later version of the bot has spoken: nothing was decided. */
  leftToNewerBot?: true;
};

export type DecisionOutcome = 'flagged' | 'fixed' | 'closed' | 'reopened' | 'waived';
