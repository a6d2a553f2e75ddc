import { Forbidden } from '../../forge/errors.ts';
import { DRAFT_PREFIXES } from '../../forge/gitea/draft.ts';
import { listHooks, probeWriting, type Hook } from '../../forge/gitea/hooks.ts';
import { SHARED_REPOSITORIES } from '../../forge/gitea/settings.ts';
import { agedServer } from '../../forge/gitea/version.ts';
import type { Repository, RepositoryReading } from '../../forge/model.ts';
import { resolvePolicy } from '../../hygiene/config/resolve.ts';
import { CLOSING_KEYWORDS } from '../../hygiene/links/grammar.ts';
import { readConfigLayers } from '../../hygiene/read-policy.ts';
import * as say from '../../text/cli-doctor.ts';
import { EXIT } from '../mistake.ts';
import { type Desk, print, printJson } from './desk.ts';
import { accessGitea, type GiteaAccess } from './gitea-access.ts';
import { hookFindings } from './hook-findings.ts';
import { webhookAddress } from './hooks.ts';
import { repositoryPlace } from './place.ts';
import type { DoctorRequest } from './request.ts';

type Check = (access: GiteaAccess, repository: Repository) => Promise<say.Finding[]>;

/** Looks at everything that the bot needs of a repository on Gitea or Forgejo; a line for each part of it. */
export async function doctor(request: DoctorRequest, desk: Desk): Promise<number> {
  const url = request.url === undefined ? undefined : webhookAddress(request.url);
  const { server: address, repository } = await repositoryPlace(request, desk);
  const access = await accessGitea(address, request, desk);
  const findings: say.Finding[] = [];
  for (const check of [version, account, repositoryAccess, writing, webhook(url), config]) {
    findings.push(...(await check(access, repository)));
  }
  if (request.json) printJson(desk, { findings });
  else print(desk, findings.map(say.findingLine));
  return findings.some(({ level }) => level === 'wrong') ? EXIT.found : EXIT.fine;
}

const version: Check = async ({ server }) => {
  const aged = agedServer(server);
  return [aged === undefined ? say.versionSupported(server) : say.versionAged(aged)];
};

const account: Check = async ({ forge }) =>
  orForbidden('account', async () => [say.accountIs((await forge.self()).login)]);

const repositoryAccess: Check = async ({ forge }, repository) =>
  orForbidden('repository', async () => {
    const self = await forge.self();
    if ((await forge.readRepository(repository)) === undefined) {
      return [say.repositoryUnseen(repository)];
    }
    return [say.permissionIs(await forge.permissionOf(repository, self.login))];
  });

/** Each scope is tried on its own: the forge does not tell which a token has. */
const writing: Check = async ({ calls }, repository) => {
  const found: say.Finding[] = [];
  for (const [what, scope] of [
    ['pulls', 'write:repository'],
    ['issues', 'write:issue'],
  ] as const) {
    found.push(
      ...(await orForbidden('token', async () => {
        await probeWriting(calls, repository, what);
        return [say.scopeHeld(scope)];
      })),
    );
  }
  return found;
};

function webhook(url: string | undefined): Check {
  return async ({ calls, server }, repository) => {
    const homes = [
      { of: 'repository', ...repository },
      { of: 'organisation', name: repository.owner },
      { of: 'user' },
    ] as const;
    const hooks: Hook[] = [];
    let isBlind = false;
    for (const home of homes) {
      const listed = await listHooks(calls, home);
      if (listed === undefined && home.of === 'repository') isBlind = true;
      hooks.push(...(listed ?? []));
    }
    return hookFindings(hooks, { server, isBlind, ...(url === undefined ? {} : { url }) });
  };
}

const config: Check = async ({ forge, settings }, repository) =>
  orForbidden('config', async () => {
    const reading = await forge.readRepository(repository);
    if (reading === undefined) return [];
    const { problems, policy } = resolvePolicy(await readConfigLayers(reading, forge));
    const effective = await forge.files?.issueConfig(repository);
    return [
      ...say.serverSettings({
        drafts: settings.draftPrefixes ?? DRAFT_PREFIXES,
        closing: settings.closingKeywords ?? CLOSING_KEYWORDS,
        shared: settings.sharedRepositories ?? SHARED_REPOSITORIES,
      }),
      ...(reading.ownerConfig === undefined
        ? []
        : [say.ownerConfigIs(reading.ownerRepository ?? '.github', reading.ownerConfig.path)]),
      say.configFound(
        reading.configs.map(({ path }) => path),
        policy.mode,
      ),
      ...problems.map(say.configProblem),
      ...templatesOf(reading),
      ...(effective === undefined ? [] : [say.issueConfigIs(effective)]),
    ];
  });

function templatesOf({ pullRequestTemplates: [first] }: RepositoryReading): say.Finding[] {
  return [first === undefined ? say.noTemplate() : say.templateIs(first.path)];
}

/** What the token may not do is the finding, not the end. */
async function orForbidden(
  part: say.Part,
  check: () => Promise<say.Finding[]>,
): Promise<say.Finding[]> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof Forbidden) return [say.forbidden(part, error.needs)];
    throw error;
  }
}
