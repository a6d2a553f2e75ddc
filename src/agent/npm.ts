import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { folderList } from '../non-empty.ts';
import { npmAbsent, npmFailed } from '../text/install-problems.ts';
import { InstallError } from './install-error.ts';
import type { Workshop } from './workshop.ts';

export type Release = {
  version: string;
  /** Where the registry keeps the archive. */
  tarball: string;
  /** `sha512-<base64>`, or undefined where the registry names none. */
  integrity: string | undefined;
};

/** The releases that `name@range` stands for, unordered; empty when the registry has none. */
export async function findReleases(
  workshop: Workshop,
  name: string,
  range: string,
): Promise<Release[]> {
  const spec = `${name}@${range}`;
  const { code, stdout, stderr } = await runNpm(workshop, spec, [
    'view',
    spec,
    'name',
    'version',
    'dist',
    '--json',
  ]);
  const answer: unknown = parseJson(stdout);
  if (code === 0) return toReleases(answer);
  const { code: reason, summary } = errorOf(answer);
  if (reason === 'E404' || reason === 'ETARGET') return [];
  throw failed(spec, summary ?? lastLine(stderr));
}

/** Has npm fetch the archive with all its settings (proxy, credentials, certificates) and returns its path. */
export async function packRelease(workshop: Workshop, spec: string): Promise<string> {
  const { code, stdout, stderr } = await runNpm(workshop, spec, [
    'pack',
    spec,
    '--json',
    `--pack-destination=${workshop.folder}`,
  ]);
  const answer: unknown = parseJson(stdout);
  const [packed] = Array.isArray(answer) ? (answer as { filename?: string }[]) : [];
  if (code === 0 && packed?.filename !== undefined) return join(workshop.folder, packed.filename);
  throw failed(spec, errorOf(answer).summary ?? lastLine(stderr));
}

type Ended = { code: number | null; stdout: string; stderr: string };

function runNpm(workshop: Workshop, spec: string, args: string[]): Promise<Ended> {
  const windows = process.platform === 'win32';
  // On Windows npm is a script that only a shell starts, and a range holds characters that mean something there.
  const quoted = windows ? args.map((arg) => `"${arg}"`) : args;
  const child = spawn(
    'npm',
    [
      ...quoted,
      '--ignore-scripts',
      '--workspaces=false',
      '--loglevel=error',
      `--prefix=${workshop.folder}`,
    ],
    {
      cwd: workshop.folder,
      // A runner's own Node is not always on PATH; its npm lies beside it.
      env: {
        ...workshop.env,
        PATH: folderList([workshop.env['PATH'], dirname(process.execPath)], delimiter),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: windows,
      signal: workshop.signal,
    },
  );
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ENOENT'
          ? new InstallError('failed-to-start', npmAbsent(spec), { cause: error })
          : error,
      ),
    );
    child.once('close', (code) => resolve({ code, ...output }));
  });
}

/** One release is an object, several are a list, none is nothing at all (older npm). */
function toReleases(answer: unknown): Release[] {
  const list = Array.isArray(answer) ? answer : answer === undefined ? [] : [answer];
  return (list as { version: string; dist: { tarball: string; integrity?: string } }[]).map(
    ({ version, dist }) => ({ version, tarball: dist.tarball, integrity: dist.integrity }),
  );
}

function errorOf(answer: unknown): { code?: string; summary?: string } {
  return (answer as { error?: { code?: string; summary?: string } } | undefined)?.error ?? {};
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

function failed(spec: string, detail: string): InstallError {
  return new InstallError('failed-to-start', npmFailed(spec, detail));
}
