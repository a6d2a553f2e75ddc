import { isAbsolute, relative, resolve } from 'node:path';
import * as say from '../text/input-problems.ts';
import { bad, good, type Parsed } from './parsed.ts';
import type { Place } from './place.ts';

/** The absolute path of a file that exists. */
export async function parseFile(written: string, place: Place): Promise<Parsed<string>> {
  const path = resolveIn(place, written);
  if (path === undefined) return bad(say.outsideWorkspace(written));
  const kind = await place.kindOf(path);
  if (kind === 'file') return good(path);
  return bad(
    kind === 'folder' ? say.folderNotFile(written) : say.noSuchFile(written, place.workspace),
  );
}

/** The absolute path of a folder that exists. */
export async function parseFolder(written: string, place: Place): Promise<Parsed<string>> {
  const path = resolveIn(place, written);
  if (path === undefined) return bad(say.outsideWorkspace(written));
  const kind = await place.kindOf(path);
  if (kind === 'folder') return good(path);
  return bad(
    kind === 'file' ? say.fileNotFolder(written) : say.noSuchFolder(written, place.workspace),
  );
}

/** The text of a file that exists and holds some. */
export async function parseTextFile(written: string, place: Place): Promise<Parsed<string>> {
  const path = await parseFile(written, place);
  if (!path.ok) return path;
  try {
    const text = (await place.readFile(path.value)).replace(/^\uFEFF/, '');
    return text.trim() === '' ? bad(say.emptyFile(written)) : good(text);
  } catch (error) {
    return bad(say.unreadable(written, error instanceof Error ? error.message : String(error)));
  }
}

/** Undefined when a relative path leads out of the roots; an absolute path is the maintainer's own word. */
function resolveIn(place: Place, written: string): string | undefined {
  const path = resolve(place.workspace, written);
  if (isAbsolute(written) || place.roots === undefined) return path;
  return place.roots.some((root) => isInside(root, path)) ? path : undefined;
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !/^\.\.[/\\]/.test(way) && !isAbsolute(way);
}
