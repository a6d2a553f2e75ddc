import { describe, expect, test } from 'vitest';
import {
  BAD_BODY,
  ENFORCE,
  GOOD_BODY,
  HOUR,
  MINUTE,
  SEPARATE,
  Story,
} from '../../support/engine-story.ts';

describe('a notice', () => {
  test('that somebody deleted is written again, with a whole period', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();
    await story.pass(HOUR);
    story.world.deleteComment(story.notice(pull).id, { by: 'mona' });

    await story.look(pull);

    expect(story.notice(pull).record.deadline).toBe(story.clock.now() + 2 * HOUR);
  });

  test('whose words a maintainer changed is healed, and its record counts on', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();
    const { id, text } = story.notice(pull);
    const [marker] = story.world.noticesOn(pull)[0]?.body.split('\n') ?? [];
    await story.pass(MINUTE);
    story.world.editComment(id, `${marker ?? ''}\nNever mind.`, { by: 'mona' });

    await story.look(pull);

    expect(story.notice(pull).text).toBe(text);
  });

  test('without its hidden block is somebody’s text now: a new one is written', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();
    await story.pass(MINUTE);
    story.world.editComment(story.notice(pull).id, 'Never mind.', { by: 'mona' });

    await story.look(pull);

    expect(story.notices(pull)).toHaveLength(1);
    expect(story.world.noticesOn(pull).map(({ body }) => body)).toContain('Never mind.');
  });

  test('is told apart from a forgery of the author', async () => {
    const story = new Story({ config: ENFORCE });
    const first = await story.flaggedPull();
    const { body = '' } = story.world.noticesOn(first)[0] ?? {};
    const pull = story.openPull({ body: BAD_BODY, head: 'second' });
    const forged = story.world.comment(pull, body, { by: 'ann' });

    await story.look(pull);
    await story.pass(3 * HOUR);

    expect(story.notices(pull)).toHaveLength(1);
    expect(story.world.commentsOn(pull)).toContain(forged);
    expect(forged.body).toBe(body);
  });

  test('is told apart from one of ours that was copied from elsewhere', async () => {
    const story = new Story({ config: ENFORCE });
    const first = await story.flaggedPull();
    await story.pass(HOUR);
    const { body = '' } = story.world.noticesOn(first)[0] ?? {};
    const pull = story.openPull({ body: BAD_BODY, head: 'second' });
    story.world.comment(pull, body, { by: story.world.bot });

    await story.look(pull);

    expect(story.notice(pull).record.deadline).toBe(story.clock.now() + 2 * HOUR);
    await story.pass(HOUR + MINUTE);
    expect(story.world.stateOf(pull)).toBe('open');
  });

  test('that was posted twice is healed: the oldest stays', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();
    const { id } = story.notice(pull);
    const { body = '' } = story.world.noticesOn(pull)[0] ?? {};
    await story.pass(MINUTE);
    story.world.comment(pull, body, { by: story.world.bot });

    await story.look(pull);

    expect(story.notice(pull).id).toBe(id);
  });

  test('is found behind 150 comments', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = story.openPull({ body: BAD_BODY });
    for (let count = 0; count < 75; count += 1) story.world.comment(pull, 'Hm.', { by: 'zoe' });
    await story.look(pull);
    for (let count = 0; count < 75; count += 1) story.world.comment(pull, 'Well.', { by: 'zoe' });
    story.restart();

    story.world.editBody(pull, GOOD_BODY);
    await story.look(pull);

    expect(story.notice(pull).record.phase).toBe('resolved');
  });

  test('calls nobody and breaks nothing, whatever the author wrote', async () => {
    const story = new Story({ config: `${ENFORCE}rules: { pr-title: { mode: warn } }\n` });
    const title = 'x`@everyone` <!-- --> [a](javascript:b) | @octo/core --> <img src=x>';
    const pull = await story.flaggedPull({ title, body: '### <b>@mona</b> -->\n\n`' });

    // Nobody but the author is called, and nothing stands outside of code that a forge would render.
    const { text } = story.notice(pull);
    const shown = text.replaceAll(/(`+)[^`](?:.*?[^`])?\1(?!`)/g, '');
    expect(shown).not.toMatch(/<img|<b>|<!--|javascript/);
    expect(shown).not.toMatch(/(?<!\w)@(?!ann\b)\w/);
  });
});

describe('a locked conversation', () => {
  test('where nothing was said yet stays silent, and does not fail', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = story.openPull({ body: BAD_BODY });
    story.world.lock(pull);

    await story.look(pull);
    await story.pass(24 * HOUR);

    expect(story.world.noticesOn(pull)).toEqual([]);
    expect(story.world.stateOf(pull)).toBe('open');
    expect(story.world.checkOn(pull)).toMatchObject({ conclusion: 'neutral' });
  });

  test('in which a fix would be thanked is settled without the thanks', async () => {
    const story = new Story({ config: SEPARATE.replace('}', ', on_fixed: thank }') });
    const pull = await story.flaggedPull();
    await story.pass(MINUTE);
    story.world.lock(pull);
    story.world.editBody(pull, GOOD_BODY);

    const { refusals } = await story.look(pull);

    expect(refusals).toBeUndefined();
    expect(story.notices(pull).map(({ record }) => record.phase)).toEqual(['resolved', 'resolved']);
    expect(story.world.labelsOn(pull)).toEqual([]);
    expect(story.notices(pull).every(({ minimised }) => minimised)).toBe(true);
  });
});

describe('a write that the forge refuses for good', () => {
  test.each([
    ['post-notice', [], 0],
    ['add-labels', ['all'], 0],
    ['set-check', ['all'], 2],
  ] as const)('%s: the rest is done as far as it makes sense', async (what, kinds, labels) => {
    const story = new Story({ config: ENFORCE });
    story.world.refuse(what, 'Not today.');
    const pull = story.openPull({ body: BAD_BODY });

    const { refusals } = await story.look(pull);

    expect(refusals?.map(({ refused }) => refused)).toEqual([undefined, what]);
    expect(story.notices(pull).map(({ record }) => record.notice)).toEqual(kinds);
    expect(story.world.labelsOn(pull)).toHaveLength(labels);
    expect(story.world.checkOn(pull) === undefined).toBe(what === 'set-check');
  });

  test('an edit of the notice: it is not closed, since nobody was told', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();
    story.world.refuse('edit-notice', 'Not today.');

    await story.pass(5 * HOUR);

    expect(story.world.stateOf(pull)).toBe('open');
  });

  test('because the comment is gone meanwhile: another one is written', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();
    await story.pass(MINUTE);
    story.world.editBody(pull, `${BAD_BODY}\n\n### How did you verify it?\n\nBy hand.`);
    const { id } = story.notice(pull);
    story.world.faults.next('write', {
      kind: 'meanwhile',
      happens: () => story.world.deleteComment(id, { by: 'mona' }),
    });

    await story.look(pull);

    expect(story.notice(pull).record.phase).toBe('flagged');
    expect(story.notice(pull).id).not.toBe(id);
  });
});

test('a pull request that is gone, and a repository that is, are nothing to look at', async () => {
  const story = new Story({ config: ENFORCE });
  const missing = { owner: 'octo', name: 'hello', number: 4711 };

  expect(await story.look(missing)).toMatchObject({ result: 'gone' });
  expect(await story.look({ ...missing, name: 'other' })).toMatchObject({ result: 'gone' });
});
