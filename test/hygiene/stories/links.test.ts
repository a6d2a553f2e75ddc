import { describe, expect, test } from 'vitest';
import {
  ENFORCE,
  GOOD_BODY,
  HOUR,
  MINUTE,
  SECOND,
  Story,
  UNLINKED_BODY,
} from '../../support/engine-story.ts';

const LINK_ONLY = `${ENFORCE}rules: { pr-template: { mode: off } }\n`;

describe('a pull request that links its issue', () => {
  test('by hand, shortly after it was opened, is never flagged', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = story.openPull({ body: UNLINKED_BODY });

    const { nextLook, decision } = await story.look(pull);
    expect(decision?.changes).toEqual([]);
    expect(nextLook).toBe(story.clock.now() + 20 * SECOND);
    await story.pass(10 * SECOND);
    story.world.linkManually(pull, { owner: 'octo', name: 'hello', number: 1 });
    await story.pass(HOUR);

    expect(story.world.noticesOn(pull)).toEqual([]);
    expect(story.world.checkOn(pull)).toMatchObject({ conclusion: 'success' });
  });

  test('not at all is flagged after twenty seconds', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = story.openPull({ body: UNLINKED_BODY });

    await story.look(pull);
    await story.pass(19 * SECOND);
    expect(story.world.noticesOn(pull)).toEqual([]);
    await story.pass(SECOND);

    expect(story.notice(pull).text).toContain('Closes #');
  });

  test('by a keyword counts at once, however long the forge takes to show it', async () => {
    const story = new Story({ config: ENFORCE, linkLag: 12 * SECOND });
    const pull = story.openPull({ body: GOOD_BODY });

    const { outcomes } = await story.look(pull);

    expect(outcomes).toEqual([]);
    expect(story.world.checkOn(pull)).toMatchObject({ conclusion: 'success' });
  });

  test('by hand before the deadline, which no webhook tells, is not closed', async () => {
    const story = new Story({ config: LINK_ONLY });
    const pull = await story.flaggedPull({ body: UNLINKED_BODY });
    await story.pass(MINUTE);
    expect(story.notice(pull).record.phase).toBe('flagged');

    story.world.linkManually(pull, { owner: 'octo', name: 'hello', number: 1 });
    await story.pass(3 * HOUR);

    expect(story.world.stateOf(pull)).toBe('open');
    expect(story.notice(pull).record.phase).toBe('resolved');
  });

  test('into a branch that is not the default one, passes by its keyword', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = story.openPull({ body: GOOD_BODY, base: 'next' });

    await story.look(pull);
    await story.pass(3 * HOUR);

    expect(story.world.stateOf(pull)).toBe('open');
    expect(story.notices(pull)).toEqual([]);
    expect(story.world.checkOn(pull)?.summary).toContain('next');
  });
});

describe('a keyword before', () => {
  test.each([
    ['an issue that is not there', '', 'Closes #4711', /4711/],
    ['a pull request', '', 'Closes #2', /pull request/],
    ['a closed issue, where it must be open,', 'require_open: true', 'Closes #1', /closed/],
    ['nothing: an issue only mentioned', '', 'See #1', /Fixes #1|Closes #1/],
    ['nothing: a template left as it is', '', 'Closes #', /issue/i],
    ['an issue in a comment', '', '<!-- Closes #1 -->', /issue/i],
    ['an issue in code', '', '`Closes #1`', /issue/i],
  ])('%s does not count, and the notice says why', async (_, config, text, says) => {
    const rules = `rules: { pr-template: { mode: off }, pr-linked-issue: { ${config} } }\n`;
    const story = new Story({ config: `${ENFORCE}${rules}` });
    const other = story.openPull({ body: GOOD_BODY, head: 'other' });
    expect(other.number).toBe(2);
    if (config !== '') story.world.close({ owner: 'octo', name: 'hello', number: 1 });
    const pull = story.openPull({ body: text });

    await story.look(pull);
    await story.pass(MINUTE);

    expect(story.notice(pull).text).toMatch(says);
  });

  test('an issue that is opened later counts from the next look on', async () => {
    const story = new Story({ config: LINK_ONLY });
    const pull = await story.flaggedPull({ body: 'Closes #3' });
    expect(story.notice(pull).record.phase).toBe('flagged');

    story.world.openIssue({ author: 'ann' });
    story.world.comment(pull, '/hygiene recheck', { by: 'ann' });
    await story.look(pull, { reason: 'command' });

    expect(story.notice(pull).record.phase).toBe('resolved');
  });
});
