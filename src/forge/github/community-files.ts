import { FOLDERS } from './repository-documents.ts';

/** An entry of a folder, as a listing tells it. */
export type Entry = { path: string; name: string; isFolder: boolean; oid: string };

/** The entries of the folders where GitHub looks for files about contributing, in its order. */
export type Listings = Record<(typeof FOLDERS)[number], readonly Entry[]>;

const PULL_REQUEST_TEMPLATE = /^pull_request_template(\.(md|txt))?$/i;
const PULL_REQUEST_TEMPLATES = /^pull_request_template$/i;
const TEMPLATE_OF_A_FOLDER = /\.(md|txt)$/i;
const ISSUE_TEMPLATES = /^issue_template$/i;
const ISSUE_FORM = /\.ya?ml$/i;
const ISSUE_TEMPLATE = /\.(md|ya?ml)$/i;
const CHOOSER = /^config\.ya?ml$/i;
const CONTRIBUTING = /^contributing(\.[a-z]+)?$/i;

/** Single templates before folders of templates: a folder's are only offered by an address that names one. */
export function pullRequestTemplates(listings: Listings): Entry[] {
  const all = FOLDERS.flatMap((folder) => listings[folder]);
  return [
    ...all.filter(({ name, isFolder }) => !isFolder && PULL_REQUEST_TEMPLATE.test(name)),
    ...all.filter(({ name, isFolder }) => isFolder && PULL_REQUEST_TEMPLATES.test(name)),
  ];
}

export function isPullRequestTemplate(name: string): boolean {
  return TEMPLATE_OF_A_FOLDER.test(name);
}

/** The folder of issue templates; one is enough to hide the owner's shared one, whatever lies in it. */
export function issueTemplateFolder(listings: Listings): Entry | undefined {
  return listings['.github'].find(({ name, isFolder }) => isFolder && ISSUE_TEMPLATES.test(name));
}

export function isIssueTemplate(name: string): boolean {
  return ISSUE_TEMPLATE.test(name) && !CHOOSER.test(name);
}

/** Forms before Markdown, each by name: the order of the menu. */
export function inMenuOrder<T extends { path: string }>(files: readonly T[]): T[] {
  const rank = ({ path }: T): number => (ISSUE_FORM.test(path) ? 0 : 1);
  return files.toSorted(
    (one, other) => rank(one) - rank(other) || (one.path < other.path ? -1 : 1),
  );
}

export function contributingGuide(listings: Listings): string | undefined {
  return FOLDERS.flatMap((folder) => listings[folder]).find(
    ({ name, isFolder }) => !isFolder && CONTRIBUTING.test(name),
  )?.path;
}
