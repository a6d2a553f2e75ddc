import { counted } from './amounts.ts';
import { markdownCode, markdownFence } from './markdown.ts';
import { shortened } from './pen.ts';

const MOST_BYTES = 8000;

/** The parts of a template in one block to copy from, as many as fit; undefined when there is nothing to paste. */
export function headingsToPaste(
  skeletons: readonly string[],
  templateName?: string,
): string | undefined {
  const wanted = skeletons.filter((skeleton) => skeleton.trim() !== '');
  if (wanted.length === 0) return undefined;
  let room = MOST_BYTES;
  const shown = wanted.filter((skeleton) => {
    const fits = skeleton.length * 3 <= room || Buffer.byteLength(skeleton) <= room;
    if (fits) room -= Buffer.byteLength(skeleton);
    return fits;
  });
  const left = wanted.length - shown.length;
  const note = `${counted(left, 'long section')} of the template ${left === 1 ? 'is' : 'are'} not shown here.`;
  const block = shown.map((skeleton) => skeleton.trim().toWellFormed()).join('\n\n');
  const whose = `Those of ${markdownCode(shortened(templateName ?? '', 80))}:`;
  return [
    ...(templateName === undefined || shown.length === 0 ? [] : [whose]),
    ...(shown.length === 0 ? [] : [markdownFence(block, 'markdown')]),
    ...(left === 0 ? [] : [note]),
  ].join('\n\n');
}
