import * as say from '../text/input-problems.ts';
import { bad, good, type Parsed } from './parsed.ts';
import { parseMap } from './structured-text.ts';

/** A JSON Schema whose top level is an object: it becomes the parameters of a tool, and providers accept nothing else. */
export async function parseSchema(text: string): Promise<Parsed<Record<string, unknown>>> {
  const parsed = await parseMap(text);
  if (!parsed.ok) return parsed;
  return parsed.value['type'] === 'object' ? good(parsed.value) : bad(say.notASchema());
}
