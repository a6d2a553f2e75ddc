import { describe, expect, test } from 'vitest';
import {
  BAD_BODY,
  CONFIG_PATH,
  ENFORCE,
  GOOD_BODY,
  HOUR,
  MINUTE,
  SEPARATE,
  Story,
  TEMPLATE,
  TEMPLATE_PATH,
} from '../../support/engine-story.ts';

describe('the config', () => {
  test('of the owner’s shared repository holds where there is no own one', async () => {
    const story = new Story();
    story.world.repository({ name: '.github', files: { [CONFIG_PATH]: ENFORCE } });

    const pull = await story.flaggedPull();

    expect(story.notice(pull).record.deadline).toBe(story.clock.now() + 2 * HOUR);
  });

  test('of the repository wins over the owner’s', async () => {
    const story = new Story({ config: 'version: 1\ngrace: { period: 5h }\n' });
    story.world.repository({ name: '.github', files: { [CONFIG_PATH]: ENFORCE } });

    const pull = await story.flaggedPull();

    expect(story.notice(pull).record.deadline).toBe(story.clock.now() + 5 * HOUR);
  });

  test('that cannot be read never enforces: only the check speaks, and says what is wrong', async () => {
    const story = new Story({ config: `${ENFORCE}graze: { period: 2h }\n` });

    const pull = await story.flaggedPull();
    await story.pass(24 * HOUR);

    expect(story.world.noticesOn(pull)).toEqual([]);
    expect(story.world.stateOf(pull)).toBe('open');
    const { title = '', summary = '' } = story.world.checkOn(pull) ?? {};
    expect(`${title} ${summary}`).toContain('graze');
    expect(`${title} ${summary}`).toContain('grace');
  });

  test('that breaks while a pull request is flagged closes nothing', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();

    await story.pass(HOUR);
    await story.commitConfig('mode: [');
    await story.pass(24 * HOUR);

    expect(story.world.stateOf(pull)).toBe('open');
  });

  test('that begins to enforce gives what was only warned a whole period', async () => {
    const story = new Story({ config: 'version: 1\nmode: warn\n' });
    const pull = await story.flaggedPull();
    await story.pass(30 * HOUR);
    expect(story.notice(pull).text).not.toContain('UTC');

    await story.commitConfig(ENFORCE);
    await story.look(pull, { reason: 'sweep' });

    const { record, text } = story.notice(pull);
    expect(record.deadline).toBe(story.clock.now() + 2 * HOUR);
    expect(text).toContain('closed automatically');
    await story.pass(2 * HOUR - MINUTE);
    expect(story.world.stateOf(pull)).toBe('open');
  });

  test('that stops to enforce takes the deadline out of the notice', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();

    await story.pass(HOUR);
    await story.commitConfig('version: 1\nmode: warn\n');
    await story.look(pull, { reason: 'sweep' });
    await story.pass(24 * HOUR);

    expect(story.world.stateOf(pull)).toBe('open');
    expect(story.notice(pull).text).not.toMatch(/UTC|closed automatically/);
  });

  test('that is deleted leaves the rules to warn', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = await story.flaggedPull();

    await story.commitConfig(null);
    await story.look(pull, { reason: 'sweep' });
    await story.pass(24 * HOUR);

    expect(story.world.stateOf(pull)).toBe('open');
    expect(story.notice(pull).record.deadline).toBeUndefined();
  });

  test.each([
    ['combined to separate', ENFORCE, SEPARATE, ['link', 'template']],
    ['separate to combined', SEPARATE, ENFORCE, ['all']],
  ])('that goes from %s keeps the deadline that was promised', async (_, before, after, kinds) => {
    const story = new Story({ config: before });
    const pull = await story.flaggedPull();
    const promised = story.clock.now() + 2 * HOUR;

    await story.pass(HOUR);
    await story.commitConfig(after);
    await story.look(pull, { reason: 'sweep' });

    const notices = story.notices(pull);
    expect(notices.map(({ record }) => record.notice).toSorted()).toEqual(kinds);
    for (const { record } of notices) {
      expect(record.deadline).toBeGreaterThanOrEqual(promised);
    }
    await story.pass(59 * MINUTE);
    expect(story.world.stateOf(pull)).toBe('open');
    await story.pass(2 * HOUR);
    expect(story.world.stateOf(pull)).toBe('closed');
  });

  test('that changes while it is closed leaves nothing behind that a second look would tidy', async () => {
    const story = new Story({ config: SEPARATE });
    const pull = await story.flaggedPull();
    await story.pass(HOUR);
    story.world.editBody(pull, GOOD_BODY.replace(/### Checklist[^]*/, ''));
    await story.look(pull);
    await story.pass(HOUR);
    expect(story.world.stateOf(pull)).toBe('closed');
    await story.commitConfig(ENFORCE);
    await story.look(pull, { reason: 'sweep' });
    await story.pass(MINUTE);
    story.world.reopen(pull, { by: 'tim' });
    await story.look(pull);
    const written = story.world.writesOn(pull).length;

    await story.look(pull);

    expect(story.notice(pull).record.phase).toBe('flagged');
    expect(story.world.writesOn(pull)).toHaveLength(written);
  });

  test('may name own words, and mistakes in them are told in the check', async () => {
    const config = `${ENFORCE}report: { templates: { flagged: .github/flagged.md, closed: .github/closed.md } }\n`;
    const story = new Story({
      config,
      files: {
        '.github/flagged.md': 'Ours: {{findings}} {{#deadline}}until {{deadline}}{{/deadline}}',
        '.github/closed.md': 'Closed {{nonsense}}',
      },
    });

    const pull = await story.flaggedPull();

    expect(story.notice(pull).text).toMatch(/^Ours: /);
    const { title = '', summary = '' } = story.world.checkOn(pull) ?? {};
    expect(`${title} ${summary}`).toContain('nonsense');
  });
});

describe('a template', () => {
  test('that was changed after a pull request was opened is held against nobody', async () => {
    const story = new Story({ config: ENFORCE });
    const pull = story.openPull({ body: GOOD_BODY });
    await story.pass(HOUR);
    story.world.commitFile(TEMPLATE_PATH, `${TEMPLATE}\n### Risks\n\nWhich ones?\n`);
    await story.forgetPolicy();
    await story.pass(HOUR);

    await story.look(pull);

    expect(story.world.noticesOn(pull)).toEqual([]);
    const later = await story.flaggedPull({ body: GOOD_BODY, head: 'later' });
    expect(story.notice(later).text).toContain('Risks');
  });

  test('among several is the one that fits best', async () => {
    const story = new Story({
      config: ENFORCE,
      template: null,
      files: {
        '.github/PULL_REQUEST_TEMPLATE/fix.md': '### Bug\n\nWhich?\n\n### Repair\n\nHow?\n',
        '.github/PULL_REQUEST_TEMPLATE/feature.md': '### Wish\n\nWhich?\n\n### Plan\n\nHow?\n',
      },
    });

    const good = story.openPull({ body: '### Wish\n\nMore.\n\n### Plan\n\nSoon. Closes #1\n' });
    await story.look(good);
    const half = await story.flaggedPull({ body: '### Bug\n\nThis one. Closes #1', head: 'half' });

    expect(story.world.noticesOn(good)).toEqual([]);
    expect(story.notice(half).text).toContain('Repair');
    expect(story.notice(half).text).not.toContain('Plan');
  });

  test('that is not there asks for nothing', async () => {
    const story = new Story({ config: ENFORCE, template: null });
    const pull = story.openPull({ body: 'Closes #1' });

    await story.look(pull);

    expect(story.world.noticesOn(pull)).toEqual([]);
  });

  test('of the owner’s shared repository counts where there is no own one', async () => {
    const story = new Story({ config: ENFORCE, template: null });
    story.world.repository({ name: '.github', files: { [TEMPLATE_PATH]: TEMPLATE } });

    const pull = await story.flaggedPull({ body: 'Closes #1' });

    expect(story.notice(pull).text).toContain('https://github.com/octo/.github/blob/');
  });
});

describe('an issue', () => {
  const CUSTOM = `${ENFORCE}rules:
  custom:
    - { id: version, on: body, subjects: issue, match: 'Version: \\d', message: Name the version., close: true }
`;

  test('is held to the rules that are about issues, closed, and opened by the fix', async () => {
    const story = new Story({ config: CUSTOM });
    const issue = story.world.openIssue({ author: 'ann', body: 'Broken.' });

    await story.look(issue);
    expect(story.notice(issue).text).toContain('Name the version.');
    expect(story.world.checkOn(issue)).toBeUndefined();
    await story.pass(2 * HOUR);
    expect(story.world.stateOf(issue)).toBe('closed');

    story.world.editBody(issue, 'Broken. Version: 1');
    await story.look(issue);
    expect(story.world.stateOf(issue)).toBe('open');
  });

  test('hears nothing of the rules for pull requests', async () => {
    const story = new Story({ config: ENFORCE });
    const issue = story.world.openIssue({ author: 'ann', body: BAD_BODY });

    await story.look(issue);
    await story.pass(24 * HOUR);

    expect(story.world.writesOn(issue)).toEqual([]);
  });
});
