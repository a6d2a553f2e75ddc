import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** What decides which of opencode's builds runs here. */
export type Platform = {
  /** As opencode's packages are named: `linux`, `darwin`, `windows`. */
  os: string;
  arch: string;
  musl: boolean;
  /** Undefined where finding out costs more than trying: only Linux tells in a file. */
  avx2: boolean | undefined;
};

/**
 * The packages that may hold the right executable, best first. Off Linux and without knowledge of the processor the
 * first is a guess, so what is installed has to be proven by running it.
 */
export function opencodePackages({ os, arch, musl, avx2 }: Platform): [string, ...string[]] {
  const base = `opencode-${os}-${arch}`;
  if (arch !== 'x64')
    return musl ? [`${base}-musl`, base] : os === 'linux' ? [base, `${base}-musl`] : [base];
  const builds: [string, string] = avx2 === false ? ['-baseline', ''] : ['', '-baseline'];
  const [first, second] = builds.map((build) => `${base}${build}`) as [string, string];
  if (os !== 'linux') return [first, second];
  return musl
    ? [`${first}-musl`, `${second}-musl`, first, second]
    : [first, second, `${first}-musl`, `${second}-musl`];
}

/** ripgrep's packages are named after Node's words; the Linux builds are static, so the C library does not matter. */
export function ripgrepPackage({ os, arch }: Platform): string {
  return `@vscode/ripgrep-${os === 'windows' ? 'win32' : os}-${arch}`;
}

export function executableName(name: string, { os }: Platform): string {
  return os === 'windows' ? `${name}.exe` : name;
}

export function currentPlatform(): Platform {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  return {
    os,
    arch: process.arch,
    musl: os === 'linux' && hasMuslOnly(),
    avx2: os === 'linux' ? hasAvx2() : undefined,
  };
}

/** A program finds its C library through the loader at a fixed path, so the loaders that exist tell what can run. */
function hasMuslOnly(): boolean {
  const loaders = ['/lib', '/lib64']
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder));
  return (
    loaders.some((name) => name.startsWith('ld-musl-')) &&
    !loaders.some((name) => name.startsWith('ld-linux'))
  );
}

function hasAvx2(): boolean {
  try {
    return /\bavx2\b/i.test(readFileSync('/proc/cpuinfo', 'utf8'));
  } catch {
    return false;
  }
}
