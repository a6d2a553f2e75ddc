import type { Template } from '../template/template.ts';

/**
 * Lines of a description, counted from 1, that are the template's and not the author's: an example such as
 * `Closes #123` was not written to link anything. A line that stands there more often than in the template is the
 * author's all the same.
 */
export function templateLines(body: string, templates: readonly Template[]): ReadonlySet<number> {
  const left = mostOfEach(templates);
  const found = new Set<number>();
  if (left.size === 0) return found;
  for (const [index, line] of linesOf(body).entries()) {
    const remaining = left.get(line) ?? 0;
    if (remaining === 0) continue;
    left.set(line, remaining - 1);
    found.add(index + 1);
  }
  return found;
}

/** How often each line stands in the template that has it most often. */
function mostOfEach(templates: readonly Template[]): Map<string, number> {
  const most = new Map<string, number>();
  for (const { sections } of templates) {
    const here = new Map<string, number>();
    for (const line of sections.flatMap(({ skeleton }) => linesOf(skeleton))) {
      here.set(line, (here.get(line) ?? 0) + 1);
    }
    for (const [line, count] of here) most.set(line, Math.max(count, most.get(line) ?? 0));
  }
  most.delete('');
  return most;
}

function linesOf(text: string): string[] {
  return text.split(/\r\n?|\n/).map((line) => line.trim().replaceAll(/\s+/g, ' '));
}
