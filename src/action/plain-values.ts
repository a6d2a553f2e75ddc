import * as say from '../text/input-problems.ts';
import { nearest } from '../text/nearest.ts';
import { bad, good, type Parsed } from './parsed.ts';

/** A boolean as YAML 1.2's core schema writes it. */
export function parseSwitch(text: string): Parsed<boolean> {
  if (/^(true|True|TRUE)$/.test(text)) return good(true);
  if (/^(false|False|FALSE)$/.test(text)) return good(false);
  return bad(say.notASwitch(text));
}

export function parseCount(text: string, least: number): Parsed<number> {
  const count = Number(text);
  const isCount = /^\d+$/.test(text) && Number.isSafeInteger(count) && count >= least;
  return isCount ? good(count) : bad(say.notACount(text, least));
}

/** A sum of money; zero would end every run at its first answer. */
export function parseAmount(text: string): Parsed<number> {
  const amount = Number(text);
  const isAmount = /^(\d+\.?\d*|\.\d+)$/.test(text) && amount > 0;
  return isAmount ? good(amount) : bad(say.notAnAmount(text));
}

export function parseChoice<V extends string>(text: string, values: readonly V[]): Parsed<V> {
  const chosen = values.find((value) => value === text);
  if (chosen !== undefined) return good(chosen);
  return bad(say.unknownValue(text, values, nearest(text, values)));
}

/** Items on lines or between commas. */
export function parseList(text: string): string[] {
  return items(text, /[\n,]/);
}

/** Paths on lines, or between commas when there is one line: so a name with a comma can be written on a line of its own. */
export function parsePathList(text: string): string[] {
  return items(text, text.trim().includes('\n') ? /\n/ : /,/);
}

export function parseVariableName(text: string): Parsed<string> {
  return /^[A-Za-z_]\w*$/.test(text) ? good(text) : bad(say.notAVariableName(text));
}

function items(text: string, separator: RegExp): string[] {
  const found = text.split(separator).map((item) => item.trim());
  return [...new Set(found.filter((item) => item !== ''))];
}
