/*
 * Writes src/agent/pins.ts: the hashes of the packages that installOpencode may install, as the registry has them now.
 *
 *   node scripts/pin-opencode.ts 1.18.33
 *
 * A package the registry does not have at that version is left out, named, and installed with the registry's hash.
 */
import { execFileSync } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pin } from '../src/agent/executable.ts';
import { findReleases, packRelease } from '../src/agent/npm.ts';
import { OPENCODE_VERSION, RIPGREP_VERSION } from '../src/agent/pins.ts';
import { extractFile } from '../src/agent/tarball.ts';
import type { Workshop } from '../src/agent/workshop.ts';

const MUSL = ['linux-x64-musl', 'linux-x64-baseline-musl', 'linux-arm64-musl'];
const BASELINE = ['linux-x64-baseline', 'darwin-x64-baseline', 'windows-x64-baseline'];
const PLAIN = [
  'linux-x64',
  'linux-arm64',
  'darwin-x64',
  'darwin-arm64',
  'windows-x64',
  'windows-arm64',
];

const version = process.argv[2] ?? OPENCODE_VERSION;
const workshop: Workshop = {
  env: process.env,
  folder: mkdtempSync(join(tmpdir(), 'pin-')),
  signal: new AbortController().signal,
};
try {
  const opencode = await pinAll(
    [...PLAIN, ...BASELINE, ...MUSL].map((platform) => `opencode-${platform}`),
    version,
    'opencode',
  );
  const ripgrep = await pinAll(
    PLAIN.map((platform) => `@vscode/ripgrep-${platform.replace('windows', 'win32')}`),
    RIPGREP_VERSION,
    'rg',
  );
  write(opencode, ripgrep);
} finally {
  rmSync(workshop.folder, { recursive: true });
}

async function pinAll(
  packages: string[],
  wanted: string,
  executable: string,
): Promise<Record<string, Pin>> {
  const pins: Record<string, Pin> = {};
  for (const name of packages.toSorted()) {
    const [release] = await findReleases(workshop, name, wanted);
    if (release === undefined) console.log(`left out, not published: ${name}@${wanted}`);
    else pins[name] = await pin(`${name}@${wanted}`, executable, release.integrity);
  }
  return pins;
}

async function pin(spec: string, executable: string, integrity: string | undefined): Promise<Pin> {
  const file = spec.includes('-win') ? `${executable}.exe` : executable;
  const target = join(workshop.folder, 'unpacked');
  const archive = createReadStream(await packRelease(workshop, spec));
  const found = await extractFile(archive, `package/bin/${file}`, target, workshop.signal);
  rmSync(target);
  if (found.integrity !== integrity) throw new Error(`${spec}: the registry names ${integrity}`);
  if (found.bytes === 0) throw new Error(`${spec} holds no bin/${file}`);
  return { integrity: found.integrity, sha256: found.sha256, bytes: found.bytes };
}

function write(opencode: Record<string, Pin>, ripgrep: Record<string, Pin>): void {
  const target = fileURLToPath(new URL('../src/agent/pins.ts', import.meta.url));
  writeFileSync(
    target,
    `// Written by scripts/pin-opencode.ts.
import type { Pin } from './executable.ts';

/** The version that the tests run with, and the default of the input. */
export const OPENCODE_VERSION = '${version}';

export const OPENCODE_PINS: Readonly<Record<string, Pin>> = ${JSON.stringify(opencode)};

export const RIPGREP_VERSION = '${RIPGREP_VERSION}';

export const RIPGREP_PINS: Readonly<Record<string, Pin>> = ${JSON.stringify(ripgrep)};
`,
  );
  execFileSync('npx', ['oxfmt', target], { stdio: 'inherit' });
}
