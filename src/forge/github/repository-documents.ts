/*
 * What is asked of GitHub about a repository. Names of files are compared here and not by GitHub, whose own search
 * ignores letter case where an expression does not.
 */

const RATE = 'rateLimit { cost remaining resetAt }';

const LISTING = `
fragment listing on Tree { entries { name type oid } }`;

const TEXT = `
fragment text on Blob { text }`;

/** Where files that the forge shows to people may lie, in its order. */
export const FOLDERS = ['.github', '', 'docs'] as const;

const LISTINGS = `
    dotGithub: object(expression: "HEAD:.github") { ...listing }
    root: object(expression: "HEAD:") { ...listing }
    docs: object(expression: "HEAD:docs") { ...listing }`;

/** Configs of the forges' own folders in their order; more than one is a mistake that is reported. */
export const CONFIGS = [
  '.github/hygiene.yml',
  '.gitea/hygiene.yml',
  '.forgejo/hygiene.yml',
] as const;

/** Names only, and the configs; `shared` is the owner's `.github` repository. */
export const REPOSITORY_LISTINGS = `query readRepository($owner: String!, $name: String!) {
  ${RATE}
  repository(owner: $owner, name: $name) {
    url
    isBlankIssuesEnabled
    defaultBranchRef { name target { oid } }${LISTINGS}
    config0: object(expression: "HEAD:${CONFIGS[0]}") { ...text }
    config1: object(expression: "HEAD:${CONFIGS[1]}") { ...text }
    config2: object(expression: "HEAD:${CONFIGS[2]}") { ...text }
  }
  shared: repository(owner: $owner, name: ".github") {
    isPrivate${LISTINGS}
    config0: object(expression: "HEAD:${CONFIGS[0]}") { ...text }
  }
}${LISTING}${TEXT}`;

/** Something the listings named: a file, or a folder whose files are wanted. */
export type WantedObject = { from: 'repository' | 'shared'; oid: string };

/** The texts of files and of folders of files, and the commits that touched the config, newest first. */
export function contentsDocument(objects: readonly WantedObject[], withHistory: boolean): string {
  const parameters = [
    '$owner: String!, $name: String!',
    ...objects.map((_, index) => `$oid${index}: GitObjectID!`),
    ...(withHistory ? ['$commit: GitObjectID!, $config: String!'] : []),
  ];
  const fieldsOf = (from: WantedObject['from']): string =>
    objects
      .map((object, index) =>
        object.from === from
          ? `
    object${index}: object(oid: $oid${index}) { ...text ... on Tree { entries { name type object { ...text } } } }`
          : '',
      )
      .join('');
  const history = withHistory
    ? `
    commit: object(oid: $commit) { ... on Commit { history(first: 100, path: $config) { ...commits } } }`
    : '';
  const shared = objects.some(({ from }) => from === 'shared')
    ? `
  shared: repository(owner: $owner, name: ".github") {${fieldsOf('shared')}
  }`
    : '';
  return `query readContents(${parameters.join(', ')}) {
  ${RATE}
  repository(owner: $owner, name: $name) {
    id${fieldsOf('repository')}${history}
  }${shared}
}${objects.length === 0 ? '' : TEXT}${withHistory ? COMMITS : ''}`;
}

const COMMITS = `
fragment commits on CommitHistoryConnection {
  pageInfo { hasNextPage endCursor }
  nodes { committedDate }
}`;

/** Older commits that touched the config. */
export const OLDER_COMMITS = `query readOlderCommits(
  $owner: String!, $name: String!, $commit: GitObjectID!, $config: String!, $after: String!
) {
  ${RATE}
  repository(owner: $owner, name: $name) {
    commit: object(oid: $commit) {
      ... on Commit { history(first: 100, path: $config, after: $after) { ...commits } }
    }
  }
}${COMMITS}`;

/** A file, by an expression `<ref>:<path>`. */
export const FILE = `query readFile($owner: String!, $name: String!, $expression: String!) {
  ${RATE}
  repository(owner: $owner, name: $name) { object(expression: $expression) { ...text } }
}${TEXT}`;

/** The versions of a file since an instant, and the one that was current then. */
export const VERSIONS = `query readVersions(
  $owner: String!, $name: String!, $path: String!, $since: GitTimestamp!
) {
  ${RATE}
  repository(owner: $owner, name: $name) {
    defaultBranchRef {
      target {
        ... on Commit {
          since: history(first: 10, path: $path, since: $since) { nodes { ...version } }
          before: history(first: 1, path: $path, until: $since) { nodes { ...version } }
        }
      }
    }
  }
}
fragment version on Commit { oid file(path: $path) { object { ...text } } }${TEXT}`;
