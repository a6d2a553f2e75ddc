import { headingKey } from './heading-key.ts';
import { linesOf } from './markdown.ts';
import { BEHIND_BOX, TICK } from './tick-marks.ts';

/** A line that may be the heading of a field. */
export type FormHeading = {
  /** Index of its line. */
  at: number;
  text: string;
  /** 0 for a bold line. */
  level: number;
  /** Inside a block of code that ends somewhere. */
  inCode: boolean;
  /** What stands behind it on its line. */
  rest?: string;
};

/** The lines of an issue, prepared so that what stands between two of them is told without walking over them. */
export type FormText = {
  lines: readonly string[];
  headings: ReadonlyMap<string, readonly FormHeading[]>;
  /** The first of those that have an answer behind them on their line. */
  inline: ReadonlyMap<string, FormHeading>;
  /** How many of the lines in front of an index say something, and how many of these are boxes; a comment says nothing. */
  said: Int32Array;
  boxes: Int32Array;
  /** The first line at or after an index that says something, and the last one at or before it. */
  next: Int32Array;
  previous: Int32Array;
};

const ATX = /^ {0,3}(#{1,6})[ \t]+(.*)$/;
const BOLD = /^ {0,3}(?:\*\*|__)([^*_].{0,300})(?:\*\*|__):?[ \t]*$/;
/** `**Version:** 2` and, of a heading, `Version: 2`. */
const LEAD = /^ {0,3}(?:\*\*|__)([^*_]{1,200})(?:\*\*|__)[ \t]*[:：-]?[ \t]*(\S.*)$/;
const LABEL = /^([^:：]{1,200})[:：](.*)$/;
const COMMENT_LINE = /^\s*<!--(?:(?!-->).)*-->\s*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;
/** The mark, blank for an open box, and the label. */
export const BOX_LINE = new RegExp(
  String.raw`^\s*(?:[-*+]|\d{1,9}[.)])\s*\[(${TICK}|[ \t]{0,2})\]${BEHIND_BOX}(\S.*)$`,
);

/** Read line by line and not as Markdown, because an answer may leave a block of code or a comment open. */
export function readFormText(body: string): FormText {
  const lines = linesOf(body).split('\n');
  const { length } = lines;
  const said = new Int32Array(length + 1);
  const boxes = new Int32Array(length + 1);
  const next = new Int32Array(length + 1).fill(length);
  const previous = new Int32Array(length + 1).fill(-1);
  const isSaid = lines.map((line) => line.trim() !== '' && !COMMENT_LINE.test(line));
  lines.forEach((line, at) => {
    const says = isSaid[at] === true;
    said[at + 1] = (said[at] ?? 0) + Number(says);
    boxes[at + 1] = (boxes[at] ?? 0) + Number(says && BOX_LINE.test(line));
    previous[at] = says ? at : at === 0 ? -1 : (previous[at - 1] ?? -1);
  });
  for (let at = length - 1; at >= 0; at -= 1) {
    next[at] = isSaid[at] === true ? at : (next[at + 1] ?? length);
  }
  return { lines, ...headingsIn(lines), said, boxes, next, previous };
}

function headingsIn(lines: readonly string[]): Pick<FormText, 'headings' | 'inline'> {
  const inCode = codeIn(lines);
  const headings = new Map<string, FormHeading[]>();
  const inline = new Map<string, FormHeading>();
  lines.forEach((line, at) => {
    const atx = ATX.exec(line);
    const level = atx?.[1]?.length ?? 0;
    const text = (atx?.[2] ?? BOLD.exec(line)?.[1])?.replace(/\s+/g, ' ').trim();
    const place = { at, level, inCode: inCode[at] === 1 };
    if (text !== undefined && text !== '') {
      const key = headingKey(text);
      const same = headings.get(key);
      if (same === undefined) headings.set(key, [{ ...place, text }]);
      else same.push({ ...place, text });
    }
    const [, label, rest] = (atx === null ? LEAD.exec(line) : LABEL.exec(atx[2] ?? '')) ?? [];
    if (label === undefined || rest === undefined || place.inCode) return;
    const key = headingKey(label);
    if (!inline.has(key)) inline.set(key, { ...place, text: label.trim(), rest: rest.trim() });
  });
  return { headings, inline };
}

/** 1 for the lines of blocks of code that are closed; an open one was forgotten and says nothing about the fields below. */
function codeIn(lines: readonly string[]): Uint8Array {
  const inCode = new Uint8Array(lines.length);
  let open: { mark: string; at: number } | undefined;
  lines.forEach((line, at) => {
    const [, mark, rest] = FENCE.exec(line) ?? [];
    if (mark === undefined || rest === undefined) return;
    if (open === undefined) {
      if (mark.startsWith('~') || !rest.includes('`')) open = { mark, at };
    } else if (mark.startsWith(open.mark) && rest.trim() === '') {
      inCode.fill(1, open.at, at + 1);
      open = undefined;
    }
  });
  return inCode;
}
