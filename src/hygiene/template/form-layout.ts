import { chosenOptions } from './form-options.ts';
import type { FormHeading, FormText } from './form-text.ts';
import type { FormField } from './template.ts';
import { normalLine } from './words.ts';

/** Where a field stands in a text: from its heading up to the line in front of `end`; without a heading it is not there. */
export type Place = { field: FormField; heading?: FormHeading; end: number };

/** Of the lines that could head one field, so many of the first and of the last are considered. */
const MOST_OF_EACH_END = 8;
/** A longer form is read without trying other divisions of the text. */
const MOST_FIELDS = 60;

/** What speaks against a division of the text. One of the first weighs more than all that follow it together. */
const MISSING = 1_000_000;
const UNHEADED_TEXT = 500_000;
const MISFIT = 5_000;
const INEXACT = 500;
/** An answer that leaves a block of code open puts all headings below it into code. */
const IN_CODE = 50;
const GLUED = 5;
const UNANSWERED = 1;

/**
 * Divides a text into the answers of a form. An answer may hold lines that look like headings, even like those of other
 * fields; so it is not cut at headings but divided as a whole: the fields stand in the order of the form, and of all
 * divisions the one that the answers fit best is taken, with the earliest headings where several are as good. Only when
 * somebody changed the order by hand does each field begin at its next heading.
 *
 * `@github/issue-parser` cuts at every `###`, keeps one answer for each label, and divides the choices at every comma:
 * what has to be told apart here is lost in it. Its expression also takes quadratic time on hostile text.
 */
export function placeFields(text: FormText, fields: readonly FormField[]): Place[] {
  const ordered = fields.length > MOST_FIELDS ? [] : inOrder(text, fields);
  const free = inAnyOrder(text, fields);
  return headed(free) > headed(ordered) || ordered.length === 0 ? free : ordered;
}

function headed(places: readonly Place[]): number {
  return places.filter(({ heading }) => heading !== undefined).length;
}

type Step = { index: number; heading: FormHeading; cost: number; before: Step | undefined };

function inOrder(text: FormText, fields: readonly FormField[]): Place[] {
  const { length } = text.lines;
  const costs = answerCosts(text, fields);
  const steps: Step[] = [];
  fields.forEach((field, index) => {
    for (const heading of candidates(text, field)) {
      const start = index * MISSING + (text.said[heading.at] === 0 ? 0 : UNHEADED_TEXT);
      let best: Pick<Step, 'cost' | 'before'> = { cost: start, before: undefined };
      for (const before of steps) {
        if (before.index === index || before.heading.at >= heading.at) continue;
        const skipped = (index - before.index - 1) * MISSING;
        const cost = before.cost + skipped + costs(before.index, before.heading.at, heading.at);
        if (cost < best.cost) best = { cost, before };
      }
      const own = headingCost(heading, field);
      steps.push({ index, heading, cost: best.cost + own, before: best.before });
    }
  });

  let last: Step | undefined;
  let least = Infinity;
  for (const step of steps) {
    const skipped = (fields.length - step.index - 1) * MISSING;
    const cost = step.cost + skipped + costs(step.index, step.heading.at, length);
    if (cost < least) [last, least] = [step, cost];
  }
  return placesOf(fields, last, length);
}

function placesOf(fields: readonly FormField[], last: Step | undefined, length: number): Place[] {
  const places = fields.map((field): Place => ({ field, end: 0 }));
  let end = length;
  for (let step = last; step !== undefined; step = step.before) {
    const field = fields[step.index];
    if (field !== undefined) places[step.index] = { field, heading: step.heading, end };
    end = step.heading.at;
  }
  return places;
}

function candidates({ headings }: FormText, { asks }: FormField): readonly FormHeading[] {
  const all = headings.get(asks.key) ?? [];
  return all.length <= 2 * MOST_OF_EACH_END
    ? all
    : [...all.slice(0, MOST_OF_EACH_END), ...all.slice(-MOST_OF_EACH_END)];
}

function headingCost({ text, level, inCode }: FormHeading, { asks }: FormField): number {
  const isExact = level === asks.level && text === asks.heading;
  return (inCode ? IN_CODE : 0) + (isExact ? 0 : INEXACT);
}

/** What speaks against the lines between two headings being the answer of a field. */
function answerCosts(
  text: FormText,
  fields: readonly FormField[],
): (index: number, from: number, to: number) => number {
  const isChoice = new Map<string, boolean>();
  const fitsOptions = (index: number, field: FormField, at: number): boolean => {
    const key = `${String(index)} ${String(at)}`;
    const fits = isChoice.get(key) ?? chosenOptions(text.lines[at] ?? '', field) !== undefined;
    isChoice.set(key, fits);
    return fits;
  };
  return (index, from, to) => {
    const field = fields[index];
    if (field === undefined) return 0;
    const { said, boxes, next, previous, lines } = text;
    const count = (said[to] ?? 0) - (said[from + 1] ?? 0);
    const first = next[from + 1] ?? to;
    const last = previous[to - 1] ?? from;
    const glued =
      count > 0 && (first === from + 1 || (last === to - 1 && to < lines.length)) ? GLUED : 0;
    const beginsBlank = count === 0 || isNoResponse(lines[first] ?? '');
    if (field.type === 'checkboxes') {
      const boxCount = (boxes[to] ?? 0) - (boxes[from + 1] ?? 0);
      return glued + (count > 0 && boxCount === count ? 0 : MISFIT);
    }
    const isBlank = beginsBlank && count < 2;
    if (isBlank) return glued + (field.asks.required ? UNANSWERED : 0);
    const fits =
      field.type === 'textarea'
        ? !field.isCode || isBlockOfCode(lines[first] ?? '', lines[last] ?? '')
        : count === 1 && (field.type === 'input' || fitsOptions(index, field, first));
    // Words below a "no response" are hardly the answer to the same question.
    return glued + (fits ? 0 : MISFIT) + (beginsBlank ? UNANSWERED : 0);
  };
}

export function isNoResponse(line: string): boolean {
  return normalLine(line.slice(0, 100)) === 'no response';
}

/** The first and the last line are the fence that forges put around an answer. */
export function isBlockOfCode(first: string, last: string): boolean {
  const [fence] = /^(?:`{3,}|~{3,})/.exec(first) ?? [];
  return fence !== undefined && last.trimEnd() === fence;
}

function inAnyOrder(text: FormText, fields: readonly FormField[]): Place[] {
  const used = new Map<string, number>();
  const found = fields.map((field): Place => {
    const nth = used.get(field.asks.key) ?? 0;
    used.set(field.asks.key, nth + 1);
    const seen = text.headings.get(field.asks.key)?.filter(({ inCode }) => !inCode);
    const heading = seen?.[nth];
    return heading === undefined ? { field, end: 0 } : { field, heading, end: text.lines.length };
  });
  const starts = found.flatMap(({ heading }) => heading?.at ?? []).toSorted((a, b) => a - b);
  const following = new Map(starts.map((at, index) => [at, starts[index + 1]]));
  return found.map((place) =>
    place.heading === undefined
      ? place
      : { ...place, end: following.get(place.heading.at) ?? place.end },
  );
}
