import * as fc from 'fast-check';
import type { Subject, SubjectRef } from '../../src/forge/model.ts';
import {
  BAD_BODY,
  CONFIG_PATH,
  ENFORCE,
  GOOD_BODY,
  HALF_BODY,
  MINUTE,
  SECOND,
  SEPARATE,
  Story,
  UNLINKED_BODY,
} from './engine-story.ts';
import { ForgeRefusal } from './forge-world/refusal.ts';

/** One thing that people do; the forge may refuse it. */
export type Act = { name: string; do: (story: Story, pull: SubjectRef) => void };

export const OUR_LABELS = ['needs:compliance', 'needs:issue', 'needs:title', 'hygiene:exempt'];
const BODIES = {
  good: GOOD_BODY,
  half: HALF_BODY,
  unlinked: UNLINKED_BODY,
  bad: BAD_BODY,
  empty: '',
};
const TITLES = ['fix: make it work', 'make it work'];
const PEOPLE = ['ann', 'mona', 'tim', 'zoe', 'other[bot]'];
const LABELS = [...OUR_LABELS, 'bug'];
const COMMANDS = [
  'recheck',
  'explain',
  'template',
  'hold 3h',
  'exempt',
  'exempt pr-linked-issue',
  'unexempt',
  'reopen',
  'dance',
];
export const CONFIGS = [
  ENFORCE,
  SEPARATE,
  `${ENFORCE}rules: { pr-title: { mode: enforce, close: true } }\n`,
  'version: 1\nextends: [preset:opencode]\n',
  `${ENFORCE}report: { on_fixed: delete }\nrules: { pr-linked-issue: { close: false } }\n`,
  'version: 1\nmode: warn\n',
  'version: 1\nmode: [\n',
];

const act = (name: string, done: Act['do']): Act => ({ name, do: done });

const person = fc.constantFrom(...PEOPLE);

const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .constantFrom(...(Object.keys(BODIES) as (keyof typeof BODIES)[]))
      .map((name) => act(`body ${name}`, ({ world }, pull) => world.editBody(pull, BODIES[name]))),
  },
  fc
    .constantFrom(...TITLES)
    .map((title) => act(`title ${title}`, ({ world }, pull) => world.editTitle(pull, title))),
  fc.constantFrom(
    act('push', ({ world }, pull) => void world.push(pull)),
    act('force-push', ({ world }, pull) => void world.forcePush(pull)),
    act('draft', ({ world }, pull) => world.draft(pull)),
    act('ready', ({ world }, pull) => world.ready(pull)),
    act('lock', ({ world }, pull) => world.lock(pull)),
    act('unlock', ({ world }, pull) => world.unlock(pull)),
    act('base next', ({ world }, pull) => world.changeBase(pull, 'next')),
    act('base main', ({ world }, pull) => world.changeBase(pull, 'main')),
    act('link by hand', ({ world }, pull) =>
      world.linkManually(pull, { owner: 'octo', name: 'hello', number: 1 }),
    ),
    act('notice deleted', ({ world }, pull) => {
      const [first] = world.noticesOn(pull);
      if (first !== undefined) world.deleteComment(first.id, { by: 'mona' });
    }),
    act('notice copied by ann', ({ world }, pull) => {
      const [first] = world.noticesOn(pull);
      if (first !== undefined) world.comment(pull, first.body, { by: 'ann' });
    }),
  ),
  person.map((by) => act(`${by} closes`, ({ world }, pull) => world.close(pull, { by }))),
  person.map((by) => act(`${by} reopens`, ({ world }, pull) => world.reopen(pull, { by }))),
  person.map((by) =>
    act(`${by} reviews`, ({ world }, pull) => world.review(pull, 'commented', { by })),
  ),
  fc
    .tuple(person, fc.constantFrom(...LABELS), fc.boolean())
    .map(([by, label, on]) =>
      act(`${by} ${on ? 'labels' : 'unlabels'} ${label}`, ({ world }, pull) =>
        on ? world.label(pull, label, { by }) : world.unlabel(pull, label, { by }),
      ),
    ),
  {
    weight: 2,
    arbitrary: fc.tuple(person, fc.constantFrom(...COMMANDS)).map(([by, command]) =>
      act(`${by} says ${command}`, ({ world }, pull) => {
        world.comment(pull, `/hygiene ${command}`, { by });
      }),
    ),
  },
);

const configActs = fc.nat(CONFIGS.length - 1).map((index) =>
  act(`config ${String(index)}`, ({ world }) => {
    world.commitFiles({ [CONFIG_PATH]: CONFIGS[index] ?? ENFORCE });
  }),
);

/** What happens, after how long, and what becomes of the webhook that tells of it. */
export type Step = {
  act: Act;
  after: number;
  delivery: 'soon' | 'late' | 'twice' | 'lost' | 'without a hint';
};

const steps: fc.Arbitrary<Step> = fc.record({
  act: fc.oneof({ weight: 12, arbitrary: acts }, { weight: 1, arbitrary: configActs }),
  after: fc.oneof(
    fc.nat(90).map((span) => (span + 1) * SECOND),
    fc.nat(100).map((span) => (span + 1) * MINUTE),
  ),
  delivery: fc.constantFrom('soon', 'soon', 'soon', 'late', 'twice', 'lost', 'without a hint'),
});

export type Walk = { config: string; steps: readonly Step[] };

export const walks: fc.Arbitrary<Walk> = fc.record({
  config: fc.constantFrom(...CONFIGS.slice(0, 5)),
  steps: fc.array(steps, { minLength: 1, maxLength: 14 }),
});

export function describeWalk({ config, steps: taken }: Walk): string {
  const told = taken.map(
    ({ act: { name }, after, delivery }) => `${after / SECOND}s ${name} (${delivery})`,
  );
  return `${config.replaceAll('\n', ' ')}: ${told.join(', ')}`;
}

/** Does what the forge allows. */
export async function happen(
  { act: { do: done }, after }: Step,
  story: Story,
  pull: SubjectRef,
): Promise<void> {
  await story.pass(after);
  try {
    done(story, pull);
  } catch (error) {
    if (!(error instanceof ForgeRefusal)) throw error;
  }
  // What happens in the second of a look may count as before or after it.
  await story.pass(SECOND);
  await story.forgetPolicy();
}

/** Looks as the webhook of each step asks for; `late` ones come after the next step, with what was true before. */
export class Deliveries {
  readonly #story: Story;
  readonly #pull: SubjectRef;
  #late: Subject[] = [];

  constructor(story: Story, pull: SubjectRef) {
    this.#story = story;
    this.#pull = pull;
  }

  async of({ delivery }: Step): Promise<void> {
    const hint = this.#story.hint(this.#pull);
    const due = this.#late;
    this.#late = delivery === 'late' ? [hint] : [];
    if (delivery === 'soon' || delivery === 'twice') await this.#look(hint);
    if (delivery === 'twice') await this.#look(hint);
    if (delivery === 'without a hint') await this.#look();
    for (const stale of due) await this.#look(stale);
  }

  async #look(hint?: Subject): Promise<void> {
    await this.#story.look(this.#pull, hint === undefined ? {} : { hint });
  }
}

/** Everything that outlasts the bot's process, but for ids and for the seconds in which it was written. */
export function endOf(story: Story, pull: SubjectRef): unknown {
  const { world } = story;
  return {
    state: world.stateOf(pull),
    body: world.bodyOf(pull),
    labels: world.labelsOn(pull),
    notices: story
      .notices(pull)
      .map(({ record: { notice, phase, findings, closing }, minimised }) => ({
        notice,
        phase,
        findings,
        closing,
        minimised,
      })),
    check: world.checkOn(pull)?.conclusion,
    answers: world
      .commentsOn(pull)
      .filter(({ body }) => body.startsWith('/hygiene'))
      .map(({ reactions }) => reactions.map(({ content }) => content)),
  };
}
