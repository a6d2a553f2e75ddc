import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'rolldown';

type Manifest = { name?: string; version?: string; license?: string };

const ALLOWED = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD']);
const TEXT_FILE = /^(licen[cs]e|copying)/i;

/**
 * Collects the licences of every package that ends up in a bundle and writes them to one `file`. Give one instance
 * to all bundles. A licence that is not in the list above, or a package without its licence text, fails the build.
 */
export function licenses(file: string): Plugin {
  const notices = new Map<string, string>();
  return {
    name: 'licenses',
    generateBundle(_options, bundle) {
      for (const id of bundledModules(bundle)) {
        const { folder, manifest } = packageOf(id);
        const title = `${manifest.name ?? folder} ${manifest.version ?? ''}`;
        if (!ALLOWED.has(manifest.license ?? '')) {
          this.error(`${title}: the licence ${manifest.license ?? '(none named)'} is not allowed`);
        }
        const text = readdirSync(folder).find((name) => TEXT_FILE.test(name));
        if (text === undefined) this.error(`${title}: the package holds no licence text`);
        notices.set(
          `${title} (${manifest.license ?? ''})`,
          readFileSync(join(folder, text), 'utf8').replaceAll('\r\n', '\n').trim(),
        );
      }
    },
    // Every bundle writes what is known so far; the last one writes all of it.
    writeBundle() {
      writeFileSync(file, render(notices));
    },
  };
}

function bundledModules(bundle: Record<string, { type: string; moduleIds?: string[] }>): string[] {
  return Object.values(bundle)
    .flatMap((output) => output.moduleIds ?? [])
    .map((id) => id.replace(/^\0/, ''))
    .filter((id) => id.includes('/node_modules/'));
}

/** Packages hold further package.json files that only name a module type; the one with a version is the owner. */
function packageOf(module: string): { folder: string; manifest: Manifest } {
  for (let folder = dirname(module); folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, 'package.json');
    if (!existsSync(path)) continue;
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
    if (manifest.version !== undefined) return { folder, manifest };
  }
  throw new Error(`${module} belongs to no package`);
}

function render(notices: Map<string, string>): string {
  const sorted = [...notices].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([title, text]) => `${title}\n\n${text}\n`).join('\n----\n\n');
}
