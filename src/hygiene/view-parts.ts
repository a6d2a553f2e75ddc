import type { ForgeKind, RepositoryFile, RepositoryReading } from '../forge/model.ts';
import type { Facts } from './facts.ts';
import type { Lacking } from './lacking.ts';
import type { RepositoryPolicy } from './read-policy.ts';
import { linkedIssues } from './rules/pr-linked-issue.ts';
import type { ViewParts } from './state/view.ts';
import type { Template } from './template/template.ts';

/** What notices show besides the findings: absolute addresses, headings to paste, the issues that count as linked. */
export function viewPartsOf(
  facts: Facts,
  { template, skeletons }: Lacking,
  { reading, policy }: RepositoryPolicy,
): ViewParts {
  const { subject } = facts;
  const { 'pr-linked-issue': ofLinks } = policy.rules;
  const isPull = subject.kind === 'pull-request';
  const contributing =
    policy.report.links.contributing ??
    (reading.contributing === undefined
      ? undefined
      : fileUrl(reading, reading.contributing, facts.forge));
  const shown = templateUrl(template, reading, facts.forge);
  const linked = isPull && ofLinks.mode !== 'off' ? linkedIssues(facts, ofLinks) : [];
  return {
    repository: { ...reading.repository, url: reading.url },
    links: {
      newIssue: `${reading.url}/issues/new/choose`,
      ...(shown === undefined ? {} : { template: shown }),
      ...(contributing === undefined ? {} : { contributing }),
    },
    skeletons: skeletons.map(({ markdown }) => markdown),
    ...(isPull || template === undefined || isOnly(template, facts)
      ? {}
      : { templateName: template.name }),
    linked: linked.map(({ owner, name, number }) => nameOf({ owner, name, number }, reading)),
  };
}

/** Where there are others, people have to be told whose headings they are shown. */
function isOnly(template: Template, { templates }: Facts): boolean {
  return templates.every(({ path }) => path === template.path);
}

/** A template that the config writes down has no file; one of the owner's lies in another repository. */
function templateUrl(
  template: Template | undefined,
  reading: RepositoryReading,
  forge: ForgeKind,
): string | undefined {
  if (template === undefined || template.path === '') return undefined;
  const files = [...reading.pullRequestTemplates, ...reading.issueTemplates];
  const file = files.find(({ path }) => path === template.path);
  return file?.url ?? fileUrl(reading, template.path, forge);
}

function fileUrl(
  { url, defaultBranch }: RepositoryReading,
  path: RepositoryFile['path'],
  forge: ForgeKind,
): string {
  const tree = forge === 'github' ? 'blob' : 'src/branch';
  return `${url}/${tree}/${encodePath(defaultBranch)}/${encodePath(path)}`;
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function nameOf(
  { owner, name, number }: { owner: string; name: string; number: number },
  { repository }: RepositoryReading,
): string {
  const isHere =
    owner.toLowerCase() === repository.owner.toLowerCase() &&
    name.toLowerCase() === repository.name.toLowerCase();
  return isHere ? `#${String(number)}` : `${owner}/${name}#${String(number)}`;
}
