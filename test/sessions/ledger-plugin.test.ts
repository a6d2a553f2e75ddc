import { expect, test } from 'vitest';
import { ledger } from '../../src/sessions/ledger.ts';
import { answerIn as done, fates, launchByPlugin, reportTask } from '../support/background.ts';
import { Story } from '../support/tree-builder.ts';

const story = (): Story => new Story().prompt('root').wait(1000);

const tool = (s: Story, name: string, input: Record<string, unknown>): Story =>
  s.wait(10).run('root', name, '', { input });

const rows: [title: string, tell: (story: Story) => unknown, fates: string[]][] = [
  ['is owed while all are idle', (s) => done(launchByPlugin(s, 'child')).idle('root'), ['owed']],
  [
    'is settled by a wake that names its task',
    (s) => reportTask(done(launchByPlugin(s, 'child')), 'bg_child'),
    ['delivered'],
  ],
  [
    'is not settled by a note that wakes nobody',
    (s) => reportTask(done(launchByPlugin(s, 'child')), 'bg_child', { noReply: true }),
    ['owed'],
  ],
  [
    'is not settled by the wake of another',
    (s) => reportTask(launchByPlugin(launchByPlugin(s, 'a'), 'b'), 'bg_b'),
    ['owed', 'delivered'],
  ],
  [
    'is settled by background_output of a child that ended',
    (s) => tool(done(launchByPlugin(s, 'child')), 'background_output', { task_id: 'bg_child' }),
    ['consumed'],
  ],
  [
    'is not settled by background_output of a child that works',
    (s) => tool(launchByPlugin(s, 'child'), 'background_output', { task_id: 'bg_child' }),
    ['owed'],
  ],
  [
    'is not settled by background_output of another',
    (s) => tool(done(launchByPlugin(s, 'child')), 'background_output', { task_id: 'bg_other' }),
    ['owed'],
  ],
  [
    'is settled by background_cancel',
    (s) =>
      tool(launchByPlugin(s, 'child'), 'background_cancel', { taskId: 'bg_child' }).abort('child'),
    ['cancelled'],
  ],
  [
    'is settled by background_cancel of all',
    (s) => tool(launchByPlugin(s, 'child'), 'background_cancel', { all: true }).abort('child'),
    ['cancelled'],
  ],
  [
    'is not settled by a cancel whose child still works',
    (s) => tool(launchByPlugin(s, 'child'), 'background_cancel', { all: true }),
    ['owed'],
  ],
  [
    'is not settled by a cancel of all from before it',
    (s) => done(launchByPlugin(tool(s, 'background_cancel', { all: true }).wait(10), 'child')),
    ['owed'],
  ],
  [
    'is settled by what happened to the child',
    (s) => launchByPlugin(s, 'child').remove('child'),
    ['deleted'],
  ],
];

test.each(rows)('a launch by a plugin %s', (_, tell, expected) => {
  const told = story();
  tell(told);

  expect(fates(told)).toEqual(expected);
});

test.each([
  ['[BACKGROUND TASK COMPLETED]', false],
  ['[BACKGROUND TASK ERROR]', true],
  ['[ALL BACKGROUND TASKS FINISHED - 1 FAILED]', true],
  ['[BACKGROUND TASK CANCELLED]', true],
])('a task that is reported as %s failed: %s', (header, failed) => {
  const told = reportTask(launchByPlugin(story(), 'child'), 'bg_child', { header });

  expect(ledger(told.tree, told.now)).toMatchObject([{ settled: { failed } }]);
});

test('a launch by a plugin without a child session is settled by its wake alone', () => {
  const told = story();
  const launch = { kind: 'plugin', taskId: 'bg_1' } as const;
  told.call('root', 'task', 'x').complete('launched', { launch });
  expect(fates(told)).toEqual(['owed']);

  expect(fates(reportTask(told, 'bg_1'))).toEqual(['delivered']);
});
