import * as say from '../text/input-problems.ts';
import { bad, good, type Parsed } from './parsed.ts';

/** The value written as JSON, JSON with comments, or YAML 1.2. The YAML parser is loaded only when it is needed. */
export async function parseStructured(text: string): Promise<Parsed<unknown>> {
  const source = text.replace(/^\uFEFF/, '');
  const json = tryJson(source);
  if (json !== undefined) return good(json.value);
  if (/^\s*[{[/]/.test(source)) {
    const relaxed = tryJson(withoutComments(source));
    if (relaxed !== undefined) return good(relaxed.value);
  }
  const { parse } = await import('yaml');
  try {
    return good(parse(source) as unknown);
  } catch (error) {
    return bad(say.notStructured(error instanceof Error ? error.message : String(error)));
  }
}

/** As `parseStructured`, for what must be a map of names to values. */
export async function parseMap(text: string): Promise<Parsed<Record<string, unknown>>> {
  const parsed = await parseStructured(text);
  if (!parsed.ok) return parsed;
  return isMap(parsed.value) ? good(parsed.value) : bad(say.notAMap(parsed.value));
}

export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function tryJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** Drops comments and trailing commas, as opencode's own `opencode.jsonc` may hold them; strings stay as they are. */
function withoutComments(text: string): string {
  const string = String.raw`"(?:\\.|[^"\\])*"`;
  const comments = new RegExp(`(${string})|//[^\n]*|/\\*[^]*?\\*/`, 'g');
  const commas = new RegExp(`(${string})|,(?=\\s*[}\\]])`, 'g');
  return text.replace(comments, '$1').replace(commas, '$1');
}
