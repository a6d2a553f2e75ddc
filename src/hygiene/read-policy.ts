import type { Clock } from '../clock.ts';
import type { Forge } from '../forge/forge.ts';
import type { Repository, RepositoryFile, RepositoryReading } from '../forge/model.ts';
import { mergeNoticeTemplates } from '../text/notice-templates.ts';
import type { NoticeTemplates } from '../text/notice-view.ts';
import type { ConfigLayers, ConfigProblem } from './config/config.ts';
import { extendsTargets, resolvePolicy, targetKey } from './config/resolve.ts';
import type { Policy } from './policy.ts';
import { parseTemplate } from './template/parse.ts';
import type { Template } from './template/template.ts';

/** What a repository wants of its subjects, as its default branch said at one instant. */
export type RepositoryPolicy = {
  reading: RepositoryReading;
  policy: Policy;
  /** What the check tells maintainers; the policy is already no stronger than a broken config allows. */
  problems: readonly ConfigProblem[];
  pullRequestTemplates: readonly Template[];
  issueTemplates: readonly Template[];
  notices: NoticeTemplates;
  /** Since when the templates are known to be as they are: older subjects may follow an older version. */
  templatesKnownSince: number;
  readAt: number;
};

export type PolicySources = {
  forge: Forge;
  clock: Clock;
  builtInNotices: NoticeTemplates;
  /** When the bot came to these repositories; undefined where the forge does not tell. */
  knownSince?: () => Promise<number | undefined>;
};

/** `extends` may name files that extend others; what is deeper is reported as a problem. */
const DEEPEST_EXTENDS = 5;

/** Reads it anew; `before` tells how long the templates have been what they are. */
export async function readPolicy(
  repository: Repository,
  before: RepositoryPolicy | undefined,
  sources: PolicySources,
): Promise<RepositoryPolicy | undefined> {
  const { forge, clock, builtInNotices, knownSince } = sources;
  const readAt = clock.now();
  const reading = await forge.readRepository(repository);
  if (reading === undefined) return undefined;

  const layers = await readConfigLayers(reading, forge);
  const since = latest(layers.knownSince, await knownSince?.());
  const { policy, problems } = resolvePolicy(
    since === undefined ? layers : { ...layers, knownSince: since },
  );
  const ownTexts = await readNoticeTemplates(repository, policy, forge);
  const { templates: notices, problems: noticeProblems } = mergeNoticeTemplates(
    builtInNotices,
    ownTexts,
  );
  const pullRequestTemplates = await readTemplates(reading, policy, forge);
  return {
    reading,
    policy,
    problems: [
      ...problems,
      ...noticeProblems.map(({ name, message }) => ({
        file: policy.report.templates[name] ?? name,
        key: `report.templates.${name}`,
        message,
      })),
    ],
    pullRequestTemplates,
    issueTemplates: reading.issueTemplates.map((file) => parseTemplate(file, { current: true })),
    notices,
    templatesKnownSince:
      before !== undefined && hasSameTemplates(before, pullRequestTemplates, reading)
        ? before.templatesKnownSince
        : readAt,
    readAt,
  };
}

/** The bot has been asked for only since it was installed and, where there is a config, since that was written. */
function latest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
}

/** Everything that says what the repository wants, with the files that it extends. */
export async function readConfigLayers(
  reading: RepositoryReading,
  forge: Pick<Forge, 'readFile'>,
): Promise<ConfigLayers> {
  const extended = new Map<string, RepositoryFile | undefined>();
  const layers: ConfigLayers = {
    repository: reading.repository,
    own: reading.configs,
    ...(reading.ownerConfig === undefined ? {} : { owner: reading.ownerConfig }),
    ...(reading.ownerRepository === undefined ? {} : { ownerRepository: reading.ownerRepository }),
    extended,
    ...(reading.configSince === undefined ? {} : { knownSince: reading.configSince }),
  };
  for (let depth = 0; depth < DEEPEST_EXTENDS; depth += 1) {
    const missing = extendsTargets(layers).filter((target) => !extended.has(targetKey(target)));
    if (missing.length === 0) break;
    for (const target of missing) {
      const file =
        'preset' in target
          ? undefined
          : await forge.readFile(target.repository, target.path, target.ref);
      extended.set(targetKey(target), file);
    }
  }
  return layers;
}

/** Texts of the repository's own, by template name; a file that is not there is reported as an unusable one. */
async function readNoticeTemplates(
  repository: Repository,
  policy: Policy,
  forge: Forge,
): Promise<ReadonlyMap<string, string | undefined>> {
  const texts = new Map<string, string | undefined>();
  for (const [name, path] of Object.entries(policy.report.templates)) {
    texts.set(name, (await forge.readFile(repository, path))?.text);
  }
  return texts;
}

/** The forge's own templates, or what the config names instead; sections that the config lists need no file. */
async function readTemplates(
  reading: RepositoryReading,
  policy: Policy,
  forge: Forge,
): Promise<readonly Template[]> {
  const { template } = policy.rules['pr-template'];
  if (template === 'auto') {
    return reading.pullRequestTemplates.map((file) => parseTemplate(file, { current: true }));
  }
  if (!('path' in template)) return [];
  const file =
    reading.pullRequestTemplates.find(({ path }) => path === template.path) ??
    (await forge.readFile(reading.repository, template.path));
  return file === undefined ? [] : [parseTemplate(file, { current: true })];
}

function hasSameTemplates(
  before: RepositoryPolicy,
  pullRequestTemplates: readonly Template[],
  reading: RepositoryReading,
): boolean {
  return (
    JSON.stringify(before.pullRequestTemplates) === JSON.stringify(pullRequestTemplates) &&
    JSON.stringify(before.reading.issueTemplates) === JSON.stringify(reading.issueTemplates)
  );
}
