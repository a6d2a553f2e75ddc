import { describe, expect, test } from 'vitest';
import { ABANDONED_AFTER, ledger, UNDELIVERED_AFTER } from '../../src/sessions/ledger.ts';
import {
  answerIn as done,
  create,
  fates,
  launchNatively as native,
  relaunch,
} from '../support/background.ts';
import { idOf, Story } from '../support/tree-builder.ts';

type Row = [title: string, tell: (story: Story) => unknown, fates: string[]];

const story = (): Story => new Story().prompt('root').wait(1000);

function check(rows: Row[]): void {
  test.each(rows)('%s', (_, tell, expected) => {
    const told = story();
    tell(told);

    expect(fates(told)).toEqual(expected);
  });
}

describe('a native launch', () => {
  check([
    ['is owed while the child works', (s) => native(s), ['owed']],
    [
      'is owed while all are idle and nobody was told',
      (s) => done(native(s)).idle('root'),
      ['owed'],
    ],
    ['is settled by its delivery', (s) => done(native(s)).deliver('child'), ['delivered']],
    [
      'is settled by the delivery of an error',
      (s) => native(s).deliver('child', 'error'),
      ['delivered'],
    ],
    ['is owed again and again by several', (s) => native(native(s, 'a'), 'b'), ['owed', 'owed']],
    [
      'is settled for each of several by its own delivery',
      (s) => done(native(native(native(s, 'a'), 'b'), 'c'), 'b').deliver('b'),
      ['owed', 'delivered', 'owed'],
    ],
    [
      'is owed when it was made in a turn that a delivery began',
      (s) => native(done(native(s, 'a'), 'a').deliver('a').wait(50), 'b'),
      ['delivered', 'owed'],
    ],
    [
      'is owed by a child to its own child',
      (s) => native(s).launch('deep', { of: 'child', by: 'background' }),
      ['owed', 'owed'],
    ],
    [
      'is owed by no session that was deleted',
      (s) => native(s).launch('deep', { of: 'child', by: 'background' }).remove('child'),
      ['deleted'],
    ],
    [
      'is not settled by a text about another child',
      (s) => done(native(s)).deliver('other'),
      ['owed'],
    ],
    [
      'is not settled by a text that the child still runs',
      (s) => {
        native(s).hear('root', `<task id="${idOf('child')}" state="running">`);
      },
      ['owed'],
    ],
    ['is no foreground task', (s) => s.launch('child'), []],
    ['is no call that failed', (s) => s.call('root', 'task', 'child').fail('Unknown agent'), []],
  ]);

  test('is settled when a quick child was delivered before the call returned', () => {
    const told = story();
    const call = told.call('root', 'task', 'child');
    create(told, 'child').prompt('child').say('child', 'Quick.').idle('child').wait(5);
    told.deliver('child').wait(20);
    call.complete('<task>', { launch: { kind: 'native', childId: idOf('child') } });

    expect(fates(told)).toEqual(['delivered']);
  });

  test('tells when the parent learned of it, and whether it failed', () => {
    const told = done(native(story())).wait(40).deliver('child', 'error');

    expect(ledger(told.tree, told.now)).toMatchObject([
      { parentId: idOf('root'), settled: { how: 'delivered', failed: true, at: told.now } },
    ]);
  });
});

describe('a task that is launched again under its id', () => {
  check([
    ['while it runs is owed twice', (s) => relaunch(native(s), 'child'), ['owed', 'owed']],
    [
      'while it runs is settled by one delivery after the last launch',
      (s) => done(relaunch(native(s), 'child')).deliver('child'),
      ['delivered', 'delivered'],
    ],
    [
      'stays owed when the delivery of its earlier launch comes before',
      (s) => relaunch(done(native(s)).deliver('child').wait(50), 'child'),
      ['delivered', 'owed'],
    ],
    [
      'after its delivery is settled by the next delivery',
      (s) => done(relaunch(done(native(s)).deliver('child').wait(50), 'child')).deliver('child'),
      ['delivered', 'delivered'],
    ],
    [
      'is owed again although it had been aborted before',
      (s) => relaunch(native(s).abort('child').wait(50), 'child'),
      ['aborted', 'owed'],
    ],
    [
      'is given up when it does not begin within 30 s of an earlier abort',
      (s) => relaunch(native(s).abort('child').wait(50), 'child').wait(ABANDONED_AFTER),
      ['aborted', 'abandoned'],
    ],
    [
      'is settled when it is aborted in the turn that took the second prompt in',
      (s) => {
        native(s).call('child', 'bash', 'sleep');
        relaunch(s.wait(50), 'child').wait(50).abort('child');
      },
      ['aborted', 'aborted'],
    ],
  ]);

  test('is not settled by the earlier delivery that comes while the call is on its way', () => {
    const told = done(native(story())).wait(10);
    const call = told.call('root', 'task', 'child', { task_id: idOf('child') });
    told.wait(5).deliver('child').wait(5).hear('child', 'More of it.');
    told.wait(5);
    call.complete('<task>', { launch: { kind: 'native', childId: idOf('child') } });
    expect(fates(told)).toEqual(['delivered', 'owed']);

    done(told.busy('child')).deliver('child');
    expect(fates(told)).toEqual(['delivered', 'delivered']);
  });

  test('is settled when it ran and was delivered before the second call returned', () => {
    const told = done(native(story())).deliver('child').wait(50);
    const call = told.call('root', 'task', 'child', { task_id: idOf('child') });
    told.wait(5).prompt('child', 'More of it.').say('child', 'Quick.').idle('child').wait(5);
    told.deliver('child').wait(20);
    call.complete('<task>', { launch: { kind: 'native', childId: idOf('child') } });

    expect(fates(told)).toEqual(['delivered', 'delivered']);
  });
});

describe('a child that will never be announced settles its launch', () => {
  check([
    ['when it was aborted', (s) => native(s).abort('child'), ['aborted']],
    [
      'not while it still works after the abort',
      (s) => native(s).abort('child').busy('child'),
      ['owed'],
    ],
    ['when it was deleted', (s) => native(s).remove('child'), ['deleted']],
    ['when it was deleted idle', (s) => done(native(s)).remove('child'), ['deleted']],
    [
      'not while it retries',
      (s) =>
        native(s)
          .retry('child', 3)
          .wait(10 * ABANDONED_AFTER),
      ['owed'],
    ],
    [
      'when it sits idle in the middle of its turn for 30 s',
      (s) => {
        native(s).call('child', 'bash', 'ls');
        s.idle('child').wait(ABANDONED_AFTER);
      },
      ['abandoned'],
    ],
    [
      'not a moment before',
      (s) => {
        native(s).call('child', 'bash', 'ls');
        s.idle('child').wait(ABANDONED_AFTER - 1);
      },
      ['owed'],
    ],
    [
      'not when it answered to the end, however long the delivery takes, while anybody works',
      (s) => done(native(s)).wait(100 * ABANDONED_AFTER),
      ['owed'],
    ],
    [
      'when it answered to the end, but for two minutes nothing happens anywhere',
      (s) => done(native(s)).idle('root').wait(UNDELIVERED_AFTER),
      ['undelivered'],
    ],
    [
      'not a moment sooner',
      (s) =>
        done(native(s))
          .idle('root')
          .wait(UNDELIVERED_AFTER - 1),
      ['owed'],
    ],
    [
      'not when something has happened in these minutes',
      (s) =>
        create(
          done(native(s))
            .idle('root')
            .wait(UNDELIVERED_AFTER - 1),
          'other',
        ).wait(1),
      ['owed'],
    ],
    [
      'not when the delivery comes after all',
      (s) => done(native(s)).idle('root').wait(UNDELIVERED_AFTER).deliver('child'),
      ['delivered'],
    ],
  ]);

  test('when it was aborted in a retry wait, which leaves a message without error and reason', () => {
    const told = native(story());
    const { tree, now } = told.retry('child', 2);
    const message = {
      role: 'assistant',
      id: 'msg_cut',
      sessionId: idOf('child'),
      answers: '',
      created: now,
      summary: false,
      model: 'fake/fake',
      cost: 0,
      tokens: tree.spent.tokens,
    } as const;
    told.tell({ type: 'message', message }).idle('child');
    expect(fates(told)).toEqual(['owed']);

    told.tell({ type: 'message', message: { ...message, completed: now } });
    expect(fates(told)).toEqual(['aborted']);
  });
});

test('a launch whose child nobody knows yet is owed', () => {
  const told = story();
  const launch = { kind: 'native', childId: idOf('unborn') } as const;
  told.call('root', 'task', 'x').complete('<task>', { launch }).idle('root').wait(ABANDONED_AFTER);

  expect(fates(told)).toEqual(['owed']);
});

test('a launch of somebody else is in nobody’s ledger', () => {
  const told = story();
  create(told, 'stranger', { of: 'elsewhere' }).prompt('stranger');
  told.launch('theirs', { of: 'stranger', by: 'background' });

  expect(fates(told)).toEqual([]);
});
