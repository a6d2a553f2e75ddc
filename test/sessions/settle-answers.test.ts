import { describe, expect, test } from 'vitest';
import { ANSWER_BOUND, pending } from '../../src/sessions/settle.ts';
import { create, launchByPlugin, reportTask } from '../support/background.ts';
import { idOf, Story } from '../support/tree-builder.ts';

const nameOf = (id: string): string => id.slice('ses_'.length);

/** What the tree waits for: a kind and a session each. */
const waits = (story: Story): string[] =>
  pending(story.tree, story.now).map(({ kind, sessionId }) => `${kind} ${nameOf(sessionId)}`);

const story = (): Story => new Story().prompt('root').wait(1000);

const rested = (s: Story): Story => s.say('root', 'Done.').idle('root').wait(100);
const launched = (s: Story): Story => s.launch('child', { by: 'background' });

const launchError = { name: 'UnknownError', message: 'Agent not found: "nope"' };

type Row = [title: string, tell: (story: Story) => unknown, waits: string[]];

function check(rows: Row[]): void {
  test.each(rows)('%s', (_, tell, expected) => {
    const told = story();
    tell(told);

    expect(waits(told)).toEqual(expected);
  });
}

describe('an answer is waited for', () => {
  check([
    [
      'from the root while it is idle and its prompt has none',
      (s) => s.idle('root'),
      ['unanswered root'],
    ],
    [
      'from an idle root for 30 s, however late it went idle',
      (s) =>
        s
          .wait(90_000)
          .idle('root')
          .wait(ANSWER_BOUND - 1),
      ['unanswered root'],
    ],
    [
      'and then no longer: the verdict says that it did not start',
      (s) => s.idle('root').wait(ANSWER_BOUND),
      [],
    ],
    [
      'from a root that was woken by a delivery, however long it takes',
      (s) => {
        s.launch('child', { by: 'background' }).say('child', 'x').idle('child');
        rested(s)
          .deliver('child')
          .idle('root')
          .wait(100 * ANSWER_BOUND);
      },
      ['unanswered root'],
    ],
    [
      'from a root that a plugin woke',
      (s) => {
        launchByPlugin(s, 'child').say('child', 'x').idle('child');
        reportTask(rested(s), 'bg_child');
      },
      ['unanswered root'],
    ],
    [
      'from a child that was prompted and is not busy yet',
      (s) => {
        create(rested(s), 'child');
        s.hear('child', 'Look.');
      },
      ['unanswered child'],
    ],
    [
      'to a message of somebody else, but for 30 s only',
      (s) => {
        rested(s).hear('root', 'One more thing.');
        s.wait(ANSWER_BOUND - 1);
      },
      ['unanswered root'],
    ],
    [
      'no longer',
      (s) => {
        rested(s).hear('root', 'One more thing.');
        s.wait(ANSWER_BOUND);
      },
      [],
    ],
    [
      'to a message of somebody else for 30 s after it went idle without one',
      (s) => {
        rested(s).prompt('root', 'One more thing.');
        s.wait(90_000)
          .idle('root')
          .wait(ANSWER_BOUND - 1);
        // `prompt` of the root is our own: what is foreign here is what came before it.
        s.tree.promptId = 'msg_000002';
      },
      ['unanswered root'],
    ],
    [
      'not when the turn ended with an error instead',
      (s) =>
        s.idle('root').tell({ type: 'session-error', sessionId: idOf('root'), error: launchError }),
      [],
    ],
    [
      'of a queued message from the turn that took it in',
      (s) => {
        s.prompt('root', 'And this.');
        s.say('root', 'Both done.').idle('root');
      },
      [],
    ],
  ]);

  test('says until when a message of somebody else is waited for', () => {
    const told = rested(story());
    const messageId = told.hear('root', 'One more thing.');

    expect(pending(told.tree, told.now)).toEqual([
      {
        kind: 'unanswered',
        sessionId: idOf('root'),
        messageId,
        since: told.now,
        until: told.now + ANSWER_BOUND,
      },
    ]);
  });

  test('is waited for while our prompt has not even arrived', () => {
    const told = rested(story());
    told.tree.promptId = 'msg_sent';

    expect(pending(told.tree, told.now)).toMatchObject([
      { kind: 'unanswered', messageId: 'msg_sent' },
    ]);
  });
});

describe('a background result is owed', () => {
  check([
    [
      'while its child works',
      (s) => rested(launched(s)),
      ['working child', 'unanswered child', 'owed root'],
    ],
    [
      'while its child exists and is not busy yet',
      (s) => {
        const call = s.call('root', 'task', 'child');
        create(s, 'child');
        call.complete('<task>', { launch: { kind: 'native', childId: idOf('child') } });
        rested(s).wait(2000);
      },
      ['owed root'],
    ],
    [
      'while its child is not known at all',
      (s) => {
        const launch = { kind: 'native', childId: idOf('child') } as const;
        s.call('root', 'task', 'child').complete('<task>', { launch });
        rested(s);
      },
      ['owed root'],
    ],
    [
      'while the child is idle and the parent not yet woken',
      (s) => rested(launched(s)).say('child', 'x').idle('child').wait(8000),
      ['owed root'],
    ],
    [
      'until the delivery, which then has to be answered',
      (s) => rested(launched(s)).say('child', 'x').idle('child').deliver('child').idle('root'),
      ['unanswered root'],
    ],
    ['not when the child was aborted', (s) => rested(launched(s)).abort('child'), []],
    ['not when the child was deleted', (s) => rested(launched(s)).remove('child'), []],
  ]);
});
