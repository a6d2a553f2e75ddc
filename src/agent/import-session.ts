import { execFile, type ExecFileException } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { importRefused, importTooSlow } from '../text/session-file-problems.ts';
import { HANDOVER_VARIABLE } from './guard-handover.ts';
import { ServerError } from './server-error.ts';
import { SessionFileError } from './session-file.ts';

export type ImportOptions = {
  executable: string;
  /** Where the session will go on; it takes on this directory, whatever its old one was. */
  directory: string;
  /** What the server will start with: the same folders are written to. */
  environment: Record<string, string>;
  /** The export: an absolute path. */
  file: string;
  /** Milliseconds. */
  limit: number;
  signal?: AbortSignal | undefined;
  /** Takes secrets out of what opencode prints. */
  mask: (text: string) => string;
};

/**
 * Puts an exported session into the folders of a server that is yet to start. The session keeps its ids. Rejects with a
 * SessionFileError when opencode refuses the file, else with a ServerError or the system's error.
 */
export async function importSession(options: ImportOptions): Promise<void> {
  const { executable, directory: cwd, environment, file, limit, signal, mask } = options;
  const failure = await new Promise<{ error: ExecFileException; printed: string } | undefined>(
    (resolve) => {
      const env = bare(environment);
      const bounds = { timeout: limit, killSignal: 'SIGKILL', signal } as const;
      execFile(executable, ['import', file], { cwd, env, ...bounds }, (error, _, printed) => {
        resolve(error === null ? undefined : { error, printed });
      });
    },
  );
  if (failure === undefined) return;
  const { error, printed } = failure;
  if (signal?.aborted === true) {
    throw new ServerError('cancelled', 'The run was cancelled while its session was imported.');
  }
  if (error.killed === true) throw new ServerError('timeout', importTooSlow(limit / 1000));
  if (typeof error.code !== 'number') throw error as Error;
  throw new SessionFileError(importRefused(file, mask(plain(printed))));
}

/**
 * Without config and plugins, ours among them: the guard takes its handover for whoever comes first, and that has to be
 * the server.
 */
function bare(environment: Record<string, string>): Record<string, string> {
  const { OPENCODE_CONFIG_CONTENT: _config, [HANDOVER_VARIABLE]: _handover, ...rest } = environment;
  return {
    ...rest,
    OPENCODE_PURE: '1',
    OPENCODE_DISABLE_DEFAULT_PLUGINS: '1',
    OPENCODE_DISABLE_PROJECT_CONFIG: '1',
  };
}

function plain(printed: string): string {
  return stripVTControlCharacters(printed).replaceAll(/\s+/g, ' ').trim();
}
