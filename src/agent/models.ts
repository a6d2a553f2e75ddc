import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What the pinned opencode knows of the models of some providers; written by scripts/pin-models.ts, one provider a line. */
export const MODELS_FILE = fileURLToPath(new URL('./models.json', import.meta.url));

/**
 * What opencode knows of the models of these providers, as the JSON that it reads itself. Undefined when one of them is not
 * among those that we ship, or where somebody has taken a bundle from its place.
 */
export function modelsOf(providers: readonly string[]): string | undefined {
  const lines = readLines();
  const found = providers.map((id) => lines.find((line) => line.startsWith(`"${id}":`)));
  if (found.includes(undefined)) return undefined;
  return `{${found.map((line) => line?.replace(/,$/, '')).join(',')}}`;
}

/** Not parsed: a run starts while it waits for this. */
function readLines(): string[] {
  try {
    return readFileSync(MODELS_FILE, 'utf8').split('\n');
  } catch {
    return [];
  }
}
