import { type Command, Option } from 'commander';
import type { RawInputs } from '../action/given-inputs.ts';
import { fallbackOf, meaningOf } from '../action/input-help.ts';
import { INPUTS, type InputKind, type InputSpec } from '../action/input-table.ts';

/** What a job tells to its forge has no place in a terminal. */
const FLAGGED: readonly InputSpec[] = INPUTS.filter((spec: InputSpec) => spec.inJobsOnly !== true);

/** Adds a flag for each input of a run, named like it. A switch has two: `--share` and `--no-share`. */
export function addInputFlags(command: Command): void {
  for (const spec of FLAGGED) {
    for (const option of flagsOf(spec)) command.addOption(option);
  }
}

/** The inputs that were given as flags, as a workflow would write them; checked later, all together. */
export function inputsFromFlags(command: Command): Record<string, string> {
  const values = command.opts<Record<string, FlagValue | undefined>>();
  const found: Record<string, string> = {};
  for (const spec of FLAGGED) {
    const [option] = flagsOf(spec);
    const value = option === undefined ? undefined : values[option.attributeName()];
    if (value !== undefined)
      found[spec.name] = Array.isArray(value) ? value.join('\n') : String(value);
  }
  return found satisfies RawInputs;
}

type FlagValue = string | boolean | string[];

const PLACEHOLDERS: Readonly<Record<Exclude<InputKind, 'switch'>, string>> = {
  text: '<text>',
  path: '<path>',
  paths: '<path>',
  names: '<name>',
  choice: '<word>',
  choices: '<word>',
  duration: '<duration>',
  count: '<number>',
  amount: '<number>',
  map: '<json>',
};

/** The flags whose value may be given several times. */
const REPEATABLE: ReadonlySet<InputKind> = new Set<InputKind>(['paths', 'names', 'choices']);

function flagsOf(spec: InputSpec): Option[] {
  const help = helpOf(spec);
  if (spec.kind === 'switch') {
    return [new Option(`--${spec.name}`, help), new Option(`--no-${spec.name}`).hideHelp()];
  }
  const option = new Option(`--${spec.name} ${PLACEHOLDERS[spec.kind]}`, help);
  // Or `--no-progress-timeout` would be taken for the opposite of a flag `--progress-timeout`.
  option.negate = false;
  return [REPEATABLE.has(spec.kind) ? option.argParser(collect) : option];
}

function collect(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value];
}

/** The input's description for a terminal: without the marks of Markdown. */
function helpOf(spec: InputSpec): string {
  const fallback = fallbackOf(spec);
  const repeatable = REPEATABLE.has(spec.kind) ? ' May be given several times.' : '';
  const negation = spec.kind === 'switch' ? ` Turn off with --no-${spec.name}.` : '';
  const otherwise = fallback === undefined ? '' : ` (default: ${fallback})`;
  return `${meaningOf(spec)}${repeatable}${negation}${otherwise}`.replaceAll('`', '');
}
