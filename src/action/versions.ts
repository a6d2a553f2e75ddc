import { InstallError } from '../agent/install-error.ts';
import { parseWanted } from '../agent/version.ts';
import { bad, good, type Parsed } from './parsed.ts';

/** A version of opencode as it was written, when the installation will understand it. */
export function parseVersion(text: string): Parsed<string> {
  try {
    parseWanted(text);
    return good(text);
  } catch (error) {
    if (error instanceof InstallError)
      return bad(error.message.replace(/^`?opencode-version`?: /, ''));
    throw error;
  }
}
