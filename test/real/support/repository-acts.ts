import type { Permission, Repository } from '../../../src/forge/model.ts';
import type { NewRepository } from '../../support/forge-world/places.ts';
import type { Api } from './api.ts';
import type { RealSite } from './real-site.ts';
import { untilFound } from './until-found.ts';

type Words = { by?: string; branch?: string; repository: Repository };

/** `null` removes a file. */
export type Files = Readonly<Record<string, string | null>>;

export const BOT = 'hygiene-bot';

/** What people do with repositories, in the verbs of the world in memory, on a server. */
export class RepositoryActs {
  readonly site: RealSite;

  constructor(site: RealSite) {
    this.site = site;
  }

  /** The bot administers it unless it is not installed. The owner is a person unless the site knows it otherwise. */
  async repository(given: NewRepository & { name: string }): Promise<Repository> {
    const { owner = 'octo', name, files = { 'README.md': 'Hello' }, permissions = {} } = given;
    const repository = { owner, name };
    await (
      await this.site.as(owner)
    ).must('POST', 'user/repos', {
      name,
      private: given.private ?? false,
      default_branch: given.defaultBranch ?? 'main',
    });
    const branch = given.defaultBranch ?? 'main';
    if (Object.keys(files).length > 0) {
      await this.commitFiles(files, { repository, branch, begin: true });
    }
    if (given.installed !== false) await this.permit(BOT, 'admin', repository);
    for (const [login, permission] of Object.entries(permissions)) {
      await this.permit(login, permission, repository);
    }
    if (given.archived === true) await this.archive(repository);
    return repository;
  }

  async permit(login: string, permission: Permission, repository: Repository): Promise<void> {
    await this.site.account(login);
    const route = `${routeOf(repository)}/collaborators/${login}`;
    await this.ownerOf(repository).must('PUT', route, { permission });
  }

  /** The bot reads, and writes no files. */
  async closeToCommits(repository: Repository): Promise<void> {
    await this.permit(BOT, 'read', repository);
  }

  async archive(repository: Repository): Promise<void> {
    await this.ownerOf(repository).must('PATCH', routeOf(repository), { archived: true });
  }

  async protectBranch({
    branch = 'main',
    repository,
  }: {
    branch?: string;
    repository: Repository;
  }): Promise<void> {
    await this.ownerOf(repository).must('POST', `${routeOf(repository)}/branch_protections`, {
      rule_name: branch,
      enable_push: false,
      block_admin_merge_override: true,
    });
  }

  async deleteLabel(label: string, repository: Repository): Promise<void> {
    const id = await this.labelId(repository, label);
    await this.ownerOf(repository).must('DELETE', `${routeOf(repository)}/labels/${id}`);
  }

  async deleteRepository(repository: Repository): Promise<void> {
    await this.ownerOf(repository).must('DELETE', routeOf(repository));
  }

  /** One commit on the default branch or another one, which is made of the default one when it is not there. */
  async commitFiles(files: Files, words: Words & { begin?: boolean }): Promise<string> {
    const { repository, branch = 'main' } = words;
    const who = words.by ?? repository.owner;
    const api = await this.site.as(who);
    const isNew = words.begin === true || (await this.branchTip(repository, branch)) === undefined;
    const operations = await Promise.all(
      Object.entries(files).map(([path, text]) =>
        operationOn(
          api,
          words.begin === true ? undefined : `${routeOf(repository)}/contents/${path}`,
          { path, text, ref: isNew ? undefined : branch },
        ),
      ),
    );
    const made = await api.must<{ commit: { sha: string } }>(
      'POST',
      `${routeOf(repository)}/contents`,
      {
        branch: isNew && words.begin !== true ? 'main' : branch,
        ...(isNew && words.begin !== true ? { new_branch: branch } : {}),
        message: 'Change files',
        files: operations,
      },
    );
    const { sha } = made.commit;
    await untilFound(`${branch} of ${routeOf(repository)} is at ${sha}`, async () =>
      (await this.branchTip(repository, branch)) === sha ? sha : undefined,
    );
    return sha;
  }

  async commitFile(path: string, text: string, words: Words): Promise<string> {
    return this.commitFiles({ [path]: text }, words);
  }

  async branchTip(repository: Repository, branch: string): Promise<string | undefined> {
    const { status, body } = await this.ownerOf(repository).ask(
      'GET',
      `${routeOf(repository)}/branches/${branch}`,
    );
    return status === 200 ? (body as { commit: { id: string } }).commit.id : undefined;
  }

  /** Of the repository's labels; made when there is none. */
  protected async labelId(repository: Repository, name: string): Promise<number> {
    const api = this.ownerOf(repository);
    const route = `${routeOf(repository)}/labels`;
    type Label = { id: number; name: string };
    const known = await api.must<Label[]>('GET', `${route}?limit=50`);
    const found = known.find((each) => each.name === name);
    return (found ?? (await api.must<Label>('POST', route, { name, color: '#ededed' }))).id;
  }

  protected ownerOf({ owner }: Repository): Api {
    return this.site.admin.as(owner);
  }
}

export function routeOf({ owner, name }: Repository): string {
  return `repos/${owner}/${name}`;
}

async function operationOn(
  api: Api,
  route: string | undefined,
  { path, text, ref }: { path: string; text: string | null; ref: string | undefined },
): Promise<object> {
  const before =
    route === undefined
      ? undefined
      : await api.ask('GET', ref === undefined ? route : `${route}?ref=${encodeURIComponent(ref)}`);
  const sha = before?.status === 200 ? (before.body as { sha: string }).sha : undefined;
  if (text === null) return { operation: 'delete', path, sha };
  const content = Buffer.from(text).toString('base64');
  return sha === undefined
    ? { operation: 'create', path, content }
    : { operation: 'update', path, content, sha };
}
