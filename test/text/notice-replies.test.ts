import { describe, expect, test } from 'vitest';
import { COMMAND_NAMES } from '../../src/hygiene/commands.ts';
import { EXPLAINED_COMMANDS, renderHelp } from '../../src/text/commands-help.ts';
import { renderReply } from '../../src/text/notice-replies.ts';
import { finding, ORIGIN_LINK, ORIGIN_TEMPLATE } from '../support/notice-views.ts';

const about = { subject: 'pull-request' } as const;

describe('the help', () => {
  test('explains every command that is understood, and no other', () => {
    expect(EXPLAINED_COMMANDS.toSorted()).toEqual(COMMAND_NAMES.toSorted());
  });

  test('is folded and has a row for every command, with the prefix of the repository', () => {
    const help = renderHelp('/tidy');

    expect(help).toMatch(/^<details><summary>/);
    for (const name of COMMAND_NAMES) expect(help).toMatch(new RegExp(`^\\| \`/tidy ${name}`, 'm'));
  });

  test('keeps its table when a command offers a choice', () => {
    expect(renderHelp('/hygiene')).toContain('`/hygiene blank-issues on\\|off\\|status`');
  });
});

describe('a reply', () => {
  test.each([
    [
      { word: 'rechek', nearest: 'recheck' },
      /^`rechek` is not a command of this bot\. Did you mean `\/hygiene recheck`\?\n/,
    ],
    [{ word: 'hold x', nearest: 'hold 2d' }, /^`hold x` is .* Did you mean `\/hygiene hold 2d`\?/],
    [{ word: 'dance' }, /^`dance` is not a command of this bot\.\n/],
    [{ word: '' }, /^`\(nothing\)` is not a command/],
  ])('to the unknown command %j offers the nearest one and the help', (command, says) => {
    const reply = renderReply({ kind: 'unknown-command', ...command }, '/hygiene');

    expect(reply).toMatch(says);
    expect(reply).toContain('<details>');
  });

  test('to somebody who may not says who may', () => {
    const reply = { kind: 'not-allowed', command: 'exempt', needs: 'write' } as const;

    expect(renderReply(reply, '/hygiene')).toMatch(
      /`\/hygiene exempt` is for people with .*`write`/,
    );
    expect(renderReply({ ...reply, orAuthor: true }, '/hygiene')).toContain(
      'the author, and people',
    );
  });

  test('to an early reopen lists what is left, hints aside', () => {
    const hint = finding({ kind: 'title-without-subject' }, { severity: 'warning' });
    const findings = [...ORIGIN_TEMPLATE, ORIGIN_LINK, hint];

    const reply = renderReply({ kind: 'still-missing', findings, about }, '/hygiene');

    expect(reply).toMatch(/^Not yet.*\n\n1\. The description lacks.*\n2\. No linked issue/);
    expect(reply).not.toContain('title');
    expect(reply).toContain('comment `/hygiene reopen` again');
  });

  test('to a reopen that lacks nothing asks for another look', () => {
    const reply = renderReply({ kind: 'still-missing', findings: [], about }, '/hygiene');

    expect(reply).toContain('`/hygiene recheck`');
  });
});
