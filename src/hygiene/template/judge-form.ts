import { RE2JS } from 're2js';
import type { NoFieldAnswer } from '../finding.ts';
import { answerOf, ownTextOf } from './answer.ts';
import { unticked } from './boxes.ts';
import type { ChoiceFault } from './choice-fault.ts';
import type { FormAnswer } from './form-answers.ts';
import type { FormField } from './template.ts';
import { withoutComments } from './without-comments.ts';
import { normalLine } from './words.ts';

/** What is wrong with the answer of a field. */
export type FormFault = Fault & {
  field: FormField;
  /** Which of the form's fields, from 0. */
  index: number;
  /** Of its heading, from 1. */
  line?: number;
};

type Fault =
  | { kind: 'missing' }
  | { kind: 'empty'; why: NoFieldAnswer }
  | ChoiceFault
  | { kind: 'malformed'; wanted: NonNullable<FormField['format']> };

/** At most one fault for each field. Only a required field has to be there; what was answered must fit in any field. */
export function judgeForm(answers: readonly FormAnswer[]): FormFault[] {
  return answers.flatMap((answer, index): FormFault[] => {
    const fault = answer.line === undefined ? absent(answer) : faultIn(answer);
    if (fault === undefined) return [];
    const { field, line } = answer;
    return [{ field, index, ...(line === undefined ? {} : { line }), ...fault }];
  });
}

function absent({ field }: FormAnswer): Fault | undefined {
  return field.asks.required ? { kind: 'missing' } : undefined;
}

function faultIn(answer: FormAnswer): Fault | undefined {
  const { field, text, chosen } = answer;
  if (field.type === 'checkboxes') return boxFault(answer);
  const why = whyNoAnswer(answer);
  if (why !== undefined) return field.asks.required ? { kind: 'empty', why } : undefined;
  if (field.type === 'dropdown') {
    return chosen === undefined ? { kind: 'not-an-option', value: text } : undefined;
  }
  const { format } = field;
  return format === undefined || hasFormat(text.trim(), format)
    ? undefined
    : { kind: 'malformed', wanted: format };
}

function boxFault({ field: { asks }, boxes: written }: FormAnswer): Fault | undefined {
  const { wantedBoxes: wanted, boxes: labels } = asks;
  if (wanted === 'none') return undefined;
  if (wanted === 'at-least-one') {
    const open = unticked(labels, written, wanted);
    return open.length > 0 ? { kind: 'unticked', wanted, boxes: open } : undefined;
  }
  const ticked = new Map<string, boolean>();
  for (const box of written) ticked.set(box.label, box.ticked || ticked.get(box.label) === true);
  // A label that was edited is compared loosely; one that stands there as it is decides for itself.
  const boxes = labels.filter(
    (label) => !(ticked.get(label) ?? unticked([label], written, 'all').length === 0),
  );
  return boxes.length > 0 ? { kind: 'unticked', wanted, boxes } : undefined;
}

/** `a@b.c` and, of code, `- x`. */
const SINGLE_LETTERS = /^\S(?: \S)*$/;

/**
 * The forge takes any text, so that little is refused here: what says nothing, the prefilled text of a text area alone,
 * and stopgaps such as `TODO`. Numbers and, in an input or in code, single letters are answers, and so is a "none" or "N/A" where
 * the form's own words offer it.
 */
function whyNoAnswer({ field, text, chosen }: FormAnswer): NoFieldAnswer | undefined {
  if (field.type === 'dropdown') return chosen?.length === 0 ? 'blank' : undefined;
  const shown = field.isCode ? text : withoutComments(text);
  const isArea = field.type === 'textarea';
  const answer = answerOf(shown.split('\n'), ownTextOf(isArea ? field.asks.placeholders : []));
  if (answer === 'given') return undefined;
  if (answer === 'blank' || answer === 'placeholder') return answer;
  const words = normalLine(shown);
  const isTerse = (!isArea || field.isCode) && SINGLE_LETTERS.test(words) && words !== 'n a';
  if (isTerse || /\d/.test(words) || isOffered(words, field)) return undefined;
  return answer === 'stopgap' ? answer : 'blank';
}

function isOffered(words: string, { help }: FormField): boolean {
  return ` ${help} `.includes(` ${words} `);
}

/** As the browser holds an input against `type=number` or `pattern`; a pattern that we cannot read is not held against anybody. */
function hasFormat(text: string, format: NonNullable<FormField['format']>): boolean {
  if (format === 'number') return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text);
  try {
    return RE2JS.compile(format.pattern).matches(text);
  } catch {
    return true;
  }
}
