import * as say from '../text/input-problems.ts';
import { bad, good, type Parsed } from './parsed.ts';

const PART = String.raw`(?:\d+|x|\*)`;
const VERSION = `(?:\\^|~|[<>]=?|=)?\\s*v?${PART}(?:\\.${PART}){0,2}(?:-[\\w.]+)?`;
const RANGE = new RegExp(`^${VERSION}(?:\\s+(?:-\\s+)?${VERSION})*$`);

/** An exact version, a range as npm writes it, or `latest`; only opencode 1.x, the engine that agent-run speaks. */
export function parseVersion(text: string): Parsed<string> {
  if (text === 'latest') return good(text);
  if (!RANGE.test(text)) return bad(say.notAVersion(text));
  const first = /\d+/.exec(text)?.[0];
  if (first !== undefined && first !== '1') return bad(say.otherEngine(text));
  return good(text.replace(/^v(?=\d)/, ''));
}
