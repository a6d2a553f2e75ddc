import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { processesWith } from '../../src/agent/proc.ts';
import type { ServerOptions } from '../../src/agent/server.ts';
import { MARKER_VARIABLE, type Leftovers } from '../../src/agent/survivors.ts';
import { minimalOptions } from './real-server.ts';

/** What a stand-in for opencode says when it is ready. */
export const SAYS_READY = 'echo "opencode server listening on http://127.0.0.1:9"';

/** Processes of the run, its server included. */
export function processesOf({ marker }: Leftovers): number[] {
  return processesWith(MARKER_VARIABLE, marker);
}

export async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('It did not come to that within 10 s.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** An executable that behaves as the shell script says, in place of opencode. */
export async function standIn(folder: string, lines: string): Promise<ServerOptions> {
  const executable = join(folder, 'stand-in');
  await writeFile(executable, `#!/bin/sh\n${lines}\n`);
  await chmod(executable, 0o755);
  return { ...minimalOptions(folder, join(folder, 'run')), executable };
}
