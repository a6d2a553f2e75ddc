import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ForgeKind } from '../../forge/model.ts';

/** A file to write, by its path in the repository. */
export type ScaffoldFile = {
  path: string;
  part: 'config' | 'hygiene' | 'agent' | 'pull-request-template' | 'issue-templates';
  text: string;
};

export type ScaffoldChoice = { forge: ForgeKind; preset: string; branch: string };

/** Seen from a bundle in `dist`, and from this file. In that order: above a bundle's package may be a stranger's folder. */
const FOLDERS = ['../templates/scaffold/', '../../../templates/scaffold/'];

const OWN_FOLDER: Readonly<Record<ForgeKind, string>> = {
  github: '.github',
  gitea: '.gitea',
  forgejo: '.forgejo',
};

/** Everything that can be written for a forge, ready to be written. */
export async function scaffoldFiles({
  forge,
  preset,
  branch,
}: ScaffoldChoice): Promise<ScaffoldFile[]> {
  const folder = join(scaffoldFolder(), forge === 'github' ? 'github' : 'gitea');
  const names = await readdir(folder, { recursive: true });
  const paths = names
    .map((name) => name.replaceAll(sep, '/'))
    .filter((name) => extname(name) !== '');
  return Promise.all(
    paths.toSorted().map(async (path) => {
      const text = await readFile(join(folder, path), 'utf8');
      return {
        path: `${OWN_FOLDER[forge]}/${path}`,
        part: partOf(path),
        text: text
          .replace('preset:recommended', `preset:${preset}`)
          .replace('branches: [main]', `branches: [${yamlText(branch)}]`),
      };
    }),
  );
}

function scaffoldFolder(): string {
  const found = FOLDERS.map((folder) => new URL(folder, import.meta.url)).find((folder) =>
    existsSync(folder),
  );
  if (found === undefined) throw new Error('The folder templates/scaffold is missing.');
  return fileURLToPath(found);
}

function partOf(path: string): ScaffoldFile['part'] {
  if (path === 'hygiene.yml') return 'config';
  if (path.startsWith('ISSUE_TEMPLATE/')) return 'issue-templates';
  if (path.startsWith('workflows/')) return path.endsWith('/hygiene.yml') ? 'hygiene' : 'agent';
  return 'pull-request-template';
}

/** A name of a branch in a list of YAML. */
function yamlText(branch: string): string {
  return /^[\w][\w./-]*$/.test(branch) ? branch : `'${branch.replaceAll("'", "''")}'`;
}
