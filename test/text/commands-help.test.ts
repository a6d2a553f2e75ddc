import { describe, expect, test } from 'vitest';
import { COMMAND_NAMES } from '../../src/hygiene/commands.ts';
import { EXPLAINED_COMMANDS, renderHelp } from '../../src/text/commands-help.ts';

describe('the help', () => {
  test('explains every command that is understood, and no other', () => {
    expect(EXPLAINED_COMMANDS.toSorted()).toEqual(COMMAND_NAMES.toSorted());
  });

  test('is folded and has a row for every command, with the prefix of the repository', () => {
    const help = renderHelp({}, '/tidy');

    expect(help).toMatch(/^<details><summary>/);
    for (const name of COMMAND_NAMES) expect(help).toMatch(new RegExp(`^\\| \`/tidy ${name}`, 'm'));
  });

  test('keeps its table when a command offers a choice', () => {
    expect(renderHelp({}, '/hygiene')).toContain('`/hygiene blank-issues on\\|off\\|status`');
  });
});

describe('the help behind a command that there is not', () => {
  test.each([
    [
      { word: 'rechek', nearest: 'recheck' },
      /^`rechek` is not a command of this bot\. Did you mean `\/hygiene recheck`\?\n/,
    ],
    [{ word: 'hold x', nearest: 'hold 2d' }, /^`hold x` is .* Did you mean `\/hygiene hold 2d`\?/],
    [{ word: 'dance' }, /^`dance` is not a command of this bot\.\n/],
    [{ word: '' }, /^`\(nothing\)` is not a command/],
  ])('%j names it and what it may have meant', (asked, says) => {
    const help = renderHelp(asked, '/hygiene');

    expect(help).toMatch(says);
    expect(help).toContain('<details>');
  });
});
