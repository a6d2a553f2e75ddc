import type { SubjectRef } from '../../../src/forge/model.ts';
import type { By, NewIssue } from '../../support/forge-world/subjects.ts';
import type { Api } from './api.ts';
import { RepositoryActs, routeOf } from './repository-acts.ts';

type Reaction = '+1' | '-1' | 'confused' | 'heart';
type Said = { id: string };

/** What people do with pull requests and issues alike. */
export class SubjectActs extends RepositoryActs {
  readonly #authors = new Map<string, string>();
  readonly #comments = new Map<string, { on: SubjectRef; author: string }>();

  async openIssue(given: NewIssue & Required<Pick<NewIssue, 'repository'>>): Promise<SubjectRef> {
    const { repository, author = 'ann', title = 'It breaks', body = '' } = given;
    const labels = [];
    for (const name of given.labels ?? []) labels.push(await this.labelId(repository, name));
    const api = await this.site.as(author);
    const { number } = await api.must<{ number: number }>('POST', `${routeOf(repository)}/issues`, {
      title,
      body,
    });
    const ref = { ...repository, number };
    this.noteAuthor(ref, author);
    if (labels.length > 0) {
      await this.ownerOf(ref).must('POST', `${this.issue(ref)}/labels`, { labels });
    }
    return ref;
  }

  async editTitle(ref: SubjectRef, title: string, { by }: By = {}): Promise<void> {
    await (await this.author(ref, by)).must('PATCH', this.issue(ref), { title });
  }

  async editBody(ref: SubjectRef, body: string, { by }: By = {}): Promise<void> {
    await (await this.author(ref, by)).must('PATCH', this.issue(ref), { body });
  }

  async label(ref: SubjectRef, label: string, { by }: By = {}): Promise<void> {
    const id = await this.labelId(ref, label);
    await (
      await this.maintainer(ref, by)
    ).must('POST', `${this.issue(ref)}/labels`, { labels: [id] });
  }

  async unlabel(ref: SubjectRef, label: string, { by }: By = {}): Promise<void> {
    const id = await this.labelId(ref, label);
    await (await this.maintainer(ref, by)).must('DELETE', `${this.issue(ref)}/labels/${id}`);
  }

  async close(ref: SubjectRef, { by }: By = {}): Promise<void> {
    await (await this.maintainer(ref, by)).must('PATCH', this.issue(ref), { state: 'closed' });
  }

  async reopen(ref: SubjectRef, { by }: By = {}): Promise<void> {
    await (await this.maintainer(ref, by)).must('PATCH', this.issue(ref), { state: 'open' });
  }

  async assign(ref: SubjectRef, to: string, { by }: By = {}): Promise<void> {
    const api = await this.maintainer(ref, by);
    const before = await this.#assignees(api, ref);
    await api.must('PATCH', this.issue(ref), { assignees: [...before, to] });
  }

  async unassign(ref: SubjectRef, to: string, { by }: By = {}): Promise<void> {
    const api = await this.maintainer(ref, by);
    const before = await this.#assignees(api, ref);
    const assignees = before.filter((login) => login !== to);
    await api.must('PATCH', this.issue(ref), { assignees });
  }

  async lock(ref: SubjectRef, { by }: By = {}): Promise<void> {
    await this.#setLock(ref, 'lock', by);
  }

  async unlock(ref: SubjectRef, { by }: By = {}): Promise<void> {
    await this.#setLock(ref, 'unlock', by);
  }

  async deleteIssue(ref: SubjectRef, { by }: By = {}): Promise<void> {
    await (await this.maintainer(ref, by)).must('DELETE', this.issue(ref));
  }

  async comment(ref: SubjectRef, body: string, { by }: By = {}): Promise<Said> {
    const api = await this.author(ref, by);
    const made = await api.must<{ id: number }>('POST', `${this.issue(ref)}/comments`, { body });
    const id = String(made.id);
    this.#comments.set(id, { on: ref, author: by ?? this.authorOf(ref) });
    return { id };
  }

  async editComment(id: string, body: string, { by }: By = {}): Promise<void> {
    const { api, route } = await this.#commentAs(id, by);
    await api.must('PATCH', route, { body });
  }

  async deleteComment(id: string, { by }: By = {}): Promise<void> {
    const { api, route } = await this.#commentAs(id, by);
    await api.must('DELETE', route);
  }

  async react(id: string, content: Reaction, { by }: By = {}): Promise<void> {
    const { api, route } = await this.#commentAs(id, by);
    await api.must('POST', `${route}/reactions`, { content });
  }

  protected issue(ref: SubjectRef): string {
    return `${routeOf(ref)}/issues/${ref.number}`;
  }

  protected noteAuthor(of: SubjectRef, login: string): void {
    this.#authors.set(keyOf(of), login);
  }

  protected authorOf(ref: SubjectRef): string {
    return this.#authors.get(keyOf(ref)) ?? ref.owner;
  }

  protected author(ref: SubjectRef, by: string | undefined): Promise<Api> {
    return this.site.as(by ?? this.authorOf(ref));
  }

  protected maintainer(ref: SubjectRef, by: string | undefined): Promise<Api> {
    return this.site.as(by ?? ref.owner);
  }

  /** Forgejo's API has nothing for it. */
  async #setLock(ref: SubjectRef, to: 'lock' | 'unlock', by = ref.owner): Promise<void> {
    if (this.site.server.kind === 'gitea') {
      const method = to === 'lock' ? 'PUT' : 'DELETE';
      await (await this.maintainer(ref, by)).must(method, `${this.issue(ref)}/lock`, {});
      return;
    }
    const pages = await this.site.pages(by);
    await pages.send(`${ref.owner}/${ref.name}/issues/${ref.number}/${to}`, { reason: '' });
  }

  async #commentAs(id: string, by: string | undefined): Promise<{ api: Api; route: string }> {
    const { on, author } = this.#comments.get(id) ?? {};
    if (on === undefined) throw new Error(`nobody here made the comment ${id}`);
    const api = await this.site.as(by ?? author ?? on.owner);
    return { api, route: `${routeOf(on)}/issues/comments/${id}` };
  }

  async #assignees(api: Api, ref: SubjectRef): Promise<string[]> {
    const { assignees } = await api.must<{ assignees: { login: string }[] | null }>(
      'GET',
      this.issue(ref),
    );
    return (assignees ?? []).map(({ login }) => login);
  }
}

function keyOf({ owner, name, number }: SubjectRef): string {
  return `${owner}/${name}#${number}`;
}
