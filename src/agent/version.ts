import { notAVersion, otherEngine } from '../text/install-problems.ts';
import { InstallError } from './install-error.ts';

/** What was asked for: one exact version, or something that only the registry can answer. */
export type Wanted = { kind: 'exact'; version: string } | { kind: 'range'; range: string };

const EXACT = /^v?(\d+\.\d+\.\d+(?:-[\w.-]+)?)$/;
/** Only what a range of versions is made of: npm would also take addresses, folders and aliases. */
const RANGE = /^[\^~<>=]{0,2}\s*\d+(\.(\d+|[xX*])){0,2}([\s|<>=^~-]+\d+(\.(\d+|[xX*])){0,2})*$/;
const ENGINE = '1';

/** Throws `invalid-input` for what is no version, and for the majors that speak another protocol. */
export function parseWanted(text: string): Wanted {
  const asked = text.trim();
  const exact = EXACT.exec(asked)?.[1];
  if (exact !== undefined) return { kind: 'exact', version: inEngine(exact) };
  if (asked === 'latest') return { kind: 'range', range: asked };
  if (!RANGE.test(asked)) throw new InstallError('invalid-input', notAVersion(text));
  if (/^[\^~]?\d+/.test(asked)) inEngine(asked);
  return { kind: 'range', range: asked };
}

/** The version itself, when it belongs to the engine we speak to. */
export function inEngine(version: string): string {
  if (/\d+/.exec(version)?.[0] !== ENGINE)
    throw new InstallError('invalid-input', otherEngine(version));
  return version;
}

/** The newest of some exact versions; releases win over pre-releases of the same number. */
export function newest<T extends { version: string }>(releases: readonly T[]): T | undefined {
  return releases.toSorted((a, b) => compare(b.version, a.version))[0];
}

function compare(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)];
  for (const [index, value] of left.entries()) {
    const difference = value - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return Number(b.includes('-')) - Number(a.includes('-'));
}

function numbers(version: string): number[] {
  return (version.split('-')[0] ?? '').split('.').map(Number);
}
