import { clipLine } from './clip.ts';
import { counted } from './amounts.ts';
import { oneLine } from './escape.ts';
import { listing } from './listing.ts';

/**
 * What is wrong with a hygiene config, as sentences for its maintainers: what was expected, what was found, what to do.
 * What a file says is shown on one line, clipped; who shows a sentence escapes it for its place.
 */

const LONGEST_QUOTE = 80;

/** `octo/hello:.github/hygiene.yml`, line 3: … */
export function configProblemLine(problem: {
  file: string;
  line?: number;
  message: string;
}): string {
  const line = problem.line === undefined ? '' : `, line ${String(problem.line)}`;
  return `${clipLine(oneLine(problem.file), 200)}${line}: ${problem.message}`;
}

export function aboutKey(key: string, sentence: string): string {
  return key === '' ? `The config: ${sentence}` : `\`${key}\`: ${sentence}`;
}

export function unknownKey(nearest: string | undefined, known: readonly string[]): string {
  const hint =
    nearest === undefined ? `Known here: ${named(known, 'and')}.` : `Did you mean \`${nearest}\`?`;
  return `there is no such key. ${hint}`;
}

export function keyElsewhere(place: string): string {
  return `there is no such key here. It belongs to \`${place}\`.`;
}

export function leftOut(instead: string): string {
  return `this is not supported. ${instead}`;
}

export function keyMissing(): string {
  return 'this key is needed and not there. Add it.';
}

export function notOneOf(
  found: unknown,
  valid: readonly string[],
  nearest: string | undefined,
): string {
  const hint = nearest === undefined ? `Write ${valid.length === 1 ? 'that' : 'one of them'}.` : '';
  const near = nearest === undefined ? hint : `Did you mean \`${nearest}\`?`;
  return `expected ${named(valid, 'or')}, found ${shown(found)}. ${near}`;
}

const KINDS: Readonly<Record<string, string>> = {
  object: 'a map of keys and values',
  array: 'a list such as `[a, b]`',
  record: 'a map of names and values',
  boolean: '`true` or `false`',
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
};

export function notOfKind(kind: string, found: unknown): string {
  const quotes =
    kind === 'string' && (typeof found === 'number' || typeof found === 'boolean')
      ? ` Put it in quotes: \`"${String(found)}"\`.`
      : ' Correct it.';
  return `expected ${KINDS[kind] ?? 'another kind of value'}, found ${shown(found)}.${quotes}`;
}

export function tooLittle(kind: string, least: number): string {
  if (kind === 'string')
    return 'expected a text, found an empty one. Write one, or leave the key out.';
  if (kind === 'array') {
    return `expected at least ${counted(least, 'entry', 'entries')}, found fewer. Add one, or leave the key out.`;
  }
  return `expected ${String(least)} or more. Write a larger number.`;
}

export function tooMuch(kind: string, most: number): string {
  if (kind === 'string') {
    return `expected at most ${counted(most, 'character')}, found more. Shorten it.`;
  }
  if (kind === 'array') {
    return `expected at most ${counted(most, 'entry', 'entries')}, found more. Shorten the list.`;
  }
  return `expected ${String(most)} or less. Write a smaller number.`;
}

export function notASpan(found: unknown): string {
  return `expected a duration such as \`30m\`, \`2h\` or \`1d\`, or \`0\`, found ${shown(found)}. Write a number and its unit.`;
}

export function spanWithoutUnit(found: string): string {
  return `expected a duration with its unit, found \`${found}\`. Write \`${found}m\`, \`${found}h\` or \`${found}d\`.`;
}

export function spanTooLong(found: string): string {
  return `expected at most \`365d\`, found ${shown(found)}. Write a shorter duration.`;
}

export function notAnInstant(found: unknown): string {
  return `expected a date such as \`2026-11-01\`, or an instant such as \`2026-11-01T08:00:00Z\`, found ${shown(found)}. Write one of the two.`;
}

export function notAnExpression(found: string, why: string): string {
  return `expected a regular expression in RE2 syntax, found ${shown(found)}, which does not compile: ${clipLine(oneLine(why), LONGEST_QUOTE)}. Look-around and back references are not part of it.`;
}

export function notAGlob(found: unknown): string {
  return `expected a glob such as \`docs/**\`, found ${shown(found)}. Write one that fits paths.`;
}

export function notAPath(found: unknown): string {
  return `expected the path of a file from the root of the repository, such as \`.github/flagged.md\`, found ${shown(found)}. Write it without \`..\` and without a slash in front.`;
}

export function notAnAddress(found: unknown): string {
  return `expected an address such as \`https://example.org/contributing\`, found ${shown(found)}. Write it in full.`;
}

export function notALabel(found: unknown): string {
  return `expected the name of a label, or a map with \`name\`, \`color\` and \`description\`, found ${shown(found)}. Write one of the two.`;
}

export function notAColor(found: unknown): string {
  return `expected a colour of six hexadecimal digits such as \`"d93f0b"\`, found ${shown(found)}. Put it in quotes.`;
}

export function notAPrefix(found: unknown): string {
  return `expected a slash and a word such as \`/hygiene\`, found ${shown(found)}. Write one word of letters, digits and dashes.`;
}

export function notARuleId(found: unknown): string {
  return `expected small letters, digits and dashes such as \`no-merge-commits\`, found ${shown(found)}. Rename the rule.`;
}

export function notASection(found: unknown): string {
  return `expected \`required\`, \`optional\`, or a map with \`required\` and \`checkbox\`, found ${shown(found)}. Write one of them.`;
}

export function notATemplate(found: unknown): string {
  return `expected \`auto\`, the path of a template, or a list of headings, found ${shown(found)}. Write one of them.`;
}

export function neitherMatchNorReject(): string {
  return 'expected `match`, `reject` or both, found neither. Add one, or the rule checks nothing.';
}

export function ruleIdTwice(id: string): string {
  return `another rule is called ${shown(id)} already. Rename one of them.`;
}

export function exemptsItself(label: string): string {
  return `${shown(label)} is also a label that the bot puts on what has to be fixed: it would exempt whatever it flags. Name another label.`;
}

export function notExtendable(found: unknown): string {
  return `expected \`org\`, \`owner/repository:path@ref\` or \`preset:name\`, found ${shown(found)}. Write one of them; the path ends in \`.yml\` or \`.yaml\`, and \`@ref\` may be left out.`;
}

export function unknownPreset(
  found: string,
  known: readonly string[],
  nearest: string | undefined,
): string {
  const hint = nearest === undefined ? 'Name one of them.' : `Did you mean \`preset:${nearest}\`?`;
  return `there is no preset ${shown(found)}. Expected ${named(known, 'or')}. ${hint}`;
}

export function otherOwner(found: string, owner: string): string {
  return `${shown(found)} belongs to another owner. Only files of \`${owner}\` can be extended: copy it to a repository of that owner.`;
}

export function extendedMissing(found: string): string {
  return `${shown(found)} was not found. Correct it, add the file, or let the bot read its repository.`;
}

export function ownerMissing(): string {
  return 'the shared repository of the owner has no config. Add one there, or remove `org`.';
}

export function extendsItself(chain: readonly string[]): string {
  return `the files extend each other in a circle: ${listing(chain.map(shown), 'and')}. Remove one of them from \`extends\`.`;
}

export function extendsTooDeep(most: number): string {
  return `files may extend each other ${String(most)} levels deep at most. Name what is needed directly.`;
}

export function extendsTooMany(most: number): string {
  return `at most ${counted(most, 'entry', 'entries')} of \`extends\` are followed, those of extended files included. Remove some.`;
}

export function anotherConfig(first: string): string {
  return `the repository has more than one config, and ${shown(first)} is the one that counts. Keep one of them and delete the others.`;
}

export function notYaml(why: string): string {
  return `this is not valid YAML: ${clipLine(oneLine(why), 160).replace(/\.$/, '')}. Until it is corrected, nothing of this file counts.`;
}

export function notAConfig(): string {
  return 'this is no hygiene config: it is not valid YAML, or has none of its keys. Name another file, or correct it where it is.';
}

export function severalDocuments(): string {
  return 'expected one YAML document, found a line `---` that begins another. Remove it and what follows.';
}

export function notAMap(found: unknown): string {
  return `expected keys and values such as \`mode: warn\`, found ${shown(found)}. Write at least one key, or delete the file.`;
}

export function keyTwice(first: number): string {
  return `the key is there twice; the one in line ${String(first)} counts. Remove one of them.`;
}

export function keyNotText(): string {
  return 'expected a text as a key, found a list, a map or nothing. Write a plain name.';
}

export function unknownAnchor(name: string): string {
  return `there is no anchor ${shown(name)} above. Write \`&${clipLine(oneLine(name), 40)}\` in front of the value that is meant.`;
}

export function unknownTag(why: string): string {
  return `tags have no meaning here: ${clipLine(oneLine(why), LONGEST_QUOTE)}. Remove the tag.`;
}

export function nestedTooDeep(): string {
  return 'it is nested deeper than any key of the config. Write it flatter.';
}

export function fileTooLong(length: number, most: number): string {
  return `expected at most ${counted(most, 'character')}, found ${counted(length, 'character')}. Shorten it; until then nothing of this file counts.`;
}

export function tooManyValues(most: number): string {
  return `expected at most ${counted(most, 'value')}, aliases included, found more. Shorten it; until then nothing of this file counts.`;
}

export function moreProblems(count: number): string {
  return `${counted(count, 'more problem')} of this file ${count === 1 ? 'is' : 'are'} not listed. Correct the others first.`;
}

/** A value on one line: texts quoted, lists and maps named only. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'string') return `"${clipLine(oneLine(value), LONGEST_QUOTE)}"`;
  return `\`${JSON.stringify(value)}\``;
}

function named(names: readonly string[], word: 'and' | 'or'): string {
  return listing(
    names.map((name) => `\`${name}\``),
    word,
    { most: 24 },
  );
}
