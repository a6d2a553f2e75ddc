import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Installed, installOpencode, type InstallRequest } from '../../src/agent/install.ts';
import type { Platform } from '../../src/agent/platform.ts';
import { FakeRegistry } from './fake-registry.ts';

/** The package that fits the platform of these tests best. */
export const X64 = 'opencode-linux-x64';
export const PLATFORM: Platform = { os: 'linux', arch: 'x64', musl: false, avx2: true };

/** A machine with an empty cache whose npm knows one registry on loopback. */
export class InstallWorld {
  readonly home = mkdtempSync(join(tmpdir(), 'install-'));
  readonly registry: FakeRegistry;
  env: NodeJS.ProcessEnv;

  constructor(registry: FakeRegistry) {
    this.registry = registry;
    this.env = {
      HOME: this.home,
      PATH: this.pathWith('node', 'npm', 'sh', 'rg'),
      RUNNER_TOOL_CACHE: join(this.home, 'tools'),
      npm_config_registry: registry.url,
      npm_config_cache: join(this.home, 'npm'),
      npm_config_fetch_retries: '0',
    };
  }

  static async open(): Promise<InstallWorld> {
    return new InstallWorld(await FakeRegistry.start());
  }

  async close(): Promise<void> {
    await this.registry.stop();
    rmSync(this.home, { recursive: true });
  }

  install(version: string, more: Partial<InstallRequest> = {}): Promise<Installed> {
    const { env } = this;
    return installOpencode({ version, env, platform: PLATFORM, log: () => undefined, ...more });
  }

  /** Every file under the cache's opencode folder, half-done work included. */
  inCache(): string[] {
    const root = join(this.home, 'tools', 'opencode');
    if (!existsSync(root)) return [];
    return readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
      .toSorted();
  }

  /** A folder that holds only these programs, so that what else the machine has does not matter. */
  pathWith(...programs: string[]): string {
    const folder = mkdtempSync(join(this.home, 'bin-'));
    for (const name of programs) {
      const real = name === 'node' ? process.execPath : onPath(name);
      if (real === undefined) writeFileSync(join(folder, name), '#!/bin/sh\n', { mode: 0o755 });
      else symlinkSync(real, join(folder, name));
    }
    return folder;
  }
}

/** A stand-in for the executable that answers `--version`. */
export function opencode(version: string): Record<string, string> {
  return { 'package/bin/opencode': `#!/bin/sh\necho ${version}\n` };
}

export function run({ executable }: Installed): string {
  return execFileSync(executable, ['--version'], { encoding: 'utf8' });
}

function onPath(name: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}
