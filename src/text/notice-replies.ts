import type { Permission } from '../forge/model.ts';
import type { Finding } from '../hygiene/finding.ts';
import { commandCode, renderHelp } from './commands-help.ts';
import { markdownCode } from './markdown.ts';
import { findingsList } from './notice-findings.ts';
import { pointsOf } from './notice-points.ts';
import { markdownPen, shortened, type PenPlace } from './pen.ts';

/** What the bot has to say to a command, beside its reaction. Command names in it were typed by strangers. */
export type Reply =
  /** `nearest` is the whole command that was probably meant, without the prefix. */
  | { kind: 'unknown-command'; word: string; nearest?: string }
  | { kind: 'not-allowed'; command: string; needs: Permission; orAuthor?: boolean }
  /** An answer to `reopen`, or to whatever needs everything to be fixed. */
  | { kind: 'still-missing'; findings: readonly Finding[]; about: PenPlace };

/** The comment as Markdown; it names nobody. */
export function renderReply(reply: Reply, prefix: string): string {
  switch (reply.kind) {
    case 'unknown-command':
      return unknownCommand(reply, prefix);
    case 'not-allowed':
      return notAllowed(reply, prefix);
    case 'still-missing':
      return stillMissing(reply, prefix);
  }
}

function unknownCommand(
  { word, nearest }: Extract<Reply, { kind: 'unknown-command' }>,
  prefix: string,
): string {
  const hint = nearest === undefined ? '' : ` Did you mean ${commandCode(prefix, nearest)}?`;
  const found = markdownCode(shortened(word, 40));
  return `${found} is not a command of this bot.${hint}\n\n${renderHelp(prefix)}`;
}

function notAllowed(
  { command, needs, orAuthor }: Extract<Reply, { kind: 'not-allowed' }>,
  prefix: string,
): string {
  const who = orAuthor === true ? 'the author, and people' : 'people';
  return `${commandCode(prefix, command)} is for ${who} with the permission \`${needs}\` or more in this repository. A maintainer can do it for you.`;
}

function stillMissing(
  { findings, about }: Extract<Reply, { kind: 'still-missing' }>,
  prefix: string,
): string {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const list = findingsList(pointsOf(errors, [], markdownPen(about)));
  return list === undefined
    ? `Nothing is missing any more; comment ${commandCode(prefix, 'recheck')} for another look.`
    : `Not yet, this is still to be fixed:\n\n${list}\n\nThen comment ${commandCode(prefix, 'reopen')} again.`;
}
