import { counted } from './amounts.ts';
import { clipLine } from './clip.ts';
import { oneLine } from './escape.ts';

/** What `agent-run config` says. */

/** `.github/hygiene.yml:3: …`, as editors and people know it. */
export function problemLine(problem: { file: string; line?: number; message: string }): string {
  const line = problem.line === undefined ? '' : `:${String(problem.line)}`;
  return `${clipLine(oneLine(problem.file), 200)}${line}: ${oneLine(problem.message)}`;
}

export function lintSummary(file: string, problems: number, warnings: number): string {
  const subject = file === '' ? 'The config' : oneLine(file);
  const more = warnings === 0 ? '' : ` ${counted(warnings, 'warning')} about templates.`;
  return problems === 0
    ? `${subject} is in order.${more}`
    : `${counted(problems, 'problem')}; until ${problems === 1 ? 'it is' : 'they are'} corrected, nothing is enforced.${more}`;
}

export function notLookedUp(file: string): string {
  return `${oneLine(file)} was not looked up, and counts as empty here. With --repo owner/name it is.`;
}

const LONGEST_VALUE = 60;

/** `key  value  from`, in columns. */
export function explainedTable(
  keys: readonly { key: string; value: unknown; from: string }[],
): string[] {
  const rows = keys.map(({ key, value, from }) => ({
    key: oneLine(key),
    value: clipLine(oneLine(JSON.stringify(value) ?? ''), LONGEST_VALUE),
    from: oneLine(from),
  }));
  const widest = (of: 'key' | 'value'): number => Math.max(0, ...rows.map((row) => row[of].length));
  const [keyWidth, valueWidth] = [widest('key'), widest('value')];
  return rows.map(({ key, value, from }) =>
    `${key.padEnd(keyWidth)}  ${value.padEnd(valueWidth)}  ${from}`.trimEnd(),
  );
}
