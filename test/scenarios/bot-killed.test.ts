import { rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { SubjectRef } from '../../src/forge/model.ts';
import { HOUR, MINUTE } from '../support/forge-world/state.ts';
import { COALESCED, type LiveBots, liveBots } from '../support/live-bot.ts';
import {
  BAD,
  enforcingRepository,
  GOOD,
  look,
  openPull,
  untilFlagged,
} from '../support/live-pull.ts';

const NEVER = Number.POSITIVE_INFINITY;

describe('a bot that is killed', () => {
  test('before, between or behind any two of its writes goes on where it was', async (context) => {
    const here = await liveBots(context.onTestFinished);
    enforcingRepository(here);
    await here.start();
    const undisturbed = await wholeStory(here, NEVER);
    expect(undisturbed.writes).toBeGreaterThan(10);
    expect(undisturbed.end).toMatchObject({ state: 'open', labels: [], check: 'success' });

    for (let cut = 0; cut <= undisturbed.writes; cut += 1) {
      const { kills, end } = await wholeStory(here, cut);

      // Words of thanks are said once at the most: they may be lost, but never come twice.
      expect(end.replies, `after write ${cut}`).toBeLessThanOrEqual(1);
      expect({ cut, kills, end: { ...end, replies: 1 } }).toEqual({
        cut,
        kills: 1,
        end: undisturbed.end,
      });
    }
  });

  test('and loses its file finds every deadline again in the notices', async ({
    onTestFinished,
  }) => {
    const here = await liveBots(onTestFinished);
    enforcingRepository(here);
    const pulls = [BAD, BAD, GOOD].map((body) => openPull(here, body));
    const [early, late] = pulls as [SubjectRef, SubjectRef];
    await here.start();
    await untilFlagged(here, early);
    here.bot.kill();
    await here.bot.ended;
    for (const file of ['', '-wal', '-shm']) rmSync(here.database + file, { force: true });

    await here.startAgain();
    await here.until(async () => (await here.jobs()).waiting === 2);
    expect(here.world.stateOf(early)).toBe('open');
    here.pass(2 * HOUR);
    await here.until(() => here.world.stateOf(late) === 'closed');

    expect(pulls.map((pull) => here.world.stateOf(pull))).toEqual(['closed', 'closed', 'open']);
    expect(here.world.noticesOn(early)).toHaveLength(2);
  });
});

/** Flagged, closed when the time is up, reopened when fixed; the bot is killed once after so many writes. */
async function wholeStory(here: LiveBots, cut: number) {
  const { world } = here;
  // Labels are made anew each time, which is a write as well.
  for (const label of ['needs:compliance', 'needs:issue']) world.deleteLabel(label);
  const writesBefore = world.writes.length;
  const pull = openPull(here, BAD);
  let kills = 0;
  world.faults.dieAfter(cut, () => {
    kills += 1;
    here.bot.kill();
  });

  await untilFlagged(here, pull);
  here.pass(2 * HOUR + 10 * MINUTE);
  await here.until(() => world.stateOf(pull) === 'closed');
  world.editBody(pull, GOOD);
  await here.deliver();
  here.pass(COALESCED);
  await here.until(() => world.stateOf(pull) === 'open' && world.labelsOn(pull).length === 0);
  return { kills, writes: world.writes.length - writesBefore, end: look(here, pull) };
}
