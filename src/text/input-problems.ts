/**
 * What is wrong with an input, as sentences that say what was expected, what was found and what to write instead.
 * Found values are shown as JSON strings: quoted, without line breaks, clipped.
 */

const LONGEST_QUOTE = 80;

export function quote(found: string): string {
  const clipped = found.length > LONGEST_QUOTE ? `${found.slice(0, LONGEST_QUOTE)}…` : found;
  return JSON.stringify(clipped);
}

export function aboutInput(name: string, problem: string): string {
  return `\`${name}\`: ${problem}`;
}

export function unknownInput(name: string, nearest: string | undefined): string {
  const hint = nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`;
  return `\`${name}\` is not an input of agent-run.${hint}`;
}

export function ignoredInput(name: string): string {
  return `\`${name}\` is not an input of agent-run and was ignored.`;
}

export function noTask(): string {
  return 'Nothing to do: give exactly one of `prompt`, `prompt-file` and `command`; none was found.';
}

export function severalTasks(found: readonly string[]): string {
  return `Give exactly one of \`prompt\`, \`prompt-file\` and \`command\`; found ${listed(found)}.`;
}

export function notTogether(names: readonly string[]): string {
  return `Give only one of ${listed(names)}.`;
}

export function argumentsWithoutCommand(): string {
  return 'it belongs to `command`, which was not given. Give `command` as well, or put the text into `prompt`.';
}

export function commandWithoutName(): string {
  return 'expected the name of a command such as `review`, found none.';
}

export function commandWithArguments(found: string): string {
  const [name = '', ...rest] = found.split(/\s+/);
  return `expected the name of one command, found ${quote(found)}. Write \`command: ${name}\` and \`arguments: ${rest.join(' ')}\`.`;
}

export function unknownValue(
  found: string,
  valid: readonly string[],
  nearest: string | undefined,
): string {
  const hint = nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`;
  return `expected ${oneOf(valid)}, found ${quote(found)}.${hint}`;
}

export function notASwitch(found: string): string {
  return `expected \`true\` or \`false\`, found ${quote(found)}.`;
}

export function durationWithoutUnit(found: string): string {
  return `${found} has no unit. Write \`${found}s\`, \`${found}m\` or \`${found}h\`.`;
}

export function notADuration(found: string): string {
  return `expected a duration such as \`90s\`, \`30m\` or \`1h30m\`, found ${quote(found)}.`;
}

export function durationOfNothing(): string {
  return 'it must be longer than zero: every wait of a run has an end.';
}

export function durationTooLong(found: string): string {
  return `the longest duration is \`24d\`, found ${quote(found)}.`;
}

export function notACount(found: string, least: number): string {
  return `expected a whole number, ${String(least)} or more, found ${quote(found)}.`;
}

export function notAnAmount(found: string): string {
  return `expected a number above zero such as \`2.50\`, without a currency sign, found ${quote(found)}.`;
}

export function notAModelName(found: string): string {
  return `expected \`provider/model\` such as \`anthropic/claude-sonnet-4-5\`, found ${quote(found)}.`;
}

/** The value in `NAME=value` may be a secret and is not repeated. */
export function notAVariableName(found: string): string {
  const [name = '', ...value] = found.split('=');
  const shown = value.length === 0 ? found : `${name}=…`;
  return `expected names of environment variables, found ${quote(shown)}. Give the names only, not the values.`;
}

export function commentWithoutSubject(event: string): string {
  return `there is nothing to comment on: the event ${quote(event)} is about no issue or pull request. Give the number of one as \`comment-on\`, or leave \`comment\` out.`;
}

export function commentWithoutToken(): string {
  return 'it takes a token. Add `token: ${{ github.token }}` to the inputs, and `issues: write` and `pull-requests: write` to the `permissions` of the job.';
}

export function commentWithoutRepository(): string {
  return 'expected the runner to name the repository as `owner/name` in GITHUB_REPOSITORY, found none.';
}

export function keyTooLong(found: string, most: number): string {
  return `expected ${String(most)} characters at the most, found ${String(found.length)}: ${quote(found)}.`;
}

export function noSuchFile(found: string, workspace: string): string {
  return `there is no file ${quote(found)} (looked in ${workspace}).`;
}

export function noSuchFolder(found: string, workspace: string): string {
  return `there is no folder ${quote(found)} (looked in ${workspace}).`;
}

export function folderNotFile(found: string): string {
  return `expected a file, but ${quote(found)} is a folder.`;
}

export function fileNotFolder(found: string): string {
  return `expected a folder, but ${quote(found)} is a file.`;
}

export function outsideWorkspace(found: string): string {
  return `${quote(found)} leads out of the workspace. Use a path inside it, or an absolute path.`;
}

export function unreadable(found: string, why: string): string {
  return `${quote(found)} could not be read: ${why}`;
}

export function emptyFile(found: string): string {
  return `${quote(found)} is empty.`;
}

export function notStructured(why: string): string {
  const [firstLine = ''] = why.split('\n');
  return `expected JSON or YAML, but it could not be read: ${firstLine.replace(/:$/, '.')}`;
}

export function notAMap(found: unknown): string {
  return `expected a map of names to values, found ${kindOf(found)}.`;
}

export function notASchema(): string {
  return 'expected a JSON Schema with `type: object` at its top level, because the answer is given as the arguments of a tool. Wrap other types into a property.';
}

export function listed(names: readonly string[]): string {
  return inWords(
    names.map((name) => `\`${name}\``),
    'and',
  );
}

function oneOf(names: readonly string[]): string {
  return inWords(
    names.map((name) => `\`${name}\``),
    'or',
  );
}

function inWords(words: readonly string[], joint: 'and' | 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1) ?? ''}`;
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'string' ? quote(value) : `the ${typeof value} ${JSON.stringify(value)}`;
}
