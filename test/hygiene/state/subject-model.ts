import type {
  Account,
  Change,
  Check,
  CommandComment,
  Comment,
  Permission,
  Subject,
  SubjectEvent,
  SubjectReading,
} from '../../../src/forge/model.ts';
import type { ForgeAbilities } from '../../../src/forge/forge.ts';
import type { NoticeKind, NoticeRecord } from '../../../src/hygiene/record.ts';
import { decide } from '../../../src/hygiene/state/decide.ts';
import type { Decision, DecisionInput } from '../../../src/hygiene/state/input.ts';
import { readMarker, subjectIdentity } from '../../../src/text/marker.ts';
import { NOTICE_TEMPLATES, type NoticeTemplates } from '../../../src/text/notice-view.ts';
import type { Policy } from '../../../src/hygiene/policy.ts';
import { enforcing, verdictOf, type Wrong } from './policy-and-verdict.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const START = Date.UTC(2026, 5, 24, 14, 5);

export const BOT: Account = { login: 'agent-run[bot]', isBot: true };
export const AUTHOR = 'olivia';
export const MAINTAINER = 'maria';
const HOST = 'forge.example';

type NewEvent = SubjectEvent extends infer E
  ? E extends SubjectEvent
    ? Omit<E, 'at' | 'by'>
    : never
  : never;

const TEMPLATES = Object.fromEntries(
  NOTICE_TEMPLATES.map((name) => [name, `${name} {{#deadline}}{{deadline}}{{/deadline}}`]),
) as NoticeTemplates;

const ABILITIES: ForgeAbilities = {
  minimise: true,
  checks: 'check-run',
  closesOnlyFromDefaultBranch: true,
  authorMayReopen: false,
  reopenNeedsSameHead: true,
  pullRequestForms: false,
};

/** A pull request as a forge would hold it, with the bot's writes applied to it and people's acts as verbs. */
export class SubjectModel {
  now = START;
  policy: Policy;
  wrong: Wrong;
  exemption: DecisionInput['exemption'];
  reason: DecisionInput['reason'] = 'event';
  given: Partial<DecisionInput> = {};
  readonly abilities: ForgeAbilities = { ...ABILITIES };
  readonly comments: Comment[] = [];
  readonly commands: CommandComment[] = [];
  readonly events: SubjectEvent[] = [];
  readonly reactions: string[] = [];
  readonly permissions = new Map<string, Permission>([
    [AUTHOR, 'read'],
    [MAINTAINER, 'write'],
    ['tina', 'triage'],
  ]);
  check: { sha: string; check: Check } | undefined;
  subject: Subject;
  #ids = 0;

  constructor(wrong: Wrong = ['template'], policy: Policy = enforcing()) {
    this.wrong = wrong;
    this.policy = policy;
    this.subject = {
      owner: 'acme',
      name: 'rocket',
      number: 7,
      kind: 'pull-request',
      title: 'fix: the engine',
      body: '',
      author: { login: AUTHOR, isBot: false },
      state: 'open',
      merged: false,
      draft: false,
      locked: false,
      labels: [],
      assignees: [],
      url: 'https://forge.example/acme/rocket/pull/7',
      createdAt: START - HOUR,
      updatedAt: START,
      branches: {
        base: 'main',
        baseIsDefault: true,
        head: 'engine',
        headSha: 'c0ffee',
        headRepository: 'olivia/rocket',
      },
    };
  }

  reading(): SubjectReading {
    return {
      subject: this.subject,
      ownNotices: this.comments.filter(({ author }) => author.login === BOT.login),
      commands: [...this.commands],
      events: [...this.events],
      references: [],
      permissions: new Map(),
    };
  }

  decide(): Decision {
    return decide({
      now: this.now,
      policy: this.policy,
      verdict: verdictOf(this.wrong, this.policy),
      reading: this.reading(),
      forge: { kind: 'github', host: HOST, abilities: this.abilities, self: BOT },
      permissions: this.permissions,
      exemption: this.exemption,
      reason: this.reason,
      templates: TEMPLATES,
      parts: {
        repository: { owner: 'acme', name: 'rocket', url: 'https://forge.example/acme/rocket' },
        links: { newIssue: 'https://forge.example/acme/rocket/issues/new' },
        skeletons: [],
        linked: [],
      },
      configProblems: [],
      ...(this.check === undefined ? {} : { lastCheck: this.check }),
      ...this.given,
    });
  }

  /** One whole look: decides and writes everything. */
  look(): Decision {
    const decision = this.decide();
    for (const change of decision.changes) this.apply(change);
    return decision;
  }

  /** A look that is killed after some of its writes. */
  lookUntil(writes: number): void {
    for (const change of this.decide().changes.slice(0, writes)) this.apply(change);
  }

  pass(span: number): this {
    this.now += span;
    return this;
  }

  /** Several findings of a rule are written as `template:a`, `template:b`. */
  edit(wrong: Wrong): this {
    this.wrong = wrong;
    return this;
  }

  happen(event: NewEvent, login?: string): this {
    const by = login === undefined ? {} : { by: { login, isBot: login.endsWith('[bot]') } };
    this.events.push({ at: this.now, ...by, ...event });
    return this;
  }

  close(login: string): this {
    this.subject = { ...this.subject, state: 'closed' };
    return this.happen({ kind: 'closed' }, login);
  }

  reopen(login: string): this {
    this.subject = { ...this.subject, state: 'open' };
    return this.happen({ kind: 'reopened' }, login);
  }

  merge(): this {
    this.subject = { ...this.subject, state: 'closed', merged: true };
    return this.happen({ kind: 'closed' }, MAINTAINER);
  }

  draft(draft: boolean): this {
    this.subject = { ...this.subject, draft };
    return this.happen({ kind: draft ? 'drafted' : 'readied' }, AUTHOR);
  }

  lock(locked: boolean): this {
    this.subject = { ...this.subject, locked };
    return this.happen({ kind: locked ? 'locked' : 'unlocked' }, MAINTAINER);
  }

  label(label: string, login: string): this {
    this.subject = { ...this.subject, labels: [...this.subject.labels, label] };
    return this.happen({ kind: 'labelled', label }, login);
  }

  unlabel(label: string, login: string): this {
    const labels = this.subject.labels.filter((name) => name !== label);
    this.subject = { ...this.subject, labels };
    return this.happen({ kind: 'unlabelled', label }, login);
  }

  say(body: string, login: string): this {
    this.commands.push({ ...this.#comment(body, login), answered: false });
    return this;
  }

  post(body: string, login = BOT.login): Comment {
    const comment = this.#comment(body, login);
    this.comments.push(comment);
    return comment;
  }

  record(kind: NoticeKind = 'all'): NoticeRecord | undefined {
    const identity = subjectIdentity(HOST, this.subject);
    return this.comments
      .map(({ body }) => readMarker(body, identity))
      .find((record) => record?.notice === kind);
  }

  apply(change: Change): void {
    switch (change.do) {
      case 'post-notice':
      case 'reply':
        this.post(change.body);
        return;
      case 'edit-notice':
        return this.#edit(change.comment, { body: change.body });
      case 'delete-notice': {
        const at = this.comments.findIndex(({ id }) => id === change.comment);
        if (at !== -1) this.comments.splice(at, 1);
        return;
      }
      case 'minimise':
      case 'unminimise':
        return this.#edit(change.comment, { minimised: change.do === 'minimise' });
      case 'add-labels':
        for (const { name } of change.labels) this.label(name, BOT.login);
        return;
      case 'remove-labels':
        for (const name of change.labels) this.unlabel(name, BOT.login);
        return;
      case 'close':
        this.close(BOT.login);
        return;
      case 'reopen':
        this.reopen(BOT.login);
        return;
      case 'edit-body':
        this.subject = { ...this.subject, body: change.body };
        return;
      case 'set-check':
        this.check = { sha: change.sha, check: change.check };
        return;
      case 'react':
        this.reactions.push(change.reaction);
        this.#answer(change.comment);
        return;
    }
  }

  #comment(body: string, login: string): Comment {
    this.#ids += 1;
    const id = String(this.#ids);
    const author = { login, isBot: login === BOT.login };
    return {
      id,
      author,
      body,
      createdAt: this.now,
      url: `https://forge.example/${id}`,
      minimised: false,
    };
  }

  #edit(id: string, to: Partial<Comment>): void {
    const at = this.comments.findIndex((comment) => comment.id === id);
    const before = this.comments[at];
    if (before === undefined) throw new Error(`There is no comment ${id} of the bot.`);
    if (before.author.login !== BOT.login) throw new Error('The bot touched a foreign comment.');
    this.comments[at] = { ...before, ...to };
  }

  #answer(id: string): void {
    const at = this.commands.findIndex((comment) => comment.id === id);
    const before = this.commands[at];
    if (before !== undefined) this.commands[at] = { ...before, answered: true };
  }
}

export function flagged(wrong: Wrong = ['template'], policy?: Policy): SubjectModel {
  const model = new SubjectModel(wrong, policy);
  model.look();
  return model;
}

/** Flagged, and closed two hours later. */
export function closed(wrong: Wrong = ['template'], policy?: Policy): SubjectModel {
  const model = flagged(wrong, policy);
  model.pass(2 * HOUR).look();
  if (model.subject.state !== 'closed') throw new Error('The bot did not close it.');
  return model;
}
