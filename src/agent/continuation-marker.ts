import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SessionId } from '../sessions/event.ts';
import { object } from './json.ts';

/**
 * Whether oh-my-opencode says that it will go on: it keeps a file per main session, in which a source of continuations
 * is `active` until 10–20 ms before the message that wakes the session (measured with 4.19.4).
 */
export async function isContinuing(directory: string, rootId: SessionId): Promise<boolean> {
  const path = join(directory, '.omo', 'run-continuation', `${rootId}.json`);
  try {
    const marker = object(JSON.parse(await readFile(path, 'utf8')));
    return Object.values(object(marker['sources'])).some(
      (source) => object(source)['state'] === 'active',
    );
  } catch {
    return false;
  }
}
