import type { Clock } from '../../../src/clock.ts';
import type { Chance } from './chance.ts';
import type { Ids } from './ids.ts';
import type { Network, Plan, Script } from './plan.ts';
import type { Job, Message, Session } from './session.ts';
import {
  BUSY,
  IDLE,
  SESSION_MODEL,
  sessionJson,
  userJson,
  type AssistantJson,
  type ErrorJson,
  type MessageJson,
  type PartJson,
  type StatusJson,
} from './shapes.ts';
import type { Stream } from './stream.ts';
import type { Truth } from './truth.ts';

export const HOME = '/repo';

/** A permission request or a question, as GET /permission and GET /question list it. */
export type AskJson = { id: string; sessionID: string; [detail: string]: unknown };

export type AskAnswer =
  | { how: 'allowed' }
  | { how: 'answered'; answers: string[][] }
  | { how: 'rejected'; message?: string };

export type OpenAsk = {
  kind: 'permission' | 'question';
  json: AskJson;
  session: Session;
  answer: (answer: AskAnswer) => void;
};

/**
 * The server's state, and the only way to change what both REST and the stream show of it: every change is seen by
 * REST at once and put into the stream in the same breath. After its death nothing changes any more.
 */
export class World {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly ids: Ids;
  readonly stream: Stream;
  readonly truth: Truth;
  readonly plan: Plan;
  readonly network: Network;
  readonly sessions = new Map<string, Session>();
  readonly statuses = new Map<string, StatusJson>();
  readonly asks = new Map<string, OpenAsk>();
  /** oh-my-opencode's marker files, by the session that launched its tasks. */
  readonly markers = new Map<string, 'active' | 'idle'>();
  readonly log: { at: number; what: string }[] = [];
  dead = false;
  /** When the root was first prompted: faults are timed from here. */
  #prompted: number | undefined;

  constructor(of: {
    clock: Clock;
    chance: Chance;
    ids: Ids;
    stream: Stream;
    truth: Truth;
    plan: Plan;
    network: Network;
  }) {
    this.clock = of.clock;
    this.chance = of.chance;
    this.ids = of.ids;
    this.stream = of.stream;
    this.stream.stalledFor = () => this.stalledFor();
    this.truth = of.truth;
    this.plan = of.plan;
    this.network = of.network;
  }

  /** What the plan has in store for after the first prompt. */
  onPrompt: () => void = () => {};

  rootIsPrompted(): void {
    if (this.#prompted !== undefined) return;
    this.#prompted = this.clock.now();
    this.onPrompt();
  }

  /** Since the root's first prompt; negative before. */
  get elapsed(): number {
    return this.#prompted === undefined ? -1 : this.clock.now() - this.#prompted;
  }

  /** Whether there is nobody to answer now. */
  refuses(what: 'call' | 'stream'): boolean {
    const { elapsed } = this;
    return (
      this.dead ||
      this.network.drops.some(
        ({ at, refused, calls }) =>
          elapsed >= at && elapsed < at + refused && (what === 'stream' || !calls),
      )
    );
  }

  /** How long still nothing is delivered. */
  stalledFor(): number {
    const { elapsed } = this;
    let left = 0;
    for (const { at, lasts } of this.network.stalls) {
      if (elapsed >= at && elapsed < at + lasts) left = Math.max(left, at + lasts - elapsed);
    }
    return left;
  }

  note(what: string): void {
    this.log.push({ at: this.clock.now(), what });
  }

  /** `about` names the session of an event that the server keeps. */
  publish(directory: string, type: string, properties: object, about?: string): void {
    if (!this.dead) this.stream.publish(directory, type, properties, about);
  }

  /** A dead server does nothing more: whoever waits for time there waits for ever. */
  async pause(ms: number, signal?: AbortSignal): Promise<void> {
    await this.clock.sleep(ms, signal);
    if (this.dead) await new Promise<never>(() => {});
  }

  createSession(of: {
    script: Script;
    parent?: Session;
    directory?: string;
    ours: boolean;
  }): Session {
    const { script, parent } = of;
    const directory = script.directory ?? of.directory ?? parent?.info.directory ?? HOME;
    const agent = script.agent ?? (parent === undefined ? 'build' : 'general');
    const id = this.ids.session();
    const session: Session = {
      info: sessionJson({
        id,
        directory,
        title: script.title ?? (parent === undefined ? 'New session' : 'work'),
        now: this.clock.now(),
        ...(parent === undefined ? {} : { parent: { id: parent.info.id, agent } }),
      }),
      script,
      agent,
      ours: of.ours,
      ...(parent === undefined ? {} : { parent }),
      children: [],
      messages: [],
      taken: 0,
      answers: 0,
      goesOn: false,
      foreground: false,
      launched: new Map(),
      prompts: new Set(),
      deleted: false,
    };
    this.sessions.set(id, session);
    parent?.children.push(session);
    this.tell(session, 'session.created', { info: session.info }, true);
    this.note(`${id} created${parent === undefined ? '' : ` by ${parent.info.id}`}`);
    return session;
  }

  updateSession(session: Session): void {
    const { agent } = session;
    const time = { ...session.info.time, updated: this.clock.now() };
    session.info = { ...session.info, agent, model: SESSION_MODEL, time };
    this.tell(session, 'session.updated', { info: session.info }, true);
  }

  setStatus(session: Session, status: StatusJson): void {
    const { id } = session.info;
    if (status.type === 'idle') this.statuses.delete(id);
    else this.statuses.set(id, status);
    this.tell(session, 'session.status', { status });
    this.note(`${id} ${status.type}`);
  }

  goIdle(session: Session): void {
    this.setStatus(session, IDLE);
    this.tell(session, 'session.idle', {});
  }

  /** Only REST knows yet. */
  markBusy(session: Session): void {
    this.statuses.set(session.info.id, BUSY);
  }

  addUser(session: Session, text: string, of: { id?: string; part?: object } = {}): string {
    const id = of.id ?? this.ids.ascending('msg');
    this.putMessage(session, userJson(id, session.info.id, session.agent, this.clock.now()));
    this.addPart(session, id, { type: 'text', text, ...of.part });
    session.asked = id;
    this.updateSession(session);
    return id;
  }

  putMessage(session: Session, info: MessageJson): void {
    const known = session.messages.find((message) => message.info.id === info.id);
    if (known === undefined) session.messages.push({ info, parts: [] });
    else known.info = info;
    this.tell(session, 'message.updated', { info }, true);
  }

  /** As the server does when a message is done: it says so twice. */
  finishMessage(
    session: Session,
    info: AssistantJson,
    change: Partial<AssistantJson>,
  ): AssistantJson {
    const time = { ...info.time, completed: this.clock.now() };
    const done = { ...info, ...change, time };
    this.putMessage(session, done);
    this.putMessage(session, done);
    return done;
  }

  addPart(
    session: Session,
    messageID: string,
    part: { type: string; [detail: string]: unknown },
  ): PartJson {
    const id = this.ids.ascending('prt');
    const json = { ...part, id, messageID, sessionID: session.info.id };
    this.putPart(session, json);
    return json;
  }

  putPart(session: Session, part: PartJson): void {
    const message = this.#messageOf(session, part);
    if (message === undefined) return;
    const at = message.parts.findIndex(({ id }) => id === part.id);
    if (at < 0) message.parts.push(part);
    else message.parts[at] = part;
    this.tell(session, 'message.part.updated', { part, time: this.clock.now() }, true);
  }

  sayError(session: Session, error: ErrorJson): void {
    this.tell(session, 'session.error', { error });
    this.note(`${session.info.id} error ${error.name}`);
  }

  tell(session: Session, type: string, properties: object, durable = false): void {
    const { id, directory } = session.info;
    this.publish(directory, type, { sessionID: id, ...properties }, durable ? id : undefined);
  }

  /** The parent knows, or nobody will tell it any more. */
  closeJob(job: Job): void {
    job.told = true;
    job.release();
  }

  /** Killed: the line is cut without a word, and nothing answers any more. */
  die(): void {
    if (this.dead) return;
    this.note('the server is killed');
    this.dead = true;
    this.truth.serverEnds();
    this.stream.cut('reset');
  }

  /** The orderly end: everybody is aborted, the instances end; a listener to one of them hears a clean end. */
  async dispose(): Promise<void> {
    this.note('the server is disposed');
    this.truth.serverEnds();
    const running = [...this.sessions.values()].flatMap(({ run }) => run ?? []);
    for (const { stop } of running) stop.abort();
    await Promise.all(running.map(({ over }) => over));
    for (const directory of new Set(
      [...this.sessions.values()].map(({ info }) => info.directory),
    )) {
      this.publish(directory, 'server.instance.disposed', { directory });
    }
    this.publish('global', 'global.disposed', {});
    this.stream.cut('eof', (connection) => connection.directory !== undefined);
  }

  #messageOf(session: Session, part: PartJson): Message | undefined {
    return session.messages.findLast(({ info }) => info.id === part.messageID);
  }
}
