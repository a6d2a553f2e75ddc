import { z } from 'zod';
import type { EffectiveIssueConfig, IssueFile, IssueFiles } from '../forge-files.ts';
import type { Repository } from '../model.ts';
import type { GithubCalls } from './calls.ts';
import { checked } from './checked.ts';
import type { Problem } from './failures.ts';

const RATE = 'rateLimit { cost remaining resetAt }';

/** Where this forge, or another one that the repository lives on as well, looks for such files; `''` is the root. */
const PLACES = ['', '.github', '.gitea', '.forgejo', 'docs', '.gitlab'] as const;

const FOLDER = /^issue_template$/i;
const SINGLE = /^issue_template\.(md|ya?ml)$/i;
const INNER = /\.(md|ya?ml)$/i;
const LINK = 0o120000;
/** Stands for what cannot be read as text; no config says so. */
const UNREADABLE = '\0';

const PLACE_FIELDS = PLACES.map(
  (place, index) => `
    place${index}: object(expression: "HEAD:${place}") { ...listing }`,
).join('');

/** Names only. */
export const ISSUE_PLACES = `query readIssuePlaces($owner: String!, $name: String!) {
  ${RATE}
  repository(owner: $owner, name: $name) {
    defaultBranchRef { name target { oid } }${PLACE_FIELDS}
  }
  shared: repository(owner: $owner, name: ".github") {
    isPrivate
    place1: object(expression: "HEAD:.github") { ...listing }
  }
}
fragment listing on Tree { entries { name type mode oid } }`;

export const ISSUE_CONFIG = `query readIssueConfig($owner: String!, $name: String!) {
  ${RATE}
  repository(owner: $owner, name: $name) { isBlankIssuesEnabled }
}`;

const entry = z.object({ name: z.string(), type: z.string(), mode: z.number(), oid: z.string() });
const listing = z.object({ entries: z.array(entry).nullish() }).nullish();

const placesAnswer = z.object({
  repository: z
    .looseObject({
      defaultBranchRef: z
        .object({ name: z.string(), target: z.object({ oid: z.string() }).nullable() })
        .nullable(),
    })
    .nullable(),
  shared: z.object({ isPrivate: z.boolean(), place1: listing }).nullish(),
});

const blob = z.object({ text: z.string().nullish(), byteSize: z.number().nullish() });
const found = blob
  .extend({
    entries: z
      .array(
        z.object({ name: z.string(), type: z.string(), mode: z.number(), object: blob.nullable() }),
      )
      .nullish(),
  })
  .nullish();

const textsAnswer = z.object({
  repository: z.looseObject({}).nullable(),
  shared: z.looseObject({}).nullish(),
});

const configAnswer = z.object({
  repository: z.object({ isBlankIssuesEnabled: z.boolean() }).nullable(),
});

type Wanted = { from: 'repository' | 'shared'; path: string; oid: string; mode: number };

/** Two requests; one when no place has anything. */
export async function readIssueFiles(
  calls: GithubCalls,
  { owner, name }: Repository,
): Promise<IssueFiles | undefined> {
  const purpose = { what: `read issue templates of ${owner}/${name}`, needs: 'contents=read' };
  const { data } = await calls.query(ISSUE_PLACES, { owner, name }, purpose, isOptional);
  const { repository, shared } = checked(placesAnswer, data, purpose.what);
  if (repository === null) return undefined;
  const isSharedItself = name.toLowerCase() === '.github';
  const wanted = [
    ...PLACES.flatMap((place, index) =>
      wantedIn('repository', place, checked(listing, repository[`place${index}`], purpose.what)),
    ),
    ...(isSharedItself || shared === null || shared === undefined || shared.isPrivate
      ? []
      : wantedIn('shared', '.github', shared.place1)),
  ];
  const files = await readTexts(calls, { owner, name }, wanted);
  return {
    commit: repository.defaultBranchRef?.target?.oid ?? '',
    defaultBranch: repository.defaultBranchRef?.name ?? '',
    files: files.repository,
    ownerFiles: files.shared,
  };
}

export async function issueConfig(
  calls: GithubCalls,
  { owner, name }: Repository,
): Promise<EffectiveIssueConfig> {
  const purpose = { what: `read the issue config of ${owner}/${name}`, needs: 'metadata=read' };
  const { data } = await calls.query(ISSUE_CONFIG, { owner, name }, purpose, isOptional);
  const { repository } = checked(configAnswer, data, purpose.what);
  return { value: repository?.isBlankIssuesEnabled ?? true };
}

function isOptional({ type, path }: Problem): boolean {
  return type === 'NOT_FOUND' || (type === 'FORBIDDEN' && path[0] === 'shared');
}

function wantedIn(from: Wanted['from'], place: string, folder: z.infer<typeof listing>): Wanted[] {
  return (folder?.entries ?? [])
    .filter(({ name, type }) => (type === 'tree' ? FOLDER : SINGLE).test(name))
    .map(({ name, oid, mode }) => ({
      from,
      path: place === '' ? name : `${place}/${name}`,
      oid,
      mode,
    }));
}

async function readTexts(
  calls: GithubCalls,
  { owner, name }: Repository,
  wanted: readonly Wanted[],
): Promise<Record<Wanted['from'], IssueFile[]>> {
  const files: Record<Wanted['from'], IssueFile[]> = { repository: [], shared: [] };
  if (wanted.length === 0) return files;
  const purpose = { what: `read issue templates of ${owner}/${name}`, needs: 'contents=read' };
  const oids = Object.fromEntries(wanted.map(({ oid }, index) => [`oid${index}`, oid]));
  const document = textsDocument(wanted);
  const { data } = await calls.query(document, { owner, name, ...oids }, purpose, isOptional);
  const answer = checked(textsAnswer, data, purpose.what);
  for (const [index, { from, path, mode }] of wanted.entries()) {
    const object = checked(found, answer[from]?.[`object${index}`], purpose.what);
    const { entries } = object ?? {};
    if (entries === undefined || entries === null) files[from].push(fileOf(path, object, mode));
    for (const inner of entries ?? []) {
      if (inner.type !== 'blob' || !INNER.test(inner.name)) continue;
      files[from].push(fileOf(`${path}/${inner.name}`, inner.object, inner.mode));
    }
  }
  return files;
}

/** GitHub shows other encodings as UTF-8: then the sizes differ, and writing the text back would change the file. */
function fileOf(
  path: string,
  object: z.infer<typeof blob> | null | undefined,
  mode: number,
): IssueFile {
  const text = object?.text ?? undefined;
  if (text === undefined || mode === LINK) return { path, text: UNREADABLE, whole: false };
  return { path, text, whole: Buffer.byteLength(text) === object?.byteSize };
}

/** Texts of files, and of the files of folders. */
export function textsDocument(wanted: readonly Pick<Wanted, 'from'>[]): string {
  const fieldsOf = (from: Wanted['from']): string =>
    wanted
      .map((each, index) =>
        each.from === from
          ? `
    object${index}: object(oid: $oid${index}) { ...text ... on Tree { entries { name type mode object { ...text } } } }`
          : '',
      )
      .join('');
  const oids = wanted.map((_, index) => `, $oid${index}: GitObjectID!`).join('');
  const shared = wanted.some(({ from }) => from === 'shared')
    ? `
  shared: repository(owner: $owner, name: ".github") {${fieldsOf('shared')}
  }`
    : '';
  return `query readIssueFiles($owner: String!, $name: String!${oids}) {
  ${RATE}
  repository(owner: $owner, name: $name) {
    id${fieldsOf('repository')}
  }${shared}
}
fragment text on Blob { text byteSize }`;
}
