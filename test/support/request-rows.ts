import type { SubjectRef } from '../../src/forge/model.ts';
import {
  BAD_BODY,
  ENFORCE,
  GOOD_BODY,
  HOUR,
  MINUTE,
  SECOND,
  Story,
  type StoryOptions,
  UNLINKED_BODY,
} from './engine-story.ts';

/** One thing that happens, and how many requests of the bot it may cost. */
export type RequestRow = {
  what: string;
  requests: number;
  /** What the workflows of today need for it. */
  today?: number;
  config?: string;
  /** Brings the world to the moment before; the policy and the labels are known by then. */
  before?: (story: Story) => Promise<SubjectRef> | SubjectRef;
  happens: (story: Story, pull: SubjectRef) => Promise<unknown>;
};

const NO_CHECK = `${ENFORCE}report: { check: false }\n`;

const hinted = (story: Story, pull: SubjectRef): Promise<unknown> =>
  story.look(pull, { hint: story.hint(pull) });

const opened =
  (body: string) =>
  (story: Story): Promise<unknown> =>
    hinted(story, story.openPull({ body }));

/** A pull request in which nothing is wrong. */
async function compliant(story: Story, after = MINUTE): Promise<SubjectRef> {
  const pull = story.openPull({ body: GOOD_BODY });
  await hinted(story, pull);
  await story.pass(after);
  return pull;
}

async function flagged(story: Story): Promise<SubjectRef> {
  const pull = story.openPull({ body: BAD_BODY });
  await hinted(story, pull);
  await story.pass(MINUTE);
  return pull;
}

/** Up to the last second before the close. */
async function nearlyDue(story: Story): Promise<SubjectRef> {
  const pull = await flagged(story);
  await story.pass(2 * HOUR - MINUTE - SECOND);
  await compliant(story, 0);
  return pull;
}

async function closed(story: Story): Promise<SubjectRef> {
  const pull = await nearlyDue(story);
  await story.pass(MINUTE);
  return pull;
}

const pushed = (story: Story, pull: SubjectRef): Promise<unknown> => {
  story.world.push(pull);
  return hinted(story, pull);
};

const edited =
  (body: string) =>
  async (story: Story, pull: SubjectRef): Promise<unknown> => {
    story.world.editBody(pull, body);
    return hinted(story, pull);
  };

export const REQUEST_ROWS: readonly RequestRow[] = [
  {
    what: 'push to a compliant pull request, without checks',
    requests: 0,
    today: 5,
    config: NO_CHECK,
    before: compliant,
    happens: pushed,
  },
  {
    what: 'push to a compliant pull request',
    requests: 1,
    today: 5,
    before: compliant,
    happens: pushed,
  },
  {
    what: 'push to a flagged pull request',
    requests: 1,
    today: 8,
    before: flagged,
    happens: pushed,
  },
  {
    what: 'compliant pull request opened, its issue known, without checks',
    requests: 0,
    today: 5,
    config: NO_CHECK,
    before: compliant,
    happens: opened(GOOD_BODY),
  },
  {
    what: 'compliant pull request opened, its issue known',
    requests: 1,
    today: 5,
    before: compliant,
    happens: opened(GOOD_BODY),
  },
  {
    what: 'compliant pull request opened, its issue to be looked up',
    requests: 2,
    today: 5,
    before: compliant,
    happens: async (story) => {
      const { number } = story.world.openIssue();
      const body = GOOD_BODY.replace('#1', `#${String(number)}`);
      return opened(body)(story);
    },
  },
  {
    what: 'compliant pull request opened, linked by hand a little later',
    requests: 3,
    today: 5,
    happens: async (story) => {
      const pull = story.openPull({ body: UNLINKED_BODY });
      await hinted(story, pull);
      story.world.linkManually(pull, { owner: 'octo', name: 'hello', number: 1 });
      await story.pass(MINUTE);
    },
  },
  {
    what: 'bad pull request opened',
    requests: 3,
    today: 10,
    before: flagged,
    happens: opened(BAD_BODY),
  },
  {
    what: 'the first bad pull request of a repository without our two labels',
    requests: 6,
    today: 10,
    happens: opened(BAD_BODY),
  },
  {
    what: 'pull request opened that lacks only its issue',
    requests: 4,
    today: 10,
    before: flagged,
    happens: async (story) => {
      await opened(UNLINKED_BODY)(story);
      await story.pass(MINUTE);
    },
  },
  {
    what: 'flagged pull request edited, still as wrong',
    requests: 1,
    today: 8,
    before: flagged,
    happens: edited(`${BAD_BODY} Really.`),
  },
  {
    what: 'flagged pull request fixed',
    requests: 3,
    today: 9,
    before: flagged,
    happens: edited(GOOD_BODY),
  },
  {
    what: 'deadline',
    requests: 2,
    today: 5,
    before: nearlyDue,
    happens: (story) => story.pass(SECOND),
  },
  {
    what: 'reminder, and the policy to be read anew',
    requests: 4,
    before: flagged,
    happens: (story) => story.pass(100 * MINUTE),
  },
  { what: 'closed pull request fixed', requests: 4, before: closed, happens: edited(GOOD_BODY) },
  {
    what: 'merge of a compliant pull request',
    requests: 0,
    before: compliant,
    happens: async (story, pull) => {
      story.world.merge(pull, { by: 'mona' });
      return hinted(story, pull);
    },
  },
  {
    what: 'sweep over 100 flagged pull requests',
    requests: 2,
    today: 101,
    before: async (story) => {
      for (let count = 0; count < 100; count += 1) {
        const pull = story.openPull({ body: BAD_BODY });
        story.world.label(pull, 'needs:compliance');
      }
      return flagged(story);
    },
    happens: async (story) => {
      const { forge } = await story.bot();
      const listed = forge.listLabelled(
        { owner: 'octo', name: 'hello' },
        'needs:compliance',
        'open',
      );
      for await (const _ of listed) continue;
    },
  },
];

/** The requests that the bot makes for it. */
export async function requestsOf(
  { config = ENFORCE, before, happens }: RequestRow,
  forgeOf?: StoryOptions['forgeOf'],
): Promise<readonly string[]> {
  const story = new Story({ config, ...(forgeOf === undefined ? {} : { forgeOf }) });
  await compliant(story);
  const pull = (await before?.(story)) ?? { owner: 'octo', name: 'hello', number: 0 };
  const { requests } = story.world;
  requests.forget();
  await happens(story, pull);
  return requests.entries.map(({ kind, name }) => `${kind} ${name}`);
}
