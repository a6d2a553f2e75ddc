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

describe('nothing is asked of', () => {
  test.each([
    ['a maintainer', '', { author: 'mona' }],
    ['the owner', '', { author: 'octo' }],
    ['a bot', '', { author: 'dependabot[bot]' }],
    ['an author of the list', 'exempt: { authors: [Ann] }', {}],
    ['a member of a team', 'exempt: { teams: [core] }', {}],
    ['a label', 'exempt: { labels: [no-rules] }', { labels: ['no-rules'] }],
    ['a branch', 'exempt: { branches: { head: ["release/*"] } }', { head: 'release/1' }],
    ['a base', 'exempt: { branches: { base: [next] } }', { base: 'next' }],
    ['files', 'exempt: { files: ["docs/**"] }', { files: { 'docs/a.md': 'a' } }],
    ['drafts', 'exempt: { drafts: exempt }', { draft: true }],
  ])('%s', async (_, config, given) => {
    const story = new Story({ config: `${ENFORCE}${config}\n` });
    story.world.team('core', ['ann']);
    const pull = story.openPull({ body: BAD_BODY, ...given });

    await story.look(pull);
    await story.pass(24 * HOUR);

    expect(story.world.noticesOn(pull)).toEqual([]);
    expect(story.world.stateOf(pull)).toBe('open');
    expect(story.world.checkOn(pull)).toMatchObject({ conclusion: 'success' });
  });

  test('what is older than the config', async () => {
    const story = new Story();
    const pull = story.openPull({ body: BAD_BODY });
    await story.pass(HOUR);
    await story.commitConfig(ENFORCE);

    await story.look(pull);
    await story.pass(24 * HOUR);

    expect(story.world.writesOn(pull)).toEqual([]);
  });

  test('a draft, until it is ready', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull({ draft: true });
    await story.pass(5 * HOUR);
    expect(story.world.noticesOn(pull)).toEqual([]);

    story.world.ready(pull);
    await story.look(pull);

    expect(story.notice(pull).record).toMatchObject({
      phase: 'flagged',
      deadline: story.clock.now() + 2 * HOUR,
    });
  });
});

describe('a label of ours that is taken off', () => {
  test('by a maintainer waives for good', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();

    await story.pass(HOUR);
    story.world.unlabel(pull, 'needs:compliance', { by: 'mona' });
    const { outcomes } = await story.look(pull);
    await story.pass(24 * HOUR);

    expect(outcomes).toEqual(['waived']);
    expect(story.world.stateOf(pull)).toBe('open');
    expect(story.world.labelsOn(pull)).toEqual(['hygiene:exempt']);
    expect(story.notice(pull).text).toContain('mona decided by taking off the label');
  });

  test('by somebody who may not write comes back, and the clock runs on', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();

    await story.pass(HOUR);
    story.world.unlabel(pull, 'needs:compliance', { by: 'tim' });
    await story.look(pull);
    expect(story.world.labelsOn(pull)).toContain('needs:compliance');

    await story.pass(HOUR);
    expect(story.world.stateOf(pull)).toBe('closed');
  });
});

describe('a maintainer', () => {
  test('waives one rule, and the rest stays', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();
    await story.pass(MINUTE);

    const command = story.world.comment(pull, '/hygiene exempt pr-linked-issue known', {
      by: 'mona',
    });
    await story.look(pull, { reason: 'command' });

    expect(command.reactions.map(({ content }) => content)).toEqual(['+1']);
    expect(story.notice(pull).text).not.toContain('Closes #');
    expect(story.world.labelsOn(pull)).toEqual(['needs:compliance']);
  });

  test('waives everything, takes it back, and the author has a whole period again', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();
    await story.pass(HOUR);
    story.world.comment(pull, '/hygiene exempt not needed here', { by: 'mona' });
    await story.look(pull, { reason: 'command' });
    expect(story.notice(pull).text).toContain('not needed here');

    await story.pass(HOUR);
    story.world.comment(pull, '/hygiene unexempt', { by: 'mona' });
    await story.look(pull, { reason: 'command' });

    expect(story.world.labelsOn(pull)).toEqual(['needs:compliance', 'needs:issue']);
    expect(story.notice(pull).record.deadline).toBe(story.clock.now() + 2 * HOUR);
  });

  test('is obeyed, and nobody else: others get a thumbs down', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();

    const words = ['/hygiene exempt', '/hygiene hold 2d', '/hygiene unexempt'].map((text) =>
      story.world.comment(pull, text, { by: 'ann' }),
    );
    await story.look(pull, { reason: 'command' });
    await story.pass(2 * HOUR);

    expect(words.map(({ reactions }) => reactions.map(({ content }) => content))).toEqual([
      ['-1'],
      ['-1'],
      ['-1'],
    ]);
    expect(story.world.stateOf(pull)).toBe('closed');
  });
});

describe('anybody', () => {
  test('may have the missing sections put below an own description', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();

    story.world.comment(pull, '/hygiene template', { by: 'ann' });
    await story.look(pull, { reason: 'command' });

    expect(story.world.bodyOf(pull)).toMatch(/^It is broken, this repairs it\./);
    expect(story.world.bodyOf(pull)).toContain('### What does this PR do?');
  });

  test('may ask for an explanation, and gets it folded into the notice', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();

    story.world.comment(pull, '/hygiene explain', { by: 'zoe' });
    await story.look(pull, { reason: 'command' });

    expect(story.notice(pull).text).toContain('pr-linked-issue');
  });

  test('who asks for something unknown is told that it is', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();

    const command = story.world.comment(pull, '/hygiene dance', { by: 'zoe' });
    await story.look(pull, { reason: 'command' });

    expect(command.reactions.map(({ content }) => content)).toEqual(['confused']);
    expect(story.notice(pull).text).toContain('`dance` is not a command of this bot.');
  });

  test('sees no second answer to a command', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();
    story.world.comment(pull, '/hygiene recheck', { by: 'ann' });
    await story.look(pull, { reason: 'command' });
    const told = story.world.writesOn(pull).length;

    await story.look(pull, { reason: 'command' });

    expect(story.world.writesOn(pull)).toHaveLength(told);
  });
});

describe('what our own account does is no word of a maintainer:', () => {
  test.each([
    ['combined', ENFORCE],
    ['separate', SEPARATE],
  ])('its labels, closes and reopenings change nothing (%s)', async (_, config) => {
    const story = new Story({ config });
    const pull = await story.closedPull();
    story.world.editBody(pull, GOOD_BODY);
    await story.look(pull);
    await story.pass(MINUTE);
    story.world.editBody(pull, BAD_BODY);
    await story.look(pull);

    expect(story.notices(pull).map(({ record }) => record.phase)).toContain('flagged');
    expect(story.world.labelsOn(pull)).not.toContain('hygiene:exempt');
    const writes = story.world.writesOn(pull).length;
    for (let again = 0; again < 3; again += 1) await story.look(pull);
    expect(story.world.writesOn(pull)).toHaveLength(writes);
  });
});
