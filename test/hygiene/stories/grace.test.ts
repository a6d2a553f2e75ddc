import { describe, expect, test } from 'vitest';
import {
  BAD_BODY,
  ENFORCE,
  GOOD_BODY,
  HALF_BODY,
  HOUR,
  MINUTE,
  Story,
  UNLINKED_BODY,
} from '../../support/engine-story.ts';

describe('a pull request that was flagged', () => {
  test('is settled when it is fixed in time, and never closed', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();

    await story.pass(HOUR);
    story.world.editBody(pull, GOOD_BODY);
    const { outcomes } = await story.look(pull);
    await story.pass(24 * HOUR);

    expect(outcomes).toEqual(['fixed']);
    expect(story.notice(pull)).toMatchObject({ record: { phase: 'resolved' }, minimised: true });
    expect(story.notice(pull).text).toContain('#1');
    expect(story.world.labelsOn(pull)).toEqual([]);
    expect(story.world.stateOf(pull)).toBe('open');
    expect(story.world.checkOn(pull)).toMatchObject({ conclusion: 'success' });
  });

  test('gets more time for progress, and is closed when that is over', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();
    const first = story.notice(pull).record.deadline ?? 0;

    await story.pass(100 * MINUTE);
    story.world.editBody(pull, HALF_BODY);
    await story.look(pull);

    const { deadline, findings } = story.notice(pull).record;
    expect(deadline).toBe(story.clock.now() + HOUR);
    expect(deadline).toBeGreaterThan(first);
    expect(findings).toHaveLength(1);
    await story.pass(HOUR - MINUTE);
    expect(story.world.stateOf(pull)).toBe('open');
    await story.pass(MINUTE);
    expect(story.world.stateOf(pull)).toBe('closed');
  });

  test('is looked at once more before it is closed: a fix that no webhook told of counts', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();

    await story.pass(HOUR);
    story.world.editBody(pull, GOOD_BODY);
    await story.pass(2 * HOUR);

    expect(story.world.stateOf(pull)).toBe('open');
    expect(story.notice(pull).record.phase).toBe('resolved');
  });

  test('has the clock stopped while it is a draft', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();

    await story.pass(HOUR);
    story.world.draft(pull);
    await story.look(pull);
    await story.pass(10 * HOUR);
    expect(story.world.stateOf(pull)).toBe('open');
    expect(story.notice(pull).record).toMatchObject({ phase: 'paused', remaining: HOUR });
    expect(story.notice(pull).text).toContain('this is a draft');

    story.world.ready(pull);
    await story.look(pull);
    expect(story.notice(pull).record.deadline).toBe(story.clock.now() + HOUR);
    await story.pass(HOUR);
    expect(story.world.stateOf(pull)).toBe('closed');
  });

  test('has the clock stopped while it is locked, where no new comment can be written', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();

    await story.pass(HOUR);
    story.world.lock(pull);
    await story.look(pull);
    await story.pass(10 * HOUR);
    expect(story.notice(pull).record.phase).toBe('paused');
    expect(story.notice(pull).text).toContain('the conversation is locked');

    story.world.unlock(pull);
    await story.look(pull);
    await story.pass(HOUR);
    expect(story.world.stateOf(pull)).toBe('closed');
  });

  test('has the clock stopped for as long as a maintainer says', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();

    await story.pass(HOUR);
    story.world.comment(pull, '/hygiene hold 2d', { by: 'mona' });
    await story.look(pull, { reason: 'command' });
    await story.pass(47 * HOUR);
    expect(story.world.stateOf(pull)).toBe('open');
    expect(story.notice(pull).text).toContain('mona stopped the clock');

    await story.pass(2 * HOUR + MINUTE);
    expect(story.world.stateOf(pull)).toBe('closed');
  });

  test('is told shortly before the end, by an edit of the same notice', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();

    await story.pass(91 * MINUTE);

    expect(story.notice(pull).text).toContain('**Reminder:**');
    expect(story.notice(pull).text).toContain('14:00 UTC');
  });

  test('is left to the maintainer who has reviewed it', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();

    await story.pass(HOUR);
    story.world.review(pull, 'changes-requested', { by: 'mona' });
    await story.pass(5 * HOUR);

    expect(story.world.stateOf(pull)).toBe('open');
    expect(story.notice(pull).text).toContain('mona');
    expect(story.notice(pull).text).not.toContain('UTC');
  });

  test('that breaks again is told on the same notice, with what is left of the time', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();
    await story.pass(30 * MINUTE);
    story.world.editBody(pull, GOOD_BODY);
    await story.look(pull);

    await story.pass(MINUTE);
    story.world.editBody(pull, BAD_BODY);
    await story.look(pull);

    const { record, minimised } = story.notice(pull);
    expect(record).toMatchObject({ phase: 'flagged', deadline: story.clock.now() + 90 * MINUTE });
    expect(minimised).toBe(false);
    expect(story.world.labelsOn(pull)).toEqual(['needs:compliance', 'needs:issue']);
  });
});

describe('only what closes has a deadline:', () => {
  test('in warn nothing is ever closed and no deadline is named', async () => {
    const story = new Story();
    const pull = await story.flaggedPull();

    await story.pass(30 * 24 * HOUR);

    expect(story.world.stateOf(pull)).toBe('open');
    expect(story.notice(pull).text).not.toMatch(/UTC|closed automatically/);
    expect(story.world.checkOn(pull)).toMatchObject({ conclusion: 'neutral' });
  });

  test('a rule that may not close leaves a pull request open for ever', async () => {
    const config = `${ENFORCE}rules: { pr-linked-issue: { close: false } }\n`;
    const story = new Story({ config });
    const pull = await story.flaggedPull({ body: UNLINKED_BODY });
    await story.pass(MINUTE);
    expect(story.notice(pull).text).not.toContain('UTC');

    await story.pass(30 * 24 * HOUR);

    expect(story.world.stateOf(pull)).toBe('open');
  });

  test('in dry-run only the check tells what would have been', async () => {
    const story = new Story({ config: 'version: 1\nmode: dry-run\n' });
    const pull = await story.flaggedPull();

    await story.pass(24 * HOUR);

    expect(story.world.noticesOn(pull)).toEqual([]);
    expect(story.world.labelsOn(pull)).toEqual([]);
    expect(story.world.checkOn(pull)?.summary).toMatch(/would/);
  });

  test('where it is off, nothing is read and nothing written', async () => {
    const story = new Story({ config: 'version: 1\nmode: off\n' });
    const pull = story.openPull({ body: BAD_BODY });
    await story.look(pull);
    story.world.requests.forget();

    await story.look(pull);

    expect(story.world.requests.total).toBe(0);
    expect(story.world.writesOn(pull)).toEqual([]);
  });
});
