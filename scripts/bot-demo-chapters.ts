import type { SubjectRef } from '../src/forge/model.ts';
import { formatInstant } from '../src/text/instant.ts';
import type { CommentState } from '../test/support/forge-world/state.ts';
import type { Screen } from './bot-demo-screen.ts';
import type { Stage } from './bot-demo-stage.ts';
import * as story from './bot-demo-story.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** Longer than deliveries about one subject are gathered for, and than a fresh one is looked at again. */
const ATTENDED = 30 * SECOND;
/** GitHub waits for ten seconds; the bot promises one. */
const PROMPT = SECOND;

export type Counted = keyof typeof story.TODAY;

/** Requests for what happened; `once` were asked for the first time and will not be asked again. */
export type Count = { requests: number; once: number };

export type Play = {
  stage: Stage;
  screen: Screen;
  combined: boolean;
  counts: Map<Counted, Count>;
};

/** Ann's pull request, which knows nothing of the template, and what she is told. */
export async function opened(play: Play): Promise<SubjectRef> {
  const { stage, screen, combined } = play;
  const { world } = stage;
  screen.event(stage.clock.now(), `ann opens a pull request: ${story.TITLE}`);
  screen.detail('says', headingsOf(story.BODY));
  const pull = world.openPull({ author: 'ann', title: story.TITLE, body: story.BODY });
  await deliver(play, pull);
  await stage.pass(ATTENDED);

  const notices = world.noticesOn(pull);
  const wanted = combined ? 1 : 2;
  for (const [index, notice] of notices.entries()) {
    const number = notices.length > 1 ? ` ${index + 1} of ${notices.length}` : '';
    screen.comment(`the bot's notice${number}, ${timeOf(notice.createdAt)}`, notice.body);
  }
  const told = notices.map(({ body }) => body).join('\n');
  const unnamed = story.SECTIONS.filter((section) => !told.includes(section));
  const deadline = formatInstant(Math.min(...notices.map(({ createdAt }) => createdAt)) + 2 * HOUR);
  screen.promised(
    combined ? 'one notice' : 'a notice for each concern',
    notices.length === wanted,
    notices.length,
  );
  screen.promised('every missing section is named', unnamed.length === 0, unnamed.join(', '));
  screen.promised(`the deadline is told: ${deadline}`, told.includes(deadline), told);
  screen.promised('how to link an issue is told', told.includes('Closes #<number>'), told);
  labelled(play, pull, ['needs:compliance', 'needs:issue']);
  checked(play, pull, 'failure');
  count(play, 'opened');
  return pull;
}

/** A commit changes nothing of what is missing. */
export async function pushed(play: Play, pull: SubjectRef): Promise<void> {
  const { stage, screen } = play;
  const before = wordsOf(stage.world.noticesOn(pull));
  screen.event(stage.clock.now(), 'ann pushes a commit, and the description stays as it is');
  stage.world.push(pull);
  await deliver(play, pull);
  await stage.pass(ATTENDED);
  const after = wordsOf(stage.world.noticesOn(pull));
  screen.promised('the bot says nothing again', after === before, after);
  checked(play, pull, 'failure');
  count(play, 'pushed');
}

/** Two hours go by. */
export async function overdue(play: Play, pull: SubjectRef): Promise<void> {
  const { stage, screen } = play;
  const { world, clock } = stage;
  const due = Math.min(...world.noticesOn(pull).map(({ createdAt }) => createdAt)) + 2 * HOUR;
  await stage.pass(due - MINUTE - clock.now());
  const reminded = world.noticesOn(pull).find(({ body }) => body.includes('**Reminder:**'));
  screen.event(reminded?.updatedAt ?? clock.now(), 'half an hour is left: the notice is edited');
  screen.promised('it reminds of the deadline', reminded !== undefined, 'no reminder');
  stage.takeRequests();

  screen.event(clock.now(), 'a minute is left');
  const state = world.stateOf(pull);
  screen.promised('nothing is closed before the promised instant', state === 'open', state);
  await stage.pass(MINUTE + 5 * SECOND);

  const closing = world.storyOf(pull).find(({ kind }) => kind === 'closed');
  screen.event(closing?.at ?? clock.now(), 'the two hours are over');
  const [notice] = world.noticesOn(pull);
  screen.promised('the pull request is closed', closing !== undefined, world.stateOf(pull));
  screen.promised('at the promised instant or later', (closing?.at ?? 0) >= due, closing?.at);
  screen.comment('the same notice now', notice?.body ?? '');
  const body = notice?.body ?? '';
  screen.promised('it says how to come back', body.includes('reopens by itself'), body);
  count(play, 'closed');
}

/** Ann puts what she wrote into the sections of the template. */
export async function fixed(play: Play, pull: SubjectRef): Promise<void> {
  const { stage, screen } = play;
  const { world } = stage;
  screen.event(stage.clock.now(), 'ann edits the description');
  screen.detail('says', `${headingsOf(story.FIXED_BODY)} (with "Closes #1")`);
  world.editBody(pull, story.FIXED_BODY);
  await deliver(play, pull);
  await stage.pass(ATTENDED);

  const reopened = world.storyOf(pull).find(({ kind }) => kind === 'reopened');
  const by = reopened?.by;
  screen.promised('the pull request is open again, by the bot', by === world.bot, by ?? 'closed');
  const thanks = world.noticesOn(pull).filter(({ body }) => body.startsWith('Thanks'));
  for (const { body } of thanks) screen.comment("the bot's thanks", body);
  screen.promised('the author is thanked, once', thanks.length === 1, thanks.length);
  labelled(play, pull, []);
  checked(play, pull, 'success');
  count(play, 'fixed');
}

/** Bob has read the template. */
export async function compliant(play: Play): Promise<void> {
  const { stage, screen } = play;
  const { world } = stage;
  screen.event(stage.clock.now(), 'bob opens a pull request that follows the template, and pushes');
  const body = story.FIXED_BODY;
  const pull = world.openPull({ author: 'bob', title: story.TITLE, body });
  await deliver(play, pull);
  await stage.pass(ATTENDED);
  stage.takeRequests();
  world.push(pull);
  await deliver(play, pull);
  await stage.pass(ATTENDED);
  const notices = wordsOf(world.noticesOn(pull));
  screen.promised('he hears nothing of the bot', notices === '', notices);
  labelled(play, pull, []);
  checked(play, pull, 'success');
  count(play, 'compliant');
}

async function deliver({ stage, screen }: Play, { number }: SubjectRef): Promise<void> {
  for (const { event, bytes, status, took, onDisk } of await stage.deliver()) {
    const sent = `webhook ${event}, signed, ${Math.ceil(bytes / 1024)} KB`;
    const answer = `${status} after ${took.toFixed(0)} ms`;
    const isKept = onDisk.some((key) => key.endsWith(`#${number}`));
    const isAccepted = status >= 200 && status < 300 && took < PROMPT && isKept;
    const found = `${answer}; on disk: ${onDisk.join(', ') || 'nothing'}`;
    screen.promised(`${sent} → ${answer}; by then on disk`, isAccepted, found);
  }
}

function labelled({ stage, screen }: Play, pull: SubjectRef, wanted: readonly string[]): void {
  const labels = stage.world.labelsOn(pull).join(', ');
  const claim = wanted.length === 0 ? 'no labels' : `labels: ${wanted.join(', ')}`;
  screen.promised(claim, labels === wanted.join(', '), labels);
}

function checked({ stage, screen }: Play, pull: SubjectRef, wanted: string): void {
  const check = stage.world.checkOn(pull);
  const { conclusion, title } = check ?? { conclusion: 'no check', title: '' };
  screen.promised(`check: ${wanted}, “${title}”`, conclusion === wanted, conclusion);
}

/** Labels that are made, and who the bot is, are asked for once. */
const ASKED_ONCE = /^(readSelf|findLabels|POST repos\/\*\/\*\/labels)$/;

function count({ stage, screen, counts }: Play, what: Counted): void {
  const own = stage.takeRequests();
  const once = own.filter(({ name }) => ASKED_ONCE.test(name)).length;
  const requests = own.length - once;
  counts.set(what, { requests, once });
  const first = once === 0 ? '' : `, and ${once} that are made only the first time`;
  const isLess = requests <= story.TODAY[what];
  screen.promised(`requests to GitHub: ${requests}${first}`, isLess, `${requests} requests`);
}

function wordsOf(notices: readonly CommentState[]): string {
  return notices.map(({ body }) => body).join('\n');
}

function headingsOf(body: string): string {
  return [...body.matchAll(/^#{2,3} .*$/gm)].map(([heading]) => heading).join(' · ');
}

function timeOf(at: number): string {
  return new Date(at).toISOString().slice(11, 19);
}
