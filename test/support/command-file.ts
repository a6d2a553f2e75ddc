import { readFileSync } from 'node:fs';

/** What a step wrote to GITHUB_OUTPUT or GITHUB_STATE, read as the runner does: `name<<delimiter`, lines, `delimiter`. */
export function readCommandFile(path: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = readFileSync(path, 'utf8').split(/\r?\n/);
  while (lines.length > 0) {
    const line = lines.shift() ?? '';
    if (line === '') continue;
    const [, name, delimiter] = /^(.+?)<<(.+)$/.exec(line) ?? [];
    const end = delimiter === undefined ? -1 : lines.indexOf(delimiter);
    if (name === undefined || end === -1) throw new Error(`${path}: not understood: ${line}`);
    values[name] = lines.splice(0, end).join('\n');
    lines.shift();
  }
  return values;
}
