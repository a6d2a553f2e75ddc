import { counted } from './amounts.ts';
import { listing } from './listing.ts';
import { shortened } from './pen.ts';

/** What is wrong with a notice template of a repository's own, as sentences. */

const LONGEST_QUOTE = 60;

export function fallsBack(problem: string): string {
  return `${problem} Until it is corrected, the built-in text is used.`;
}

export function unknownTemplate(
  name: string,
  known: readonly string[],
  nearest: string | undefined,
): string {
  return `There is no notice ${quoted(name)}.${didYouMean(nearest)} Expected ${oneOf(known)}.`;
}

export function templateNotFound(): string {
  return 'The file is not on the default branch.';
}

export function templateEmpty(): string {
  return 'The template says nothing.';
}

export function templateTooLong(length: number, most: number): string {
  return `The template has ${counted(length, 'character')}; at most ${counted(most, 'character')} are allowed.`;
}

export function htmlComment(): string {
  return 'An HTML comment could hide what has to be shown: write `{{! … }}` instead, which is not sent along.';
}

export function tooManyTags(count: number, most: number): string {
  return `The template has ${counted(count, 'placeholder')}; at most ${String(most)} are allowed.`;
}

export function unknownPlaceholder(name: string, nearest: string | undefined): string {
  return `\`${tag(name)}\` is not a placeholder.${didYouMean(nearest === undefined ? undefined : tag(nearest))}`;
}

export function placeholderElsewhere(name: string, places: readonly string[]): string {
  return `\`${tag(name)}\` has no value here; it belongs to ${listing(places.map(quoted), 'and')}.`;
}

export function placeholderMissing(names: readonly string[], section: string | undefined): string {
  const inSection =
    section === undefined ? '' : `, in \`${tag(`#${section}`)} … ${tag(`/${section}`)}\``;
  return `The template has to show ${oneOf(names.map(tag))}${inSection}, and under no other condition.`;
}

export function placeholderOutside(name: string, section: string): string {
  return `\`${tag(name)}\` is empty at times: put it between \`${tag(`#${section}`)}\` and \`${tag(`/${section}`)}\`.`;
}

export function placeholderOnlySection(name: string): string {
  return `\`${tag(name)}\` has no text of its own: write \`${tag(`#${name}`)} … ${tag(`/${name}`)}\`.`;
}

export function unclosedSection(name: string): string {
  return `\`${tag(`#${name}`)}\` is never closed: expected \`${tag(`/${name}`)}\` behind it.`;
}

export function unopenedSection(name: string): string {
  return `\`${tag(`/${name}`)}\` closes nothing: the last section that was opened has another name, or there is none.`;
}

export function unclosedTag(): string {
  return 'A placeholder is begun with `{{` and never ended with `}}`.';
}

export function refusedTag(found: string, why: 'raw' | 'partial' | 'delimiter'): string {
  return {
    raw: `\`${tag(found)}\` is not supported: write the name in two braces; its value is Markdown already.`,
    partial: `\`${tag(found)}\` is not supported: a template cannot include another.`,
    delimiter: `\`${tag(found)}\` is not supported: placeholders always stand in \`{{\` and \`}}\`.`,
  }[why];
}

function tag(name: string): string {
  return `{{${shortened(name, LONGEST_QUOTE)}}}`;
}

function quoted(name: string): string {
  return `\`${shortened(name, LONGEST_QUOTE)}\``;
}

function oneOf(names: readonly string[]): string {
  return listing(
    names.map((name) => `\`${name}\``),
    'or',
  );
}

function didYouMean(nearest: string | undefined): string {
  return nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`;
}
