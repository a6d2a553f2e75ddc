import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

type Entry = { version?: string; resolved?: string; optionalDependencies?: Record<string, string> };
export type Lockfile = { packages: Record<string, Entry> };

const EXACT = /^\d+\.\d+\.\d+/;

/**
 * Sentences about what makes a lock file unfit for others, empty when all is well: a platform package that its
 * owner lists and the registry did not have (`npm install` leaves it out in silence, `npm ci` then refuses the
 * whole file), and addresses of a registry.
 */
export function lockfileProblems({ packages }: Lockfile): string[] {
  return Object.entries(packages).flatMap(([path, entry]) => [
    ...missingPlatforms(packages, path, entry),
    ...(entry.resolved === undefined
      ? []
      : [`${path} names a registry: set omit-lockfile-registry-resolved=true and write it anew`]),
  ]);
}

function missingPlatforms(packages: Lockfile['packages'], owner: string, entry: Entry): string[] {
  return Object.entries(entry.optionalDependencies ?? {}).flatMap(([name, range]) => {
    const found = nearest(packages, owner, name);
    if (found !== undefined && (!EXACT.test(range) || found.version === range)) return [];
    return [
      `${owner || 'the project'} wants ${name}@${range}, found ${found?.version ?? 'nothing'}: ` +
        'npm ci would refuse this lock file; take a version whose platform packages are all published',
    ];
  });
}

/** The package that `owner` gets for `name`: its own node_modules first, then each one above. */
function nearest(packages: Lockfile['packages'], owner: string, name: string): Entry | undefined {
  for (let folder = owner; ; folder = folder.replace(/\/?node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    const found = packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`];
    if (found !== undefined || folder === '') return found;
  }
}

export function readLockfile(): Lockfile {
  const file = fileURLToPath(new URL('../package-lock.json', import.meta.url));
  return JSON.parse(readFileSync(file, 'utf8')) as Lockfile;
}

if (import.meta.main) {
  const problems = lockfileProblems(readLockfile());
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
