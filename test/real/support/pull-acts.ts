import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Repository, SubjectRef } from '../../../src/forge/model.ts';
import type { NewPull } from '../../support/forge-world/pulls.ts';
import type { By } from '../../support/forge-world/subjects.ts';
import type { Files } from './repository-acts.ts';
import { routeOf } from './repository-acts.ts';
import { SubjectActs } from './subject-acts.ts';
import { untilTrue } from './until-found.ts';

type Pull = {
  number: number;
  title: string;
  state: string;
  merged: boolean;
  head: { ref: string; sha: string };
};
type Verdict = 'approved' | 'changes-requested' | 'commented';

const VERDICTS = {
  approved: 'APPROVED',
  'changes-requested': 'REQUEST_CHANGES',
  commented: 'COMMENT',
} as const;
const WIP = 'WIP: ';

/** What people do with pull requests. */
export class RealActs extends SubjectActs {
  /** Where each one's branch is, by its address. */
  readonly #heads = new Map<string, Repository>();

  /** From a fork, unless its author may write or it is told otherwise. */
  async openPull(given: NewPull & { repository: Repository }): Promise<SubjectRef> {
    const { repository, author = 'ann', title = 'fix: make it work', body = '' } = given;
    const { head = 'feature', files = { 'src/a.ts': 'a' }, draft = false, base = 'main' } = given;
    const api = await this.site.as(author);
    const onFork = given.fromFork ?? author !== repository.owner;
    const home = onFork ? await this.#fork(repository, author) : repository;
    await this.commitFiles(files, { repository: home, branch: head, by: author });
    const { number } = await api.must<Pull>('POST', `${routeOf(repository)}/pulls`, {
      base,
      head: onFork ? `${author}:${head}` : head,
      title: draft ? WIP + title : title,
      body,
    });
    const ref = { ...repository, number };
    this.noteAuthor(ref, author);
    this.#heads.set(this.#pull(ref), home);
    for (const label of given.labels ?? []) await this.label(ref, label);
    return ref;
  }

  async push(
    ref: SubjectRef,
    files: Files = { 'src/a.ts': 'more' },
    { by }: By = {},
  ): Promise<string> {
    const { home, branch } = await this.#headOf(ref);
    const sha = await this.commitFiles(files, {
      repository: home,
      branch,
      by: by ?? this.authorOf(ref),
    });
    await this.#arrived(ref, sha);
    return sha;
  }

  /** Other commits in place of the old ones: only git itself can do that. */
  async forcePush(ref: SubjectRef): Promise<string> {
    const { home, branch } = await this.#headOf(ref);
    const folder = mkdtempSync(join(tmpdir(), 'forced-push-'));
    const git = (...parts: readonly string[]): string =>
      execFileSync('git', ['-c', 'user.name=ann', '-c', 'user.email=ann@example.com', ...parts], {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      }).trim();
    try {
      const url = this.site.pushUrl(this.authorOf(ref), `${home.owner}/${home.name}`);
      git('clone', '--quiet', '--branch', branch, url, '.');
      git('reset', '--quiet', '--hard', 'HEAD~1');
      writeFileSync(join(folder, 'b.ts'), String(performance.now()));
      git('add', '.');
      git('commit', '--quiet', '--message', 'Otherwise');
      git('push', '--quiet', '--force', 'origin', `HEAD:${branch}`);
      const sha = git('rev-parse', 'HEAD');
      await this.#arrived(ref, sha);
      return sha;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  async deleteHead(ref: SubjectRef): Promise<void> {
    const { home, branch } = await this.#headOf(ref);
    const api = await this.site.as(this.authorOf(ref));
    await api.must('DELETE', `${routeOf(home)}/branches/${branch}`);
    await this.#ended(ref);
  }

  async deleteFork(ref: SubjectRef): Promise<void> {
    await this.deleteRepository((await this.#headOf(ref)).home);
    await this.#ended(ref);
  }

  async changeBase(ref: SubjectRef, base: string, { by }: By = {}): Promise<void> {
    await (await this.author(ref, by)).must('PATCH', this.#pull(ref), { base });
  }

  async draft(ref: SubjectRef, { by }: By = {}): Promise<void> {
    const { title } = await this.#read(ref);
    await this.editTitle(ref, WIP + title, by === undefined ? {} : { by });
  }

  async ready(ref: SubjectRef, { by }: By = {}): Promise<void> {
    const { title } = await this.#read(ref);
    await this.editTitle(ref, title.replace(WIP, ''), by === undefined ? {} : { by });
  }

  async review(
    ref: SubjectRef,
    verdict: Verdict = 'approved',
    { by, body = 'As said.' }: By & { body?: string } = {},
  ): Promise<void> {
    const api = await this.maintainer(ref, by);
    await api.must('POST', `${this.#pull(ref)}/reviews`, { event: VERDICTS[verdict], body });
  }

  /** The server first looks for conflicts, which takes it a while. */
  async merge(ref: SubjectRef, { by }: By = {}): Promise<void> {
    const api = await this.maintainer(ref, by);
    await untilTrue(`#${ref.number} can be merged`, async () => {
      const { status, body } = await api.ask('POST', `${this.#pull(ref)}/merge`, { Do: 'merge' });
      if (status !== 200 && status !== 405) throw new Error(`merge: ${status} ${String(body)}`);
      return status === 200;
    });
  }

  async #fork(repository: Repository, login: string): Promise<Repository> {
    const fork = { owner: login, name: repository.name };
    const api = await this.site.as(login);
    const { status } = await api.ask('GET', routeOf(fork));
    if (status === 404) await api.must('POST', `${routeOf(repository)}/forks`, {});
    await untilTrue(
      `${login} has a fork`,
      async () => (await this.branchTip(fork, 'main')) !== undefined,
    );
    return fork;
  }

  /** The server follows a branch a moment later; that of a closed one it does not follow. */
  async #arrived(ref: SubjectRef, sha: string): Promise<void> {
    if ((await this.#read(ref)).state === 'closed') return;
    await untilTrue(
      `#${ref.number} is at ${sha}`,
      async () => (await this.#read(ref)).head.sha === sha,
    );
  }

  /** Without its branch a pull request is closed, a moment later. */
  async #ended(ref: SubjectRef): Promise<void> {
    await untilTrue(
      `#${ref.number} is closed`,
      async () => (await this.#read(ref)).state === 'closed',
    );
  }

  async #headOf(ref: SubjectRef): Promise<{ home: Repository; branch: string }> {
    const { head } = await this.#read(ref);
    const home = this.#heads.get(this.#pull(ref));
    if (home === undefined) throw new Error(`nobody here opened #${ref.number}`);
    return { home, branch: head.ref };
  }

  #read(ref: SubjectRef): Promise<Pull> {
    return this.ownerOf(ref).must<Pull>('GET', this.#pull(ref));
  }

  #pull(ref: SubjectRef): string {
    return `${routeOf(ref)}/pulls/${ref.number}`;
  }
}
