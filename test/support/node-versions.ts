import { execFileSync } from 'node:child_process';
import { delimiter, join } from 'node:path';

/** An executable of Node on the PATH whose version begins like this: `v20.`. */
export function nodeOnPath(version: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders
    .map((each) => join(each, 'node'))
    .find((path) => {
      try {
        return execFileSync(path, ['--version'], { encoding: 'utf8' }).startsWith(version);
      } catch {
        return false;
      }
    });
}
