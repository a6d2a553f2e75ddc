import type { NoticeRecord } from '../hygiene/record.ts';
import { markdownCode, markdownCodeCell } from './markdown.ts';
import { shortened } from './pen.ts';

type CommandHelp = {
  name: string;
  /** Behind the name. */
  takes?: string;
  who: 'anyone' | 'author and maintainers' | 'maintainers' | 'admins';
  does: string;
  /** Means something only where a clock runs or something was closed. */
  timed?: true;
};

/** What the bot can be told, in the order of what contributors need first. */
const COMMANDS: readonly CommandHelp[] = [
  { name: 'recheck', who: 'anyone', does: 'look again now' },
  { name: 'explain', who: 'anyone', does: 'show the result rule by rule in the notice' },
  {
    name: 'template',
    who: 'author and maintainers',
    does: 'put the missing headings into the description',
  },
  {
    name: 'reopen',
    who: 'author and maintainers',
    does: 'reopen it if everything is fixed',
    timed: true,
  },
  {
    name: 'hold',
    takes: '2d',
    who: 'maintainers',
    does: 'stop the clock for that long',
    timed: true,
  },
  {
    name: 'exempt',
    takes: '[rule] [reason]',
    who: 'maintainers',
    does: 'waive one rule, or all of them, for good',
  },
  { name: 'unexempt', takes: '[rule]', who: 'maintainers', does: 'take a waiver back' },
  {
    name: 'blank-issues',
    takes: 'on|off|status',
    who: 'admins',
    does: 'allow or forbid issues without a template',
  },
  { name: 'help', who: 'anyone', does: 'show this list' },
];

export const EXPLAINED_COMMANDS: readonly string[] = COMMANDS.map(({ name }) => name);

/** `/hygiene recheck` as code. */
export function commandCode(prefix: string, name: string): string {
  return markdownCode(shortened(`${prefix} ${name}`, 100));
}

/** The commands that concern a notice, as a list; `timed`: also those about deadlines and closes. */
export function commandList(prefix: string, { timed }: { timed: boolean }): string {
  return COMMANDS.filter(
    (command) =>
      command.who !== 'admins' && command.name !== 'help' && (timed || command.timed !== true),
  )
    .map((command) => `- ${commandCode(prefix, called(command))} (${command.who}): ${command.does}`)
    .join('\n');
}

/** All commands, folded, behind a word that is none of them and what it may have meant; somebody typed both. */
export function renderHelp(
  { word, nearest }: NonNullable<NoticeRecord['help']>,
  prefix: string,
): string {
  if (word === undefined) return allCommands(prefix);
  const found = markdownCode(shortened(word, 50));
  const hint = nearest === undefined ? '' : ` Did you mean ${commandCode(prefix, nearest)}?`;
  return `${found} is not a command of this bot.${hint}\n\n${allCommands(prefix)}`;
}

function allCommands(prefix: string): string {
  const rows = COMMANDS.map(
    (command) =>
      `| ${markdownCodeCell(shortened(`${prefix} ${called(command)}`, 100))} | ${command.who} | ${command.does} |`,
  );
  return [
    '<details><summary>Commands of this bot</summary>',
    '',
    '| Command | Who | What it does |',
    '| --- | --- | --- |',
    ...rows,
    '',
    'A command is the first line of a comment.',
    '',
    '</details>',
  ].join('\n');
}

function called({ name, takes }: CommandHelp): string {
  return takes === undefined ? name : `${name} ${takes}`;
}
