import { parse } from 'yaml';

export type FrontMatter = {
  name?: string;
  title?: string;
  /** What comes after; the whole text when there is no front matter. */
  body: string;
  /** Lines in front of `body`. */
  lines: number;
};

const FENCE = /^---[ \t]*$/;
const LONGEST = 200;

/** Splits off what stands between two `---` at the very start, when it names what an issue template can name. */
export function frontMatterOf(text: string): FrontMatter {
  const none = { body: text, lines: 0 };
  const lines = text.split('\n');
  if (!FENCE.test(lines[0] ?? '')) return none;
  const end = lines.slice(1, LONGEST).findIndex((line) => FENCE.test(line)) + 1;
  if (end === 0) return none;
  const values = recordOf(lines.slice(1, end).join('\n'));
  if (values === undefined) return none;
  const name = textOf(values['name']);
  const title = textOf(values['title']);
  return {
    ...(name === undefined ? {} : { name }),
    ...(title === undefined ? {} : { title }),
    body: lines.slice(end + 1).join('\n'),
    lines: end + 1,
  };
}

function recordOf(yaml: string): Readonly<Record<string, unknown>> | undefined {
  const value = readYaml(yaml);
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  const known = ['name', 'about', 'title', 'labels', 'assignees'];
  return isRecord && known.some((key) => key in value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** Undefined for what is no YAML. Aliases are refused: a few lines of them can unfold into gigabytes. */
export function readYaml(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0, logLevel: 'error' });
  } catch {
    return undefined;
  }
}

/** Trimmed; undefined for what is no text or says nothing. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
