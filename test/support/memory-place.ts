import { dirname } from 'node:path';
import type { Place } from '../../src/action/place.ts';

/** A place whose files are in memory: absolute path → text. Folders are what the files lie in, and the workspace. */
export function memoryPlace(
  files: Readonly<Record<string, string>>,
  more: Partial<Place> = {},
): Place {
  const workspace = more.workspace ?? '/workspace';
  const folders = new Set([workspace]);
  for (const path of Object.keys(files)) {
    for (let folder = dirname(path); !folders.has(folder); folder = dirname(folder)) {
      folders.add(folder);
    }
  }
  return {
    workspace,
    kindOf: (path) =>
      Promise.resolve(path in files ? 'file' : folders.has(path) ? 'folder' : undefined),
    readFile: (path) => Promise.resolve(files[path] ?? ''),
    ...more,
  };
}
