import { quote } from './input-problems.ts';

/** What is wrong with the `permissions` policy. `where` is the path to the entry, e.g. `bash.rm *`. */

export function notAPolicy(): string {
  return 'expected `allow`, `deny`, or a map of permission names to `allow`, `deny` or a map of patterns.';
}

export function pathNotPolicy(found: string): string {
  return `expected the policy itself, found ${quote(found)}. It is not read from a file, because a pull request could change the file.`;
}

export function nobodyToAsk(where: string): string {
  return `\`${where}\` is \`ask\`, but nobody is there to answer during a run. Write \`allow\` or \`deny\`.`;
}

export function notAnAction(where: string, found: unknown, nearest: string | undefined): string {
  const shown = typeof found === 'string' ? quote(found) : JSON.stringify(found);
  const hint = nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`;
  return `\`${where}\`: expected \`allow\` or \`deny\`, found ${shown}.${hint}`;
}

export function emptyPatterns(where: string): string {
  return `\`${where}\` has no pattern. Write \`${where}: deny\`, or patterns with \`allow\` or \`deny\` below it.`;
}

export function otherSpelling(found: string, known: string): string {
  return `\`${found}\` would have no effect: opencode calls this permission \`${known}\`.`;
}

export function unknownPermission(found: string, nearest: string): string {
  return `\`permissions\`: opencode itself has no permission \`${found}\`. Did you mean \`${nearest}\`? It is kept, because plugins and MCP servers bring their own.`;
}

export function notAnAnswer(found: unknown): string {
  return `\`question\`: expected \`deny\`, \`allow\`, or \`answer:\` with a text, found ${JSON.stringify(found)}.`;
}
