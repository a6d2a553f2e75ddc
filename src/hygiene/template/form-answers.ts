import { isBlockOfCode, isNoResponse, placeFields } from './form-layout.ts';
import { chosenOptions, namedOptions } from './form-options.ts';
import { withStandIns } from './form-stand-ins.ts';
import { BOX_LINE, readFormText } from './form-text.ts';
import type { FormField } from './template.ts';
import { withoutComments } from './without-comments.ts';

/** What somebody answered in a field of a form. */
export type FormAnswer = {
  field: FormField;
  /** Of its heading, from 1; absent when the field is not in the text. */
  line?: number;
  /** As it was typed, without the fence that the forge puts around code; empty for `_No response_`. */
  text: string;
  /** Of a dropdown; undefined when the text names something that it does not offer. */
  chosen?: readonly string[];
  /** Of checkboxes, in the order of the text. */
  boxes: readonly { label: string; ticked: boolean }[];
};

/** One answer for each field, in the order of the form. */
export function readForm(body: string, fields: readonly FormField[]): FormAnswer[] {
  const text = withStandIns(readFormText(body), fields);
  return placeFields(text, fields).map(({ field, heading, end }) => {
    if (heading === undefined) return { field, text: '', boxes: [] };
    const { at, rest = '' } = heading;
    const lines = withoutBlankEnds([rest, ...text.lines.slice(at + 1, end)]);
    return { field, line: at + 1, ...answerIn(lines, field) };
  });
}

function answerIn(
  lines: readonly string[],
  field: FormField,
): Pick<FormAnswer, 'text' | 'chosen' | 'boxes'> {
  if (field.type === 'checkboxes') return { text: lines.join('\n'), boxes: boxesIn(lines) };
  if (field.type === 'dropdown') return { ...choiceIn(lines, field), boxes: [] };
  const [first = ''] = lines;
  if (isUnanswered(lines)) return { text: '', boxes: [] };
  const isFenced = field.isCode && lines.length > 1 && isBlockOfCode(first, lines.at(-1) ?? '');
  return { text: (isFenced ? lines.slice(1, -1) : lines).join('\n'), boxes: [] };
}

/** What stands below the choice is a note of the author. */
function choiceIn(
  written: readonly string[],
  field: FormField,
): Pick<FormAnswer, 'text' | 'chosen'> {
  const lines = withoutBlankEnds(withoutComments(written.join('\n')).split('\n'));
  if (isUnanswered(lines)) return { text: '', chosen: [] };
  const [first = ''] = lines;
  const chosen = chosenOptions(first, field) ?? namedOptions(first, field);
  return { text: first.trim(), ...(chosen === undefined ? {} : { chosen }) };
}

function isUnanswered(lines: readonly string[]): boolean {
  return lines.length === 0 || (lines.length === 1 && isNoResponse(lines[0] ?? ''));
}

function boxesIn(lines: readonly string[]): FormAnswer['boxes'] {
  return lines.flatMap((line) => {
    const [, mark, label] = BOX_LINE.exec(line) ?? [];
    return label === undefined ? [] : [{ label: label.trim(), ticked: mark?.trim() !== '' }];
  });
}

function withoutBlankEnds(lines: readonly string[]): readonly string[] {
  const start = lines.findIndex((line) => line.trim() !== '');
  const end = lines.findLastIndex((line) => line.trim() !== '');
  return start === -1 ? [] : lines.slice(start, end + 1);
}
