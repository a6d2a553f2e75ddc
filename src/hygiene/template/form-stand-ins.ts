import type { FormHeading, FormText } from './form-text.ts';
import { nearHeading } from './near-heading.ts';
import type { FormField } from './template.ts';

/**
 * The text with a heading for each field that has none of its own: one with its answer behind it on the line, or one that
 * is nearly the same.
 */
export function withStandIns(text: FormText, fields: readonly FormField[]): FormText {
  const known = new Set(fields.map(({ asks }) => asks.key));
  const lacking = [...known].filter((key) => isMissing(text.headings.get(key)));
  if (lacking.length === 0) return text;
  const headings = new Map(text.headings);
  const others = new Set(
    [...text.headings].flatMap(([key, same]) => (known.has(key) || isMissing(same) ? [] : [key])),
  );
  for (const key of lacking) {
    const inline = text.inline.get(key);
    const near = inline === undefined ? nearHeading(key, others) : undefined;
    const found = inline ?? (near === undefined ? undefined : text.headings.get(near)?.[0]);
    if (found === undefined) continue;
    if (near !== undefined) others.delete(near);
    headings.set(key, [...(headings.get(key) ?? []), found]);
  }
  return { ...text, headings };
}

function isMissing(headings: readonly FormHeading[] | undefined): boolean {
  return headings?.every(({ inCode }) => inCode) ?? true;
}
