import type { z } from 'zod';
import * as say from '../../text/config-problems.ts';
import { nearest } from '../../text/nearest.ts';
import { allKeys, keysAt } from './json-schema.ts';
import type { Path } from './read-document.ts';

export type Fault = { path: Path; sentence: string };

type Issue = z.core.$ZodIssue;

const LONGEST_KEY = 80;

/** Keys that other tools or earlier designs have, and what to do here instead. */
const LEFT_OUT: ReadonlyMap<string, string> = new Map([
  ['exempt.vouched', 'List people in `exempt.authors`, or a team in `exempt.teams`.'],
  ['grace.quiet_hours', 'Use a longer `grace.period`.'],
  ['lock', 'A repository may always say more than a shared config.'],
  ...['pr-template', 'pr-linked-issue', 'pr-title', 'pr-body', 'issue-template'].map(
    (rule) => [`rules.${rule}.grace`, 'One `grace` at the top holds for all rules.'] as const,
  ),
]);

/** What the schema found, in our words; `root` is the value that it looked at. */
export function faultsOf(issues: readonly Issue[], root: unknown): Fault[] {
  const faults = issues.flatMap((issue) => faultOf(issue, root));
  // The first one about a value says what it is not; the others follow from that.
  return [
    ...new Map(
      faults.toReversed().map((fault) => [JSON.stringify(fault.path), fault] as const),
    ).values(),
  ].toReversed();
}

function faultOf(issue: Issue, root: unknown): Fault[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  const found = valueAt(root, path);
  const fault = (sentence: string): Fault[] => [{ path, sentence }];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((name) => ({
        path: [...path, name],
        sentence: unknownKey([...path, name]),
      }));
    case 'invalid_union': {
      const closest = closestBranch(issue.errors);
      if (closest === undefined) return fault(issue.message);
      return faultsOf(
        closest.map((inner) => ({ ...inner, path: [...path, ...inner.path] })),
        root,
      );
    }
    case 'invalid_value':
      return fault(found === undefined ? say.keyMissing() : notOneOf(found, issue.values));
    case 'invalid_type':
      return fault(found === undefined ? say.keyMissing() : say.notOfKind(issue.expected, found));
    case 'too_small':
      return fault(say.tooLittle(issue.origin, Number(issue.minimum)));
    case 'too_big':
      return fault(say.tooMuch(issue.origin, Number(issue.maximum)));
    case 'invalid_key':
      return faultsOf(
        issue.issues.map((inner) => ({ ...inner, path: [...path] })),
        root,
      );
    case 'custom':
    case 'invalid_format':
    case 'invalid_element':
    case 'not_multiple_of':
      return fault(found === undefined ? say.keyMissing() : issue.message);
  }
}

/** The only alternative whose kind fits: what is wrong inside of it says more than "none of these". */
function closestBranch(branches: readonly Issue[][]): Issue[] | undefined {
  const fitting = branches.filter((issues) =>
    issues.every(
      ({ code, path }) => path.length > 0 || !/^invalid_(type|value|format)$/.test(code),
    ),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

function unknownKey(path: Path): string {
  const instead = LEFT_OUT.get(path.join('.'));
  if (instead !== undefined) return say.leftOut(instead);
  const name = String(path.at(-1)).slice(0, LONGEST_KEY);
  const known = keysAt(path.slice(0, -1));
  const close = nearest(name, known);
  if (close === undefined) {
    const places = allKeys().filter((place) => place.endsWith(`.${name}`));
    const [only] = places;
    if (places.length === 1 && only !== undefined) return say.keyElsewhere(only);
  }
  return say.unknownKey(close, known);
}

function notOneOf(found: unknown, values: readonly unknown[]): string {
  const valid = values.map(String);
  const near = typeof found === 'string' ? nearest(found.slice(0, LONGEST_KEY), valid) : undefined;
  return say.notOneOf(found, valid, near);
}

export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Record<string | number, unknown>)[part]
        : undefined,
    root,
  );
}
