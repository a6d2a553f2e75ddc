import { expect, test } from 'vitest';
import { botOf, BUG, CONFIG, EVERY_FORGE, OFF, TEMPLATE } from './issue-bot.ts';

const FORM = '.github/ISSUE_TEMPLATE/wish.yml';
const WISH = `name: Wish
description: More
about: More
body:
  - {type: textarea, attributes: {label: Why}, validations: {required: true}}
  - {type: dropdown, attributes: {label: Where, options: [App, Site]}, validations: {required: true}}
`;

test.each(EVERY_FORGE)(
  'on %s an issue past the menu is shown the headings of the form that it is about, and a command puts them in',
  async (_name, open) => {
    const bot = await botOf('', { [CONFIG]: OFF, [TEMPLATE]: BUG, [FORM]: WISH }, open);
    const issue = bot.world.openIssue({
      author: 'ann',
      title: 'Wish: dark',
      body: 'Please.\r\nSoon.',
    });

    await bot.look(issue);
    expect(bot.world.noticesOn(issue).at(-1)?.body).toContain(
      'Those of `Wish`:\n\n```markdown\n### Why\n\n### Where\n\n<!-- App | Site -->\n```',
    );

    bot.world.comment(issue, '/hygiene template', { by: 'ann' });
    await bot.look(issue);
    expect(bot.world.bodyOf(issue)).toBe(
      'Please.\r\nSoon.\r\n\r\n### Why\r\n\r\n### Where\r\n\r\n<!-- App | Site -->',
    );
    expect(bot.world.noticesOn(issue).at(-1)?.body).toMatch(/`Why`.*`Where`.* no answer/);

    bot.world.editBody(issue, '### Why\n\nEyes.\n\n### Where\n\n<!-- App | Site -->\nApp\n');
    await bot.look(issue);
    expect(bot.world.labelsOn(issue)).toEqual([]);
  },
);
