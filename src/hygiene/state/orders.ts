import type { Change, CommandComment, SubjectReading } from '../../forge/model.ts';
import { mayRun, parseCommand, type Command } from '../commands.ts';
import type { Policy } from '../policy.ts';
import type { NoticeRecord } from '../record.ts';
import { isSame, permissionOf, type Permissions } from './events.ts';

export type Waiver = NonNullable<NoticeRecord['waiver']>;

/** A command that nobody has answered yet, judged. */
export type Asked = {
  comment: CommandComment;
  command: Command;
  allowed: boolean;
};

/**
 * What the unanswered commands want, later ones over earlier ones. Everything is told as absolute instants, so that
 * carrying it out twice changes nothing.
 */
export type Orders = {
  /** Leave it alone, as a whole or some rules of it. */
  waiver?: Waiver;
  /** Take the waiver back and begin anew; when it was asked for. */
  lifted?: number;
  /** Take it back for these rules. */
  liftedRules: readonly string[];
  hold?: { by: string; at: number; until: number };
  /** The author, or somebody with write permission, wants it open again. */
  reopen: boolean;
  explain: boolean;
  /** Somebody asked for the commands, or for one that there is not. */
  help?: NonNullable<NoticeRecord['help']>;
  /** The missing sections are to be put into the description. */
  fillBody: boolean;
  answers: readonly Answer[];
  /** About the repository, not the subject; for the caller to carry out and to answer. */
  blankIssues: readonly Asked[];
};

/**
 * `if-…` is `done` or `denied` once it is known what has become of the subject: whether it is open; whether its life is
 * over; whether, in that life, it is waived as a whole.
 */
export type Answer = {
  comment: string;
  reaction: (Change & { do: 'react' })['reaction'] | 'if-open' | 'if-not-over' | 'if-not-waived';
};

const LONGEST_REASON = 300;

const NONE: Orders = {
  liftedRules: [],
  reopen: false,
  explain: false,
  fillBody: false,
  answers: [],
  blankIssues: [],
};

export function ordersOf(asked: readonly Asked[]): Orders {
  return asked.reduce(withCommand, NONE);
}

/** The commands that wait for an answer, with whether their writers may give them. */
export function askedOf(
  { subject, commands }: SubjectReading,
  policy: Policy,
  permissions: Permissions,
): readonly Asked[] {
  return commands
    .filter(({ answered }) => !answered)
    .flatMap((comment) => {
      const command = parseCommand(comment.body, policy.commands.prefix);
      if (command === undefined) return [];
      const { author } = comment;
      const permission = permissionOf(permissions, author.login);
      const allowed = mayRun(command, {
        permission,
        isAuthor: isSame(author, subject.author),
        policy,
      });
      return [{ comment, command, allowed }];
    });
}

function withCommand(orders: Orders, asked: Asked): Orders {
  const { command, comment, allowed } = asked;
  if (command.name === 'blank-issues' && allowed) {
    return { ...orders, blankIssues: [...orders.blankIssues, asked] };
  }
  const answers = [...orders.answers, { comment: comment.id, reaction: reactionOf(asked) }];
  return { ...(allowed ? carriedOut(orders, asked) : orders), answers };
}

function reactionOf({ command, allowed }: Asked): Answer['reaction'] {
  if (!allowed) return 'denied';
  switch (command.name) {
    case 'unknown':
      return 'confused';
    case 'reopen':
    // What is closed has no clock to stop.
    case 'hold':
      return 'if-open';
    case 'unexempt':
      // One rule cannot be taken out of a waiver of everything.
      return command.rule === undefined ? 'if-not-over' : 'if-not-waived';
    case 'exempt':
    case 'explain':
    case 'help':
    case 'template':
      return 'if-not-over';
    case 'recheck':
    case 'blank-issues':
      return 'done';
  }
}

function carriedOut(orders: Orders, { command, comment }: Asked): Orders {
  const by = comment.author.login;
  const at = comment.createdAt;
  switch (command.name) {
    case 'hold':
      return { ...orders, hold: { by, at, until: at + command.span } };
    case 'exempt':
      return withWaiver(orders, { by, at, how: 'command' }, command);
    case 'unexempt':
      return withoutWaiver(orders, at, command.rule);
    case 'reopen':
      return { ...orders, reopen: true };
    case 'explain':
      return { ...orders, explain: true };
    case 'help':
      return { ...orders, help: {} };
    case 'unknown':
      return { ...orders, help: unknownCommand(command) };
    case 'template':
      return { ...orders, fillBody: true };
    case 'recheck':
    case 'blank-issues':
      return orders;
  }
}

/** Half a character of a stranger's word would come back from the forge as another one. */
function unknownCommand({
  word,
  nearest,
}: Extract<Command, { name: 'unknown' }>): NonNullable<Orders['help']> {
  return { word: word.toWellFormed(), ...(nearest === undefined ? {} : { nearest }) };
}

function withWaiver(
  orders: Orders,
  given: Waiver,
  { rule, reason }: { rule?: string; reason?: string },
): Orders {
  const waiver = {
    ...given,
    ...(reason === undefined || reason === '' ? {} : { reason: reason.slice(0, LONGEST_REASON) }),
  };
  if (rule !== undefined) {
    const liftedRules = orders.liftedRules.filter((lifted) => lifted !== rule);
    return { ...orders, liftedRules, waiver: withRules(orders.waiver, waiver, [rule]) };
  }
  const { lifted: _, ...others } = orders;
  return { ...others, waiver };
}

function withoutWaiver(orders: Orders, at: number, rule: string | undefined): Orders {
  const { waiver, ...others } = orders;
  if (rule === undefined) return { ...others, lifted: at };
  const liftedRules = [...orders.liftedRules, rule];
  const rules = waiver?.rules?.filter((waived) => waived !== rule);
  return {
    ...others,
    liftedRules,
    ...(waiver === undefined || rules?.length === 0
      ? {}
      : { waiver: rules === undefined ? waiver : { ...waiver, rules } }),
  };
}

/** Waives some more rules; a waiver of everything stays one. */
export function withRules(
  before: Waiver | undefined,
  given: Waiver,
  rules: readonly string[],
): Waiver {
  if (before !== undefined && before.rules === undefined) return before;
  return { ...given, rules: [...new Set([...(before?.rules ?? []), ...rules])].toSorted() };
}
