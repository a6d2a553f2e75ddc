import { clipLine } from '../../text/clip.ts';
import { oneLine } from '../../text/escape.ts';

const LONGEST_PART = 60;

/** `rules.custom[2].id`, `rules.pr-template.sections["Type of change"]`: as a person would write it down. */
export function keyName(path: readonly (string | number)[]): string {
  return path.reduce<string>((name, part) => {
    if (typeof part === 'number') return `${name}[${String(part)}]`;
    const shown = clipLine(oneLine(part), LONGEST_PART);
    if (!/^[\w-]+$/.test(shown)) return `${name}["${shown}"]`;
    return name === '' ? shown : `${name}.${shown}`;
  }, '');
}
