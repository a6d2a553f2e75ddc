import { describe, expect, test } from 'vitest';
import {
  BAD_BODY,
  ENFORCE,
  GOOD_BODY,
  HOUR,
  MINUTE,
  Story,
  UNLINKED_BODY,
} from '../../support/engine-story.ts';

describe('a pull request that the bot has closed', () => {
  test('is opened again by the edit that fixes it', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.closedPull();
    expect(story.world.stateOf(pull)).toBe('closed');

    await story.pass(24 * HOUR);
    story.world.editBody(pull, GOOD_BODY);
    const { outcomes } = await story.look(pull);

    expect(outcomes).toContain('reopened');
    expect(story.world.stateOf(pull)).toBe('open');
    expect(story.notice(pull)).toMatchObject({ record: { phase: 'resolved' }, minimised: true });
    expect(story.world.labelsOn(pull)).toEqual([]);
  });

  test('stays closed by an edit that leaves something out', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.closedPull();

    await story.pass(HOUR);
    story.world.editBody(pull, UNLINKED_BODY);
    await story.look(pull);

    expect(story.world.stateOf(pull)).toBe('closed');
    expect(story.notice(pull).text).toContain('Closes #');
  });

  test('is waived for good when a maintainer opens it again', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.closedPull();

    await story.pass(HOUR);
    story.world.reopen(pull, { by: 'mona' });
    const { outcomes } = await story.look(pull);
    await story.pass(24 * HOUR);
    story.world.editBody(pull, 'Worse than before.');
    await story.look(pull);
    await story.pass(24 * HOUR);

    expect(outcomes).toEqual(['waived']);
    expect(story.world.stateOf(pull)).toBe('open');
    expect(story.world.labelsOn(pull)).toEqual(['hygiene:exempt']);
    expect(story.notice(pull).text).toContain('mona decided by reopening it');
  });

  test('by triage opened again, gets one more whole period, and no third', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.closedPull();

    // Somebody who may reopen, yet not write, does not overrule anybody.
    await story.pass(HOUR);
    story.world.reopen(pull, { by: 'tim' });
    await story.look(pull);
    expect(story.world.stateOf(pull)).toBe('open');
    expect(story.notice(pull).record).toMatchObject({
      phase: 'flagged',
      secondChance: true,
      deadline: story.clock.now() + 2 * HOUR,
    });
    await story.pass(2 * HOUR + MINUTE);
    expect(story.world.stateOf(pull)).toBe('closed');

    await story.pass(HOUR);
    story.world.reopen(pull, { by: 'tim' });
    await story.look(pull);
    expect(story.world.stateOf(pull)).toBe('closed');
    expect(story.notices(pull)).toHaveLength(1);
  });

  test('opens at the word of its author when it is fixed, and not before', async () => {
    const config = `${ENFORCE}grace: { reopen_on_fix: false }\n`;
    const story = new Story({ config });
    const pull = await story.closedPull();

    await story.pass(HOUR);
    const early = story.world.comment(pull, '/hygiene reopen', { by: 'ann' });
    await story.look(pull, { reason: 'command' });
    expect(story.world.stateOf(pull)).toBe('closed');
    expect(early.reactions.map(({ content }) => content)).toEqual(['-1']);

    story.world.editBody(pull, GOOD_BODY);
    await story.look(pull);
    expect(story.world.stateOf(pull)).toBe('closed');
    const late = story.world.comment(pull, '/hygiene reopen', { by: 'ann' });
    await story.look(pull, { reason: 'command' });
    expect(story.world.stateOf(pull)).toBe('open');
    expect(late.reactions.map(({ content }) => content)).toEqual(['+1']);
  });

  test('whose branch was replaced cannot be opened again, and the notice says so', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.closedPull();

    await story.pass(HOUR);
    story.world.forcePush(pull);
    story.world.editBody(pull, GOOD_BODY);
    const { outcomes } = await story.look(pull);

    expect(outcomes).toEqual([]);
    expect(story.world.stateOf(pull)).toBe('closed');
    const { text, record } = story.notice(pull);
    expect(record.phase).toBe('closed');
    expect(text).toContain('cannot be reopened');
    expect(text).toMatch(/new pull request/);
    expect(text).not.toMatch(/reopens by itself|Do not rebase/);
    expect(story.world.writesOn(pull).map(({ do: what }) => what)).not.toContain('reopen');
  });

  test.each([
    ['knows of no other head', 'Could not open the pull request.'],
    ['finds the branch taken', 'A pull request already exists for ann:feature.'],
  ])('stays closed where the forge refuses: it %s', async (_, message) => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.closedPull();
    await story.pass(HOUR);
    story.world.editBody(pull, GOOD_BODY);
    story.world.refuse('reopen', message);

    const { outcomes } = await story.look(pull);

    expect(outcomes).toEqual([]);
    expect(story.notice(pull).text).toContain('cannot be reopened');
    expect(story.notice(pull).text).not.toContain('All set');
    const told = story.world.writesOn(pull).length;
    await story.look(pull, { reason: 'sweep' });
    expect(story.world.writesOn(pull)).toHaveLength(told);
  });

  test('that the forge refused to reopen is tried again at its author’s word', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.closedPull();
    await story.pass(HOUR);
    story.world.editBody(pull, GOOD_BODY);
    story.world.refuse('reopen', 'A pull request already exists for ann:feature.');
    await story.look(pull);
    story.world.allowAll();

    await story.pass(HOUR);
    story.world.comment(pull, '/hygiene reopen', { by: 'ann' });
    await story.look(pull, { reason: 'command' });

    expect(story.world.stateOf(pull)).toBe('open');
    expect(story.notice(pull).record.phase).toBe('resolved');
  });

  test('is not opened by a fix that comes after the window', async () => {
    const config = `${ENFORCE}grace: { reopen_window: 1d }\n`;
    const story = new Story({ config });
    const pull = await story.closedPull();

    await story.pass(25 * HOUR);
    story.world.editBody(pull, GOOD_BODY);
    await story.look(pull);

    expect(story.world.stateOf(pull)).toBe('closed');
  });

  test('by its author once more, after a fix, is left to them', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.closedPull();
    story.world.editBody(pull, GOOD_BODY);
    await story.look(pull);

    await story.pass(HOUR);
    story.world.close(pull, { by: 'ann' });
    await story.look(pull);
    await story.pass(HOUR);
    story.world.editBody(pull, `${GOOD_BODY} `);
    await story.look(pull);

    expect(story.world.stateOf(pull)).toBe('closed');
  });
});

describe('a flagged pull request that is', () => {
  test.each([
    ['merged', (story: Story, pull) => story.world.merge(pull, { by: 'mona' })],
    ['closed by its author', (story: Story, pull) => story.world.close(pull, { by: 'ann' })],
    ['closed by a maintainer', (story: Story, pull) => story.world.close(pull, { by: 'mona' })],
  ] satisfies [string, (story: Story, pull: Awaited<ReturnType<Story['flaggedPull']>>) => void][])(
    '%s has nothing left to do',
    async (_, end) => {
      const story = new Story({ config: ENFORCE });
      const pull = await story.flaggedPull();
      await story.pass(HOUR);
      end(story, pull);
      const state = story.world.stateOf(pull);

      await story.look(pull);
      await story.pass(3 * HOUR);
      story.world.editBody(pull, `${BAD_BODY}!`);
      await story.look(pull);

      expect(story.notice(pull).record.phase).toBe('done');
      expect(story.world.labelsOn(pull)).toEqual([]);
      expect(story.world.stateOf(pull)).toBe(state);
    },
  );
});
