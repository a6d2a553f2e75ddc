import * as say from '../text/input-problems.ts';
import { bad, good, type Parsed } from './parsed.ts';

/** `provider/model`; the model's own name may hold further slashes, as with `openrouter/qwen/qwen3-coder`. */
export function parseModelName(text: string): Parsed<{ provider: string; id: string }> {
  const slash = text.indexOf('/');
  const provider = text.slice(0, slash);
  const id = text.slice(slash + 1);
  if (slash < 1 || id === '' || /\s/.test(text)) return bad(say.notAModelName(text));
  return good({ provider, id });
}
