import { describe, expect, test } from 'vitest';
import { pending, runningTool } from '../../src/sessions/settle.ts';
import { create, reportTask } from '../support/background.ts';
import { idOf, Story } from '../support/tree-builder.ts';

const nameOf = (id: string): string => id.slice('ses_'.length);

/** What the tree waits for: a kind and a session each. */
const waits = (story: Story): string[] =>
  pending(story.tree, story.now).map(({ kind, sessionId }) => `${kind} ${nameOf(sessionId)}`);

const story = (): Story => new Story().prompt('root').wait(1000);

const launchError = { name: 'UnknownError', message: 'Agent not found: "nope"' };

type Row = [title: string, tell: (story: Story) => unknown, waits: string[]];

function check(rows: Row[]): void {
  test.each(rows)('%s', (_, tell, expected) => {
    const told = story();
    tell(told);

    expect(waits(told)).toEqual(expected);
  });
}

describe('nothing is waited for', () => {
  check([
    ['when the root has answered and is idle', (s) => s.say('root', 'Done.').idle('root'), []],
    ['when it was idle twice', (s) => s.say('root', 'Done.').idle('root').idle('root'), []],
    [
      'when a foreground child has ended and the root has answered',
      (s) => s.launch('child').say('child', 'x').finish('child').say('root', 'Done.').idle('root'),
      [],
    ],
    [
      'when a background result was delivered and answered',
      (s) =>
        s
          .launch('child', { by: 'background' })
          .say('child', 'x')
          .idle('child')
          .deliver('child')
          .say('root', 'Done.')
          .idle('root'),
      [],
    ],
    [
      'when a message that wants no reply has none',
      (s) => reportTask(s.say('root', 'Done.').idle('root'), 'bg_1', { noReply: true }),
      [],
    ],
    [
      'when the root could not start and said so',
      (s) =>
        s.idle('root').tell({ type: 'session-error', sessionId: idOf('root'), error: launchError }),
      [],
    ],
  ]);
});

describe('the status of a session is waited for', () => {
  check([
    ['while the root is busy', (s) => s.say('root', 'Hm.'), ['working root']],
    ['while it retries', (s) => s.say('root', 'Hm.').retry('root', 2), ['retrying root']],
    ['while it asks', (s) => s.say('root', 'Hm.').ask('root', 'bash', 'ls'), ['asking root']],
    [
      'while it asks a question',
      (s) => s.say('root', 'Hm.').question('root', 'Which?'),
      ['asking root'],
    ],
    [
      'after the answer, as work',
      (s) => s.say('root', 'Hm.').answer(s.ask('root', 'bash')),
      ['working root'],
    ],
    [
      'but not an ask that an abort left behind',
      (s) => {
        s.ask('root', 'bash');
        s.abort('root');
      },
      [],
    ],
    [
      'but not such an ask when the session works again',
      (s) => {
        s.ask('root', 'bash');
        s.abort('root').prompt('root');
      },
      ['working root', 'unanswered root'],
    ],
    [
      'in a child while the root is idle',
      (s) => s.launch('child', { by: 'no' }).say('child', 'x').say('root', 'Done.').idle('root'),
      ['working child'],
    ],
    [
      'in a grandchild while all above are idle',
      (s) =>
        s
          .launch('child', { by: 'no' })
          .launch('deep', { of: 'child', by: 'no' })
          .say('child', 'x')
          .idle('child')
          .say('root', 'Done.')
          .idle('root')
          .say('deep', 'x'),
      ['working deep'],
    ],
    [
      'but not in a session that was deleted, though its status lingers',
      (s) =>
        s
          .launch('child', { by: 'no' })
          .say('root', 'Done.')
          .idle('root')
          .remove('child')
          .retry('child', 3, 'FOREIGN KEY constraint failed'),
      [],
    ],
    [
      'but not in sessions of somebody else',
      (s) =>
        create(s.say('root', 'Done.').idle('root'), 'stranger', { of: 'elsewhere' })
          .prompt('stranger')
          .launch('theirs', { of: 'stranger', by: 'background' }),
      [],
    ],
    [
      'in a child of an unknown parent as soon as that one turns out to be ours',
      (s) =>
        create(
          create(s.say('root', 'Done.').idle('root'), 'deep', { of: 'child' }).busy('deep'),
          'child',
        ),
      ['working deep'],
    ],
  ]);

  test('with the tool call that has run longest', () => {
    const told = story();
    told.call('root', 'bash', 'npm test');
    told.wait(500).call('root', 'bash', 'ls');
    told.call('root', 'read', 'a.ts').complete();

    expect(pending(told.tree, told.now)).toMatchObject([
      { kind: 'working', tool: { name: 'bash', label: 'npm test', since: told.now - 500 } },
    ]);
    expect(runningTool(told.tree.sessions.get(idOf('root'))!)?.label).toBe('npm test');
  });
});
