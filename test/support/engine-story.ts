import { createMemory, type Memory } from '../../src/hygiene/memory.ts';
import type { Forge } from '../../src/forge/forge.ts';
import type { Subject, SubjectRef } from '../../src/forge/model.ts';
import { builtInNotices } from '../../src/hygiene/notice-files.ts';
import type { World } from '../../src/hygiene/observe.ts';
import { createPolicies } from '../../src/hygiene/policies.ts';
import {
  type Look,
  type Promises,
  reconcile,
  type Reconciled,
} from '../../src/hygiene/reconcile.ts';
import type { NoticeRecord } from '../../src/hygiene/record.ts';
import { readMarker, subjectIdentity } from '../../src/text/marker.ts';
import { fakeForge } from './forge-world/fake-forge.ts';
import { START } from './forge-world/ground.ts';
import type { NewPull } from './forge-world/pulls.ts';
import { subjectView } from './forge-world/subject-view.ts';
import { type ForgeWorld, forgeWorld } from './forge-world/world.ts';
import { SteppedClock } from './stepped-clock.ts';

export { HOUR, MINUTE, SECOND } from './forge-world/state.ts';

export const TEMPLATE_PATH = '.github/pull_request_template.md';
export const CONFIG_PATH = '.github/hygiene.yml';

/** Three sections, one with boxes. */
export const TEMPLATE = `### What does this PR do?

Please describe the change.

### How did you verify it?

### Checklist

- [ ] I have tested my changes
- [ ] I have read the guide
`;

export const GOOD_BODY = `### What does this PR do?

Closes #1: the run waits for background sessions, too.

### How did you verify it?

With a new test, and by hand.

### Checklist

- [x] I have tested my changes
- [x] I have read the guide
`;

/** The same, but for the link. */
export const UNLINKED_BODY = GOOD_BODY.replace('Closes #1: the', 'The');
/** Two sections of three, and a link. */
export const HALF_BODY = GOOD_BODY.replace(/### Checklist[\s\S]*/, '');
export const BAD_BODY = 'It is broken, this repairs it.';

export const ENFORCE = 'version: 1\nmode: enforce\n';
export const SEPARATE = `${ENFORCE}report: { layout: separate }\n`;

export type StoryOptions = {
  /** Text of the config file; absent for a repository without one. */
  config?: string;
  /** Absent for ours, null for a repository without one. */
  template?: string | null;
  files?: Readonly<Record<string, string>>;
  /** Through which adapter the bot sees the world; straight when not told. */
  forgeOf?: (world: ForgeWorld, clock: SteppedClock) => Forge | Promise<Forge>;
  linkLag?: number;
};

/** What a notice says and remembers. */
export type Told = {
  id: string;
  record: NoticeRecord;
  /** Without the hidden block. */
  text: string;
  minimised: boolean;
};

/**
 * A repository, people and the bot's engine: what happens is told in the verbs of the world, and `look` is what the queue
 * would have the engine do. Looks that time alone asks for happen while time passes.
 */
export class Story {
  readonly clock: SteppedClock;
  readonly world: ForgeWorld;
  readonly promises: Promises;
  /** Called before each look. */
  beforeLook: (() => void) | undefined;
  readonly #forgeOf: NonNullable<StoryOptions['forgeOf']>;
  #bot: World | undefined;
  #due = new Map<number, { at: number; reason: Look['reason'] }>();
  #refs = new Map<number, SubjectRef>();

  constructor(options: StoryOptions = {}, promises: Promises = {}) {
    const { config, template = TEMPLATE, files = {}, linkLag = 0 } = options;
    this.#forgeOf = options.forgeOf ?? ((world) => fakeForge(world));
    this.promises = promises;
    this.clock = new SteppedClock(START);
    this.world = forgeWorld({ clock: this.clock, linkLag });
    this.world.repository({
      files: {
        'README.md': 'Hello',
        'CONTRIBUTING.md': 'Be kind.',
        ...(template === null ? {} : { [TEMPLATE_PATH]: template }),
        ...(config === undefined ? {} : { [CONFIG_PATH]: config }),
        ...files,
      },
      permissions: { mona: 'maintain', tim: 'triage' },
    });
    // The issue that descriptions link: #1.
    this.world.openIssue({ author: 'zoe', title: 'The run ends too early' });
  }

  /** A pull request of ann, who may only read. */
  openPull(given: NewPull = {}): SubjectRef {
    return this.world.openPull({ author: 'ann', title: 'fix: make it work', ...given });
  }

  /** One that has been told what is missing. */
  async flaggedPull(given: NewPull = {}): Promise<SubjectRef> {
    const pull = this.openPull({ body: BAD_BODY, ...given });
    await this.look(pull);
    return pull;
  }

  /** One that the bot has closed. */
  async closedPull(given: NewPull = {}): Promise<SubjectRef> {
    const pull = await this.flaggedPull(given);
    await this.pass(125 * 60_000);
    return pull;
  }

  /** The process of the bot. */
  async bot(): Promise<World> {
    this.#bot ??= await this.#start(createMemory());
    return this.#bot;
  }

  /** Another process: nothing is remembered but what the forge holds. */
  restart(): void {
    this.#bot = undefined;
    this.world.faults.revive();
  }

  /** What a webhook told of the subject when it was sent now. */
  hint(ref: SubjectRef): Subject {
    return subjectView(this.world, this.world.subject(ref));
  }

  /** A push to the default branch was told. */
  async forgetPolicy(): Promise<void> {
    (await this.bot()).policies.forget(this.world.home());
  }

  async commitConfig(text: string | null): Promise<void> {
    this.world.commitFiles({ [CONFIG_PATH]: text });
    await this.forgetPolicy();
  }

  async look(
    ref: SubjectRef,
    { reason = 'event', ...look }: Partial<Look> = {},
  ): Promise<Reconciled> {
    this.#refs.set(ref.number, ref);
    this.beforeLook?.();
    const looked = await reconcile(ref, { reason, ...look }, await this.bot(), this.promises);
    this.#plan(ref, looked);
    return looked;
  }

  /** Lets time pass; whatever is due meanwhile is looked at. */
  async pass(ms: number): Promise<void> {
    const end = this.clock.now() + ms;
    for (;;) {
      const [next] = [...this.#due].filter(([, { at }]) => at <= end).toSorted(byTime);
      if (next === undefined) break;
      const [number, { at, reason }] = next;
      this.#due.delete(number);
      await this.clock.pass(Math.max(0, at - this.clock.now()));
      const ref = this.#refs.get(number);
      if (ref !== undefined) await this.look(ref, { reason });
    }
    await this.clock.pass(end - this.clock.now());
  }

  /** Our notices with a record of this very subject, oldest first. */
  notices(ref: SubjectRef): Told[] {
    const identity = subjectIdentity(this.world.traits.host, ref);
    return this.world.noticesOn(ref).flatMap(({ id, body, minimised }) => {
      const record = readMarker(body, identity);
      const text = body.slice(body.indexOf('\n') + 1);
      return record === undefined ? [] : [{ id, record, text, minimised }];
    });
  }

  /** The only notice there is. */
  notice(ref: SubjectRef): Told {
    const [only, ...others] = this.notices(ref);
    if (only === undefined || others.length > 0) {
      throw new Error(`expected one notice\n${this.world.describe(ref)}`);
    }
    return only;
  }

  async #start(memory: Memory): Promise<World> {
    const forge = await this.#forgeOf(this.world, this.clock);
    const { clock } = this;
    const policies = createPolicies({ forge, clock, builtInNotices: builtInNotices() });
    return { forge, policies, memory, clock };
  }

  #plan({ number }: SubjectRef, { nextLook, decision }: Reconciled): void {
    if (nextLook === undefined) return;
    const reason = (decision?.phases.size ?? 0) === 0 ? 'reread' : 'deadline';
    const planned = this.#due.get(number);
    if (planned === undefined || nextLook < planned.at || planned.at <= this.clock.now()) {
      this.#due.set(number, { at: nextLook, reason });
    }
  }
}

function byTime([, one]: [number, { at: number }], [, other]: [number, { at: number }]): number {
  return one.at - other.at;
}
