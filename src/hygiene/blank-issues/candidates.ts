import { basename, dirname } from 'node:path/posix';
import type { ForgeKind, RepositoryFile } from '../../forge/model.ts';
import { frontMatterOf, readYaml, textOf } from '../template/front-matter.ts';

/** Read by all three forges, where no other candidate of theirs is in front of it. */
export const SHARED_CONFIG = '.github/ISSUE_TEMPLATE/config.yml';

export const FORGES: readonly ForgeKind[] = ['github', 'gitea', 'forgejo'];

const NAMES = ['ISSUE_TEMPLATE', 'issue_template'];

/**
 * Folders of each forge in the order in which it looks for a config. Forgejo looks into `docs` from version 15 on; it is
 * the last, so that an older one disagrees only where the file lies nowhere else.
 */
const CONFIG_FOLDERS: Readonly<Record<ForgeKind, readonly string[]>> = {
  github: ['.github/ISSUE_TEMPLATE'],
  gitea: both('.gitea/', '.github/'),
  forgejo: both('.forgejo/', '.gitea/', '.github/', 'docs/'),
};

const TEMPLATE_FOLDERS: Readonly<Record<ForgeKind, readonly string[]>> = {
  github: ['.github/ISSUE_TEMPLATE'],
  gitea: both('', '.gitea/', '.github/', '.gitlab/'),
  forgejo: both('', '.forgejo/', '.gitea/', '.github/', 'docs/', '.gitlab/'),
};

const SINGLE_FOLDERS: Readonly<Record<ForgeKind, readonly string[]>> = {
  github: [],
  gitea: ['', '.gitea/', '.github/'],
  forgejo: ['', '.forgejo/', '.gitea/', '.github/', 'docs/'],
};

function both(...parents: readonly string[]): string[] {
  return parents.flatMap((parent) => NAMES.map((name) => parent + name));
}

/** Paths of the config in the order of the forge: the first that exists decides, alone. */
export function configCandidates(kind: ForgeKind): readonly string[] {
  const names = kind === 'github' ? ['config.yml'] : ['config.yaml', 'config.yml'];
  return CONFIG_FOLDERS[kind].flatMap((folder) => names.map((name) => `${folder}/${name}`));
}

/** The file that decides on a forge. */
export function decidingFile(
  files: readonly RepositoryFile[],
  kind: ForgeKind,
): RepositoryFile | undefined {
  for (const candidate of configCandidates(kind)) {
    const file = files.find(({ path }) => spelled(path, kind) === spelled(candidate, kind));
    if (file !== undefined) return file;
  }
  return undefined;
}

/** Files that some forge would take for a config. */
export function isConfig({ path }: RepositoryFile): boolean {
  return FORGES.some((kind) =>
    configCandidates(kind).some((candidate) => spelled(path, kind) === spelled(candidate, kind)),
  );
}

/** Templates that the forge's menu offers: one without a name it leaves out. */
export function isOffered({ path, text }: RepositoryFile, kind: ForgeKind): boolean {
  if (!isInTemplateFolder(path, kind) || /^config\.ya?ml$/i.test(basename(path))) return false;
  if (/\.md$/i.test(path)) return frontMatterOf(text.replace(/\r\n?/g, '\n')).name !== undefined;
  if (!/\.ya?ml$/i.test(path)) return false;
  const form = readYaml(text);
  const isForm = typeof form === 'object' && form !== null && 'name' in form;
  return isForm && textOf(form.name) !== undefined;
}

export function isInTemplateFolder(path: string, kind: ForgeKind): boolean {
  return TEMPLATE_FOLDERS[kind].some(
    (folder) => spelled(dirname(path), kind) === spelled(folder, kind),
  );
}

/** A template for issues that are opened past the menu; Gitea and Forgejo have it. */
export function isSingleTemplate({ path }: RepositoryFile, kind: ForgeKind): boolean {
  return SINGLE_FOLDERS[kind].some((folder) =>
    NAMES.some((name) =>
      ['.md', '.yaml', '.yml'].some((extension) => path === folder + name + extension),
    ),
  );
}

/** GitHub alone does not look at letter case. */
function spelled(path: string, kind: ForgeKind): string {
  return kind === 'github' ? path.toLowerCase() : path;
}
