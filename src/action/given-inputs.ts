import * as say from '../text/input-problems.ts';
import { inputSpec, INPUTS, type InputName } from './input-table.ts';
import { nearest } from '../text/nearest.ts';
import type { Parsed } from './parsed.ts';
import type { RawInputs } from '../runner-environment.ts';

export { rawInputs, type RawInputs } from '../runner-environment.ts';

/** Reads inputs one by one and keeps every problem, so that all are told at once. */
export interface GivenInputs {
  readonly problems: string[];
  readonly warnings: string[];
  /** Whether the input was written at all; a default does not count. */
  has(name: InputName): boolean;
  /** What was written, else the default, trimmed; undefined when there is neither. */
  text(name: InputName): string | undefined;
  /** The value in it; undefined when there is none, or a problem, which is noted. */
  read<T>(
    name: InputName,
    parse: (text: string) => Parsed<T> | Promise<Parsed<T>>,
  ): Promise<T | undefined>;
  /** As `read`, for each item of a list. */
  readEach<T>(
    name: InputName,
    split: (text: string) => string[],
    parse: (item: string) => Parsed<T> | Promise<Parsed<T>>,
  ): Promise<T[]>;
  complain(name: InputName, problem: string): void;
}

export function givenInputs(raw: RawInputs): GivenInputs {
  const { problems, warnings } = unknownInputs(raw);
  const complain = (name: InputName, problem: string): void => {
    problems.push(say.aboutInput(name, problem));
  };
  const written = (name: InputName): string | undefined => {
    const text = raw[name]?.trim();
    return text === '' ? undefined : text;
  };
  const text = (name: InputName): string | undefined => written(name) ?? inputSpec(name).default;

  return {
    problems,
    warnings,
    complain,
    text,
    has: (name) => written(name) !== undefined,
    read: async (name, parse) => {
      const found = text(name);
      if (found === undefined) return undefined;
      const parsed = await parse(found);
      if (parsed.ok) return parsed.value;
      complain(name, parsed.problem);
      return undefined;
    },
    readEach: async (name, split, parse) => {
      const values = [];
      for (const item of split(text(name) ?? '')) {
        const parsed = await parse(item);
        if (parsed.ok) values.push(parsed.value);
        else complain(name, parsed.problem);
      }
      return values;
    },
  };
}

/**
 * A name close to one of ours is a slip and stops the run. Any other is only mentioned: some runners hand the inputs of a
 * composite action on to the steps inside it.
 */
function unknownInputs(raw: RawInputs): { problems: string[]; warnings: string[] } {
  const names: string[] = INPUTS.map((each) => each.name);
  const problems = [];
  const warnings = [];
  for (const name of Object.keys(raw).filter((each) => !names.includes(each))) {
    const meant = nearest(name, names);
    if (meant === undefined) warnings.push(say.ignoredInput(name));
    else problems.push(say.unknownInput(name, meant));
  }
  return { problems, warnings };
}
