import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SubjectRef } from '../../../src/forge/model.ts';
import { GOOD_BODY, HOUR, MINUTE, Story, type Told } from '../../support/engine-story.ts';
import {
  Deliveries,
  describeWalk,
  endOf,
  happen,
  OUR_LABELS,
  type Walk,
  walks,
} from '../../support/engine-walk.ts';

const BOUNDED = {
  numRuns: 250,
  interruptAfterTimeLimit: 15_000,
  markInterruptAsFailure: false,
} as const;

async function begin({ config }: Walk): Promise<{ story: Story; pull: SubjectRef }> {
  const story = new Story({ config });
  const pull = await story.flaggedPull();
  return { story, pull };
}

test('a second look at once writes nothing, whatever happened before', async () => {
  await fc.assert(
    fc.asyncProperty(walks, async (walk) => {
      const { story, pull } = await begin(walk);
      for (const step of walk.steps) {
        await happen(step, story, pull);
        await story.look(pull);
        const written = story.world.writesOn(pull).length;

        await story.look(pull);

        const again = story.world.writesOn(pull).slice(written);
        const when = `after ${step.act.name} of ${describeWalk(walk)}`;
        expect({ when, again: again.map((write) => write.do) }).toEqual({ when, again: [] });
      }
    }),
    BOUNDED,
  );
}, 30_000);

test('late, doubled and lost deliveries end where a look from scratch ends', async () => {
  await fc.assert(
    fc.asyncProperty(walks, async (walk) => {
      const { story, pull } = await begin(walk);
      const deliveries = new Deliveries(story, pull);
      for (const step of walk.steps) {
        await happen(step, story, pull);
        await deliveries.of(step);
      }
      await story.look(pull, { reason: 'sweep' });
      const end = endOf(story, pull);

      story.restart();
      await story.look(pull, { reason: 'sweep' });

      const when = describeWalk(walk);
      expect({ when, end: endOf(story, pull) }).toEqual({ when, end });
    }),
    BOUNDED,
  );
}, 30_000);

test('nobody is closed early, and nothing of others is touched', async () => {
  let closes = 0;
  await fc.assert(
    fc.asyncProperty(walks, async (walk) => {
      const { story, pull } = await begin(walk);
      const witness = new Witness(story, pull);
      const deliveries = new Deliveries(story, pull);
      for (const step of walk.steps) {
        await happen(step, story, pull);
        await deliveries.of(step);
        witness.countNotices();
      }
      await story.pass(5 * HOUR);
      const when = describeWalk(walk);
      expect({ when, wrongs: witness.wrongs }).toEqual({ when, wrongs: [] });
      closes += witness.closes;
    }),
    BOUNDED,
  );
  // Walks in which nothing is closed would prove nothing.
  expect(closes).toBeGreaterThan(10);
}, 30_000);

/** Sees every act as it happens, and what the notices said until then. */
class Witness {
  closes = 0;
  readonly #story: Story;
  readonly #pull: SubjectRef;
  /** What was told before the look that is under way. */
  #told: readonly Told[];
  readonly wrongs: string[] = [];

  constructor(story: Story, pull: SubjectRef) {
    this.#story = story;
    this.#pull = pull;
    this.#told = story.notices(pull);
    story.beforeLook = () => {
      this.#told = story.notices(pull);
    };
    story.world.listen({
      act: (act) => {
        const { world } = story;
        if (act.by !== world.bot) return;
        if (act.kind === 'closed') this.#judgeClose();
        const isLabel = act.kind === 'labelled' || act.kind === 'unlabelled';
        if (isLabel && !OUR_LABELS.includes(act.label)) this.wrongs.push(`touched ${act.label}`);
        const isComment = act.kind === 'comment-edited' || act.kind === 'comment-deleted';
        if (isComment && act.comment.author !== world.bot) this.wrongs.push('touched a comment');
      },
    });
  }

  countNotices(): void {
    const kinds = this.#story.notices(this.#pull).map(({ record }) => record.notice);
    if (kinds.length !== new Set(kinds).size) this.wrongs.push(`notices: ${kinds.join(', ')}`);
  }

  #judgeClose(): void {
    this.closes += 1;
    const { world } = this.#story;
    const subject = world.subject(this.#pull);
    const isGood = subject.body === GOOD_BODY && subject.title.startsWith('fix: ');
    if (isGood) this.wrongs.push('closed what is as it should be');
    const told = this.#told.filter(({ record }) => record.phase === 'flagged');
    const again = this.#told.some(({ record }) => record.phase === 'closed' || record.secondChance);
    const due = told.filter(({ record, text }) => isOver(record.deadline, text, world.now));
    if (due.length === 0 && !again) this.wrongs.push('closed without a promise that ran out');
    if (subject.pull?.draft === true) this.wrongs.push('closed a draft');
    if (subject.locked) this.wrongs.push('closed what is locked');
    if (subject.labels.includes('hygiene:exempt')) this.wrongs.push('closed what is exempt');
    const since = Math.min(...told.map(({ record }) => record.flaggedAt));
    const story = world.storyOf(this.#pull);
    const isOverruled = story.some(
      ({ at, by, kind }) =>
        at > since && by === 'mona' && (kind === 'reviewed' || kind === 'reopened'),
    );
    const isLifted = story.some(({ at, kind }) => at > since && kind === 'unlabelled');
    if (isOverruled && !isLifted && !saysUnexempt(this.#story, this.#pull)) {
      this.wrongs.push('overruled a maintainer');
    }
  }
}

function saysUnexempt(story: Story, pull: SubjectRef): boolean {
  return story.world.commentsOn(pull).some(({ body }) => body.includes('unexempt'));
}

/** Both the record and the words say that the time is over. */
function isOver(deadline: number | undefined, text: string, now: number): boolean {
  if (deadline === undefined || deadline > now) return false;
  const [, named] = /by \*\*(\d+ \w+ \d+, \d+:\d+) UTC\*\*/.exec(text) ?? [];
  return named !== undefined && Date.parse(`${named} UTC`) <= now + MINUTE - 1;
}
