import type { ForgeKind } from '../forge/model.ts';
import { clipLine } from './clip.ts';
import { oneLine } from './escape.ts';
import { listing } from './listing.ts';

/** What a person at a terminal did that a command cannot work with: what was expected, what was found, what to do. */

export function errorLine(sentence: string): string {
  return `error: ${sentence}`;
}

export function warningLine(sentence: string): string {
  return `warning: ${sentence}`;
}

export function cancelled(): string {
  return 'Ended. What is told above was done, and nothing else.';
}

export function outputLost(why: string): string {
  return `what this command says cannot be written: ${clipLine(oneLine(why), 200)}.`;
}

export function notASubject(found: string): string {
  return `expected the address of a pull request or an issue, such as https://github.com/owner/name/pull/12, found ${shown(found)}.`;
}

export function notARepository(found: string): string {
  return `expected a repository as owner/name or the address of its page, found ${shown(found)}.`;
}

export function repositoryNotNamed(): string {
  return 'which repository? This folder is no checkout with a remote. Name it: --repo owner/name.';
}

export function noCheckout(): string {
  return 'this folder lies in no git checkout, so that there are no templates to find. Name them: --template-folder <path>.';
}

export function fileMissing(flag: string, path: string): string {
  return `${flag}: there is no file ${shown(path)} that can be read.`;
}

export function notUtf8(flag: string, path: string): string {
  return `${flag}: ${shown(path)} is no text in UTF-8. Save it as such.`;
}

export function notWritable(flag: string, path: string): string {
  return `${flag}: ${shown(path)} cannot be written.`;
}

export function folderMissing(flag: string, path: string): string {
  return `${flag}: there is no folder ${shown(path)} that can be read.`;
}

export function configMissing(candidates: readonly string[]): string {
  return `no config was found: expected ${listing(candidates, 'or')}. Write one with: agent-run init.`;
}

export function nothingToCheck(): string {
  return 'what should be checked? Give the address of a pull request, or --body-file <path> and --title <text>.';
}

export function addressAndText(): string {
  return 'give either the address of a pull request or a text with --title and --body-file, not both.';
}

export function serverUnknown(server: string): string {
  return `cannot tell what ${shown(server)} runs: it answers neither like GitHub nor like Gitea or Forgejo. Say it: --forge github|gitea|forgejo.`;
}

export function serverSilent(server: string, why: string): string {
  return `${shown(server)} does not answer: ${clipLine(oneLine(why), 200)}.`;
}

export function tokenMissing(host: string, names: readonly string[]): string {
  const set = names.length === 0 ? '' : `Set ${listing(names, 'or')}, or name`;
  return `a token for ${shown(host)} is needed. ${set === '' ? 'Name' : set} the variable that holds one: --token-env NAME.`;
}

export function tokenEnvEmpty(name: string): string {
  return `--token-env: the variable ${shown(name)} is empty or not set.`;
}

export function notAToken(): string {
  return 'the token has characters that no token has; is the whole variable meant?';
}

export function repositoryGone(repository: string): string {
  return `${shown(repository)} does not exist, or the token may not see it.`;
}

export function subjectGone(number: number): string {
  return `there is no pull request or issue #${String(number)}, or the token may not see it.`;
}

export function notASpan(flag: string, found: string): string {
  return `${flag}: expected a span with its unit, such as 30m, 2h or 1d, found ${shown(found)}.`;
}

export function notACount(flag: string, found: string, most: number): string {
  return `${flag}: expected a whole number from 1 to ${String(most)}, found ${shown(found)}.`;
}

export function forbidden(needs: string, why: string): string {
  return `the token may not do this; it needs ${needs}. (${clipLine(oneLine(why), 200)})`;
}

export function rateLimited(until: string): string {
  return `the quota of the token is used up until ${until}. Try again then.`;
}

export function unreachable(why: string): string {
  return `the forge does not answer: ${clipLine(oneLine(why), 300)}`;
}

export function broken(why: string): string {
  return `something went wrong that should not have: ${clipLine(oneLine(why), 300)}`;
}

export function forgeName(kind: ForgeKind): string {
  return { github: 'GitHub', gitea: 'Gitea', forgejo: 'Forgejo' }[kind];
}

function shown(text: string): string {
  return `"${clipLine(oneLine(text), 120)}"`;
}
