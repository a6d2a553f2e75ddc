import * as say from '../../text/config-problems.ts';
import type { ConfigProblem } from './config.ts';
import { keyName } from './key-name.ts';
import { readDocument, type DocumentProblem, type Path } from './read-document.ts';
import { configSchema, type Config } from './schema.ts';
import { faultsOf, valueAt, type Fault } from './sentences.ts';

/** What one file says, as far as it can be used. */
export type CheckedFile = {
  config: Config;
  problems: readonly ConfigProblem[];
  lineOf: (path: Path) => number | undefined;
};

const MOST_PROBLEMS = 50;
const MOST_ROUNDS = 20;

/**
 * `file` is what problems call it. Never throws.
 *
 * Of a file in `another` repository only what is meant as a config is quoted: whoever writes `extends` may not be
 * allowed to read that repository, and what the bot answers is public.
 */
export function checkDocument(
  file: string,
  text: string,
  { another }: { another: boolean },
): CheckedFile {
  const { value, lineOf, problems } = readDocument(text);
  if (another && value !== null && !isMeantAsConfig(value)) {
    const message = say.aboutKey('', say.notAConfig());
    return { config: {}, problems: [{ file, key: '', message }], lineOf };
  }
  const { config, faults } = checkValue(value);
  const found = faults.map(({ path, sentence }): DocumentProblem => {
    const line = lineOf(path);
    return { path, sentence, ...(line === undefined ? {} : { line }) };
  });
  return { config, problems: inOrder([...problems, ...found], file), lineOf };
}

/** The part of a value that is a config, and what is wrong with the rest. */
export function checkValue(value: unknown): { config: Config; faults: readonly Fault[] } {
  if (value === undefined || value === null) return { config: {}, faults: [] };
  if (typeof value !== 'object' || Array.isArray(value)) {
    return { config: {}, faults: [{ path: [], sentence: say.notAMap(value) }] };
  }
  const first = configSchema.safeParse(value);
  if (first.success) return { config: first.data, faults: [] };
  const faults = faultsOf(first.error.issues, value);
  return {
    config: usablePart(value, faults),
    faults: faults.filter((fault) => isSaid(fault, value)),
  };
}

/** `version` alone could be anything. */
function isMeantAsConfig(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).some((name) => name !== 'version' && Object.hasOwn(configSchema.shape, name))
  );
}

/** A key without a value (`exempt:` and nothing below) says nothing, which is no mistake. */
function isSaid({ path }: Fault, root: unknown): boolean {
  return typeof path.at(-1) === 'number' || valueAt(root, path) !== null;
}

function usablePart(value: object, faults: readonly Fault[]): Config {
  let rest: unknown = value;
  let wrong = faults;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    rest = without(rest, removals(rest, wrong));
    const result = configSchema.safeParse(rest);
    if (result.success) return result.data;
    wrong = faultsOf(result.error.issues, rest);
  }
  return {};
}

/** What is not there cannot be removed: without it, what is around it is of no use. */
function removals(root: unknown, faults: readonly Fault[]): Set<string> {
  return new Set(
    faults.map(({ path }) => {
      const isThere = valueAt(root, path) !== undefined;
      return JSON.stringify(isThere ? path : path.slice(0, -1));
    }),
  );
}

function without(value: unknown, removed: ReadonlySet<string>, path: Path = []): unknown {
  if (path.length === 0 && removed.has('[]')) return {};
  if (Array.isArray(value)) {
    const entries: readonly unknown[] = value;
    return entries.flatMap((entry, index) => {
      const inner = [...path, index];
      return removed.has(JSON.stringify(inner)) ? [] : [without(entry, removed, inner)];
    });
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const place = [...path, name];
      return removed.has(JSON.stringify(place)) ? [] : [[name, without(inner, removed, place)]];
    }),
  );
}

function inOrder(problems: readonly DocumentProblem[], file: string): ConfigProblem[] {
  const sorted = problems
    .map(({ line, path, sentence }): ConfigProblem => {
      const key = keyName(path);
      const message = say.aboutKey(key, sentence);
      return { file, key, message, ...(line === undefined ? {} : { line }) };
    })
    .toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0));
  const left = sorted.length - MOST_PROBLEMS;
  if (left <= 0) return sorted;
  const more = { file, key: '', message: say.aboutKey('', say.moreProblems(left)) };
  return [...sorted.slice(0, MOST_PROBLEMS), more];
}
