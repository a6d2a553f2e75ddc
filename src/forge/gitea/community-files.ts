import type { GiteaKind, GiteaServer } from './version.ts';
import { isAtLeast } from './version.ts';

/*
 * Where the forges look for the files that shape their subjects. Names are compared with letter case, in just the two
 * spellings that the forges know, and only on the default branch.
 */

const OWN_FOLDERS = { gitea: ['.gitea', '.github'], forgejo: ['.forgejo', '.gitea', '.github'] };

const TEMPLATE_FILE = /\.(md|ya?ml)$/;
const CHOOSER = /^config\.ya?ml$/;
const CONTRIBUTING = /^contributing(\.[a-z]+)?$/i;

/** Our own config; every name counts on every forge, its own folder first. */
export function configPaths(kind: GiteaKind): string[] {
  return [...new Set([...OWN_FOLDERS[kind], '.forgejo'])].map((folder) => `${folder}/hygiene.yml`);
}

/** The first that exists is offered, and no other. Files of YAML are forms. */
export function pullRequestTemplatePaths(server: GiteaServer): string[] {
  return single(server, 'pull_request_template');
}

/** The first that exists fills a new issue in, where no folder has templates. */
export function issueTemplatePaths(server: GiteaServer): string[] {
  return single(server, 'issue_template');
}

/** The templates of all folders together make the menu. */
export function issueTemplateFolders({ kind, ...server }: GiteaServer): string[] {
  return kind === 'gitea'
    ? twins('', '.gitea/', '.github/', '.gitlab/')
    : twins('', '.forgejo/', '.gitea/', '.github/', '.gitlab/', ...docsOf(server));
}

/** The file that sets the menu of new issues up: the first that exists, whether or not it can be read. */
export function issueConfigPaths({ kind, ...server }: GiteaServer): string[] {
  const folders = [
    ...OWN_FOLDERS[kind].map((folder) => `${folder}/`),
    ...(kind === 'forgejo' ? docsOf(server) : []),
  ];
  return folders.flatMap((folder) =>
    ['ISSUE_TEMPLATE', 'issue_template'].flatMap((name) =>
      ['yaml', 'yml'].map((ending) => `${folder}${name}/config.${ending}`),
    ),
  );
}

export function isIssueTemplate(name: string): boolean {
  return TEMPLATE_FILE.test(name) && !CHOOSER.test(name);
}

/** Every folder that one of the files may lie in, but for the root. */
export function communityFolders(server: GiteaServer): string[] {
  return [...new Set([...OWN_FOLDERS[server.kind], '.forgejo', '.gitlab', 'docs'])];
}

/** The first of the paths that is a contributing guide, in the order of the folders. */
export function contributingGuide(
  server: GiteaServer,
  paths: readonly string[],
): string | undefined {
  const folders = ['', ...OWN_FOLDERS[server.kind].map((folder) => `${folder}/`), 'docs/'];
  return folders
    .flatMap((folder) =>
      paths.filter(
        (path) => path.startsWith(folder) && CONTRIBUTING.test(path.slice(folder.length)),
      ),
    )
    .at(0);
}

function twins(...folders: readonly string[]): string[] {
  return folders.flatMap((folder) => [`${folder}ISSUE_TEMPLATE`, `${folder}issue_template`]);
}

function single({ kind, ...server }: GiteaServer, name: string): string[] {
  const folders = [
    '',
    ...OWN_FOLDERS[kind].map((folder) => `${folder}/`),
    ...(kind === 'forgejo' ? docsOf(server) : []),
  ];
  return folders.flatMap((folder) =>
    [name.toUpperCase(), name].flatMap((spelling) =>
      ['md', 'yaml', 'yml'].map((ending) => `${folder}${spelling}.${ending}`),
    ),
  );
}

/** Forgejo looks into `docs` since version 15. */
function docsOf(server: Pick<GiteaServer, 'major' | 'minor'>): string[] {
  return isAtLeast(server, [15, 0]) ? ['docs/'] : [];
}
