import { readFile, stat } from 'node:fs/promises';

/** Where inputs are read: the folder that relative paths start from, and the files they name. */
export interface Place {
  /** Absolute. */
  workspace: string;
  /** The folders a relative path may lead to; absent: anywhere, as in a person's own terminal. */
  roots?: readonly string[];
  /** What is at an absolute path, links followed; undefined when nothing is. */
  kindOf(path: string): Promise<'file' | 'folder' | undefined>;
  /** The text of a file; rejects with a sentence for a person when it cannot be had or is too large. */
  readFile(path: string): Promise<string>;
}

/** Far more than a model takes, far less than what fills a runner's memory. */
const LARGEST_TEXT = 4 * 1024 * 1024;

/** The real disk. With `temporary` (the runner's RUNNER_TEMP) relative paths are kept inside the two folders. */
export function diskPlace(workspace: string, temporary?: string): Place {
  return {
    workspace,
    ...(temporary === undefined ? {} : { roots: [workspace, temporary] }),
    kindOf: async (path) => {
      const found = await stat(path).catch(() => undefined);
      if (found === undefined) return undefined;
      return found.isDirectory() ? 'folder' : 'file';
    },
    readFile: async (path) => {
      const { size } = await stat(path);
      if (size > LARGEST_TEXT) throw new Error(`it is larger than ${String(LARGEST_TEXT)} bytes.`);
      return readFile(path, 'utf8');
    },
  };
}
