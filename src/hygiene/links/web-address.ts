import type { IssueReference, Repository } from '../../forge/model.ts';

/** The forge that a text stands on: only its own addresses lead to issues. */
export type Site = { host: string; repository: Repository & { url: string } };

/** What an address on the forge leads to. */
export type Destination =
  | { kind: 'issue' | 'pull-request'; reference: IssueReference }
  /** A security advisory or an alert of this very repository. */
  | { kind: 'alert' };

/** Beyond this no forge counts. */
const HIGHEST_NUMBER = 2_147_483_647;

const ISSUE_PATH =
  /^\/([\w.-]{1,100})\/([\w.-]{1,100})\/(issues|pulls?)\/([0-9]{1,10})(?![\p{L}\p{N}_])(.*)$/su;
const ALERT_PATH =
  /^\/([\w.-]{1,100})\/([\w.-]{1,100})\/security\/(?:advisories\/GHSA(?:-[a-z0-9]{4}){3}|(?:code-scanning|dependabot|secret-scanning)\/[1-9][0-9]*)(?![\w-])/i;
/** An issue has no pages below its own; its comments, and what a sentence puts behind an address, do no harm. */
const STILL_THE_ISSUE = /^\/?(?:[?#].*|[^\p{L}\p{N}/_]*)$/su;

/** Undefined for everything else in the world. A path without a host stays on the forge. */
export function destinationOf(address: string, site: Site): Destination | undefined {
  const path = pathOn(site, address);
  if (path === undefined) return undefined;
  const [, owner = '', name = '', kind = '', digits = '', rest = ''] = ISSUE_PATH.exec(path) ?? [];
  if (owner !== '') {
    const reference = referenceOf({ owner, name }, digits, site.repository);
    if (reference === undefined) return undefined;
    if (kind !== 'issues') return { kind: 'pull-request', reference };
    return STILL_THE_ISSUE.test(rest) ? { kind: 'issue', reference } : undefined;
  }
  const [, alertOwner = '', alertName = ''] = ALERT_PATH.exec(path) ?? [];
  const isOwn = isSame({ owner: alertOwner, name: alertName }, site.repository);
  return isOwn ? { kind: 'alert' } : undefined;
}

/** The repository's own spelling where it is the same one; undefined when there can be no such issue. */
export function referenceOf(
  named: Repository,
  digits: string,
  own: Repository,
): IssueReference | undefined {
  const number = Number(digits);
  if (number < 1 || number > HIGHEST_NUMBER) return undefined;
  const { owner, name } = isSame(named, own) ? own : named;
  return { owner, name, number };
}

/** No forge tells repositories apart by letter case. */
export function isSame(one: Repository, other: Repository): boolean {
  return (
    one.owner.toLowerCase() === other.owner.toLowerCase() &&
    one.name.toLowerCase() === other.name.toLowerCase()
  );
}

/** One spelling for each issue. */
export function issueKey({ owner, name, number }: IssueReference): string {
  return `${owner}/${name}#${number}`.toLowerCase();
}

function pathOn(site: Site, address: string): string | undefined {
  const rest = /^https?:\/\/(.*)$/is.exec(address)?.[1];
  if (rest === undefined) return /^\/(?!\/)/.test(address) ? address : undefined;
  const root = rootsOf(site).find((start) => rest.toLowerCase().startsWith(`${start}/`));
  return root === undefined ? undefined : rest.slice(root.length);
}

/** A server may live below a path of its host: the repository's own address tells. */
function rootsOf({ host, repository }: Site): string[] {
  const { owner, name, url } = repository;
  const own = url
    .replace(/^https?:\/\//i, '')
    .replace(/\/$/, '')
    .toLowerCase();
  const tail = `/${owner}/${name}`.toLowerCase();
  return own.endsWith(tail)
    ? [own.slice(0, -tail.length), host.toLowerCase()]
    : [host.toLowerCase()];
}
