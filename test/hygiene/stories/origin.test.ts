import { describe, expect, test } from 'vitest';
import { ENFORCE, HOUR, MINUTE, Story } from '../../support/engine-story.ts';

/** The template of the project where this began. */
const TEMPLATE = `### Issue for this PR

Closes #

### Type of change

- [ ] Bug fix
- [ ] New feature
- [ ] Refactor / code improvement
- [ ] Documentation

### What does this PR do?

Please provide a description of the issue, the changes you made to fix it, and why they work.

**If you paste a large clearly AI generated description here your PR may be IGNORED or CLOSED!**

### How did you verify your code works?

### Screenshots / recordings

_If this is a UI change, please include a screenshot or recording._

### Checklist

- [ ] I have tested my changes locally
- [ ] I have not included unrelated changes in this PR
`;

const TITLE = 'fix(run): wait for background/child sessions before exiting';

const BODY = `## Problem

\`run\` exits while background sessions still work.

## Root cause

Only the root session is awaited.

## Fix

Wait for every session of the tree.

## Verification

A new test, and a run by hand.
`;

const FIXED = TEMPLATE.replace('Closes #', 'Closes #1')
  .replace('- [ ] Bug fix', '- [x] Bug fix')
  .replaceAll('- [ ] I have', '- [x] I have')
  .replace('verify your code works?', 'verify your code works?\n\nA new test.')
  .replace(
    /Please provide[\s\S]*CLOSED!\*\*/,
    'Only the root session was awaited; now every session of the tree is.',
  );

const OPENCODE = 'version: 1\nextends: [preset:opencode]\n';

describe("the origin's pull request", () => {
  test('gets its two notices, both labels, and a failing check', async () => {
    const story = new Story({ config: OPENCODE, template: TEMPLATE });
    const pull = story.openPull({ title: TITLE, body: BODY });

    const { outcomes } = await story.look(pull);
    await story.pass(MINUTE);

    expect(outcomes).toEqual(['flagged']);
    const [template, link, ...others] = story.notices(pull);
    expect(others).toEqual([]);
    expect(template?.record).toMatchObject({ notice: 'template', phase: 'flagged' });
    expect(template?.text).toMatch(/contributing guidelines/i);
    expect(template?.text).toContain('/octo/hello/blob/main/.github/pull_request_template.md');
    expect(template?.text).toContain('**What needs to be fixed**');
    for (const section of ['Issue for this PR', 'Type of change', 'Checklist']) {
      expect(template?.text).toContain(section);
    }
    expect(template?.text).not.toContain('Screenshots');
    expect(template?.text).toMatch(/edit this description/i);
    expect(template?.text).toContain('**2 hours**');
    expect(template?.text).toContain('22 November 2026, 14:00 UTC');
    expect(template?.text).toContain('closed automatically');
    expect(template?.text).toMatch(/tell a maintainer/i);
    expect(link?.record).toMatchObject({ notice: 'link', phase: 'flagged', closing: [] });
    expect(link?.text).toMatch(/thanks/i);
    expect(link?.text).toMatch(/no .*linked/i);
    expect(link?.text).toContain('/octo/hello/issues/new/choose');
    expect(link?.text).toContain('Fixes #');
    expect(link?.text).toContain('Closes #');
    expect(link?.text).toContain('CONTRIBUTING.md');
    expect(link?.text).not.toContain('UTC');
    expect(story.world.labelsOn(pull)).toEqual(['needs:compliance', 'needs:issue']);
    expect(story.world.checkOn(pull)).toMatchObject({ conclusion: 'failure' });
  });

  test('is closed when its two hours are over, and reopened by the edit that fixes it', async () => {
    const story = new Story({ config: OPENCODE, template: TEMPLATE });
    const pull = story.openPull({ title: TITLE, body: BODY });
    await story.look(pull);

    await story.pass(2 * HOUR - MINUTE);
    expect(story.world.stateOf(pull)).toBe('open');
    await story.pass(MINUTE);
    expect(story.world.stateOf(pull)).toBe('closed');
    const [closed] = story.notices(pull);
    expect(closed?.record.phase).toBe('closed');
    expect(closed?.text).toContain('Closed automatically');
    expect(closed?.text).toContain('Do not rebase or force-push first');

    await story.pass(HOUR);
    story.world.editBody(pull, FIXED);
    const { outcomes } = await story.look(pull);

    expect(outcomes).toContain('reopened');
    expect(story.world.stateOf(pull)).toBe('open');
    expect(story.world.labelsOn(pull)).toEqual([]);
    expect(story.notices(pull).map(({ record }) => record.phase)).toEqual(['resolved', 'resolved']);
    const thanks = story.world
      .noticesOn(pull)
      .filter(({ body }) => body.includes('Thanks for the update'));
    expect(thanks).toHaveLength(1);
    expect(story.world.checkOn(pull)).toMatchObject({ conclusion: 'success' });
  });

  test('gets one notice with both points where notices are combined', async () => {
    const config = `${ENFORCE}rules: { pr-linked-issue: { close: false } }\n`;
    const story = new Story({ config, template: TEMPLATE });
    const pull = story.openPull({ title: TITLE, body: BODY });

    await story.look(pull);

    const { text, record } = story.notice(pull);
    expect(text).toContain('@ann');
    expect(text).toMatch(/things to fix before review/);
    expect(text).toContain('Issue for this PR');
    expect(text).toContain('Closes #');
    expect(text).toContain('There is no deadline for');
    expect(text).toContain('22 November 2026, 14:00 UTC');
    expect(record.closing).not.toContain('pr-linked-issue:no-issue');
  });

  test('that follows the template and links its issue hears nothing', async () => {
    const story = new Story({ config: OPENCODE, template: TEMPLATE });
    const pull = story.openPull({ title: TITLE, body: FIXED });

    await story.look(pull);
    await story.pass(3 * HOUR);

    expect(story.world.noticesOn(pull)).toEqual([]);
    expect(story.world.labelsOn(pull)).toEqual([]);
    expect(story.world.checkOn(pull)).toMatchObject({ conclusion: 'success' });
  });
});
