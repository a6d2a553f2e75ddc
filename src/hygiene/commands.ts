import { PERMISSIONS } from '../forge/model.ts';
import type { Permission } from '../forge/model.ts';
import { nearest } from '../text/nearest.ts';
import type { RuleId } from './finding.ts';
import type { Policy } from './policy.ts';

/** What somebody asks of the bot in a comment. Words in it were written by strangers. */
export type Command =
  | { name: 'recheck' | 'explain' | 'template' | 'reopen' | 'help' }
  /** Milliseconds, at most 30 days. */
  | { name: 'hold'; span: number }
  /** Without a rule all of them. */
  | { name: 'exempt'; rule?: RuleId; reason?: string }
  | { name: 'unexempt'; rule?: RuleId }
  | { name: 'blank-issues'; wanted: 'on' | 'off' | 'status' }
  /** `nearest` is the whole command that was probably meant, without the prefix. */
  | { name: 'unknown'; word: string; nearest?: string };

export const COMMAND_NAMES = [
  'recheck',
  'explain',
  'template',
  'hold',
  'exempt',
  'unexempt',
  'reopen',
  'blank-issues',
  'help',
] as const satisfies readonly Command['name'][];

const RULES = ['pr-template', 'pr-linked-issue', 'pr-title', 'pr-body', 'issue-template'] as const;

const LONGEST_COMMENT = 65_536;
const LONGEST_WORD = 50;
const LONGEST_REASON = 200;

/** The command of a comment; undefined when its first line, quotations and code left out, does not call the bot. */
export function parseCommand(body: string, prefix: string): Command | undefined {
  const line = firstOwnLine(body.slice(0, LONGEST_COMMENT));
  if (prefix === '' || !line.toLowerCase().startsWith(prefix.toLowerCase())) return undefined;
  const rest = line.slice(prefix.length);
  if (rest !== '' && !/^\s/.test(rest)) return undefined;
  const [word = 'help', ...args] = rest.split(/\s+/).filter((part) => part !== '');
  return commandOf(word, args);
}

function commandOf(written: string, args: readonly string[]): Command {
  const name = written.toLowerCase().replace(/[.!,:;]+$/, '');
  switch (name) {
    case 'recheck':
    case 'explain':
    case 'template':
    case 'reopen':
    case 'help':
      return { name };
    case 'hold':
      return hold(args);
    case 'exempt':
      return exempt(args);
    case 'unexempt':
      return unexempt(args);
    case 'blank-issues':
      return blankIssues(args);
    default:
      return unknown([written], nearest(name.slice(0, LONGEST_WORD), COMMAND_NAMES));
  }
}

const MINUTE = 60_000;
const UNITS: Readonly<Record<string, number>> = {
  m: MINUTE,
  h: 60 * MINUTE,
  d: 24 * 60 * MINUTE,
  w: 7 * 24 * 60 * MINUTE,
};
const DEFAULT_HOLD = 24 * 60 * MINUTE;
const LONGEST_HOLD = 30 * 24 * 60 * MINUTE;

/** `2d`, `2 days`; what is no span at all is the reason that people like to add. */
function hold(args: readonly string[]): Command {
  const [first = ''] = args;
  if (!/^[\d.+-]/.test(first)) return { name: 'hold', span: DEFAULT_HOLD };
  const spoken = args.slice(0, 2).join(' ').toLowerCase();
  const [, amount = '', unit = ''] =
    /^(\d{1,6}) ?(m|h|d|w|min|minutes?|hours?|days?|weeks?)(?![\w.])/.exec(spoken) ?? [];
  const span = Number(amount) * (UNITS[unit.slice(0, 1)] ?? 0);
  if (span <= 0) return unknown(['hold', ...args], 'hold 2d');
  return { name: 'hold', span: Math.min(span, LONGEST_HOLD) };
}

function exempt(args: readonly string[]): Command {
  const { rule, meant, reason } = ruleAndReason(args);
  // A slip in the name of one rule must not exempt from all of them.
  if (meant !== undefined) return unknown(['exempt', ...args], `exempt ${meant}`);
  return {
    name: 'exempt',
    ...(rule === undefined ? {} : { rule }),
    ...(reason === '' ? {} : { reason }),
  };
}

function unexempt(args: readonly string[]): Command {
  const { rule, meant } = ruleAndReason(args);
  if (meant !== undefined) return unknown(['unexempt', ...args], `unexempt ${meant}`);
  return { name: 'unexempt', ...(rule === undefined ? {} : { rule }) };
}

function ruleAndReason(args: readonly string[]): {
  rule?: RuleId;
  meant?: string;
  reason: string;
} {
  const [first = '', ...others] = args;
  const rule = ruleOf(first);
  if (rule !== undefined) return { rule, reason: reasonOf(others) };
  const meant = first.includes('-') ? nearest(first.slice(0, LONGEST_WORD), RULES) : undefined;
  return { ...(meant === undefined ? {} : { meant }), reason: reasonOf(args) };
}

function reasonOf(words: readonly string[]): string {
  return words.join(' ').slice(0, LONGEST_REASON);
}

function ruleOf(word: string): RuleId | undefined {
  const id = word.toLowerCase().replace(/[.,:;]+$/, '');
  const custom = /^custom\/([a-z0-9-]{1,100})$/.exec(id)?.[1];
  return custom === undefined ? RULES.find((rule) => rule === id) : `custom/${custom}`;
}

function blankIssues(args: readonly string[]): Command {
  const wanted = (args[0] ?? 'status').toLowerCase();
  return wanted === 'on' || wanted === 'off' || wanted === 'status'
    ? { name: 'blank-issues', wanted }
    : unknown(['blank-issues', ...args], 'blank-issues status');
}

function unknown(words: readonly string[], meant: string | undefined): Command {
  const word = words.join(' ').slice(0, LONGEST_WORD);
  return { name: 'unknown', word, ...(meant === undefined ? {} : { nearest: meant }) };
}

/** Empty when there is none. */
function firstOwnLine(body: string): string {
  let fence: string | undefined;
  for (const line of body.split(/\r\n?|\n/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) === true && line.trim() === mark) fence = undefined;
    } else if (mark !== undefined && !line.trim().slice(mark.length).includes('`')) {
      fence = mark;
    } else if (!/^(?: {0,3}>| {4}| {0,3}\t|\s*$)/.test(line)) {
      return line.trim();
    }
  }
  return '';
}

/** What the forge knows of the person who wrote the command, and what the repository allows. */
export type Asking = {
  /** Undefined when nobody looked: the least. */
  permission: Permission | undefined;
  isAuthor: boolean;
  policy: Pick<Policy, 'commands'>;
};

export function mayRun(command: Command, { permission, isAuthor, policy }: Asking): boolean {
  const { whoExempt, whoRecheck } = policy.commands;
  const has = (wanted: Permission): boolean =>
    PERMISSIONS.indexOf(permission ?? 'none') >= PERMISSIONS.indexOf(wanted);
  switch (command.name) {
    case 'explain':
    case 'help':
    case 'unknown':
      return true;
    case 'recheck':
      return whoRecheck === 'anyone' || has(whoRecheck);
    case 'template':
    case 'reopen':
      return isAuthor || has('write');
    case 'hold':
      return has('write');
    case 'exempt':
    case 'unexempt':
      return has(whoExempt);
    case 'blank-issues':
      return has('admin');
  }
}
