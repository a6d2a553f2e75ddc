import { expect, test } from 'vitest';
import { diagnose } from '../../src/action/diagnose.ts';
import { failureEnding } from '../../src/action/failure.ts';
import type { Settings } from '../../src/action/settings.ts';
import { InstallError } from '../../src/agent/install-error.ts';
import { ServerError } from '../../src/agent/server-error.ts';
import type { Wire } from '../../src/agent/wire.ts';
import type { Ending } from '../../src/sessions/ending.ts';
import { settingsFor } from '../support/fake-run.ts';

const NOT_STARTED: Ending = { outcome: 'failed-to-start', message: 'Agent not found' };

const LISTS: Record<string, unknown> = {
  '/agent': [{ name: 'build' }, { name: 'plan' }, {}],
  '/command': [{ name: 'review' }],
  '/config/providers': { providers: [{ id: 'fake', models: { small: {}, large: {} } }] },
};

function wireOf(lists: Record<string, unknown>): Wire & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    call: ({ path }) => {
      asked.push(path);
      return path in lists ? Promise.resolve(lists[path]) : Promise.reject(new Error('gone'));
    },
    events: () => {
      throw new Error('nobody listens here');
    },
  };
}

test.each<[what: string, settings: Partial<Settings>, problems: RegExp[]]>([
  ['an agent', { agent: 'biuld' }, [/agent.*biuld.*build/]],
  ['a model', { model: { provider: 'fake', id: 'lage' } }, [/model.*fake\/lage.*fake\/large/]],
  [
    'a command',
    { task: { kind: 'command', name: 'reviw', arguments: '' } },
    [/command.*reviw.*review/],
  ],
  [
    'several at once',
    { agent: 'x', model: { provider: 'x', id: 'y' } },
    [/agent.*build.*plan/, /model.*fake\/small/],
  ],
])('a failed start is traced to the wrong name of %s', async (_, settings, problems) => {
  const ending = await diagnose(NOT_STARTED, settingsFor(settings), wireOf(LISTS));

  expect(ending).toEqual({
    outcome: 'invalid-input',
    problems: problems.map((problem) => expect.stringMatching(problem) as unknown),
  });
});

test.each<[what: string, settings: Partial<Settings>, lists: Record<string, unknown>]>([
  ['every name is right', { agent: 'plan', model: { provider: 'fake', id: 'small' } }, LISTS],
  ['no name was given', {}, LISTS],
  ['the server answers nothing', { agent: 'x' }, {}],
  ['the server answers nonsense', { agent: 'x' }, { '/agent': 'plan' }],
])('a failed start stays what it is when %s', async (_, settings, lists) => {
  expect(await diagnose(NOT_STARTED, settingsFor(settings), wireOf(lists))).toBe(NOT_STARTED);
});

test('nothing is asked about a run that did start', async () => {
  const wire = wireOf(LISTS);
  const ending: Ending = { outcome: 'completed' };

  expect(await diagnose(ending, settingsFor({ agent: 'x' }), wire)).toBe(ending);
  expect(wire.asked).toEqual([]);
});

const late = new AbortController();
late.abort('SIGTERM');
const { signal } = new AbortController();

test.each<[what: string, ending: Ending, error: unknown, of: AbortSignal, hasTask: boolean]>([
  [
    'what breaks after a cancel is the cancel',
    { outcome: 'cancelled', by: 'SIGTERM' },
    new Error('x'),
    late.signal,
    true,
  ],
  [
    'a version that is not there is a wrong input',
    { outcome: 'invalid-input', problems: ['No such version.'] },
    new InstallError('invalid-input', 'No such version.'),
    signal,
    false,
  ],
  [
    'an installation that failed is a failed start',
    { outcome: 'failed-to-start', message: 'No network.' },
    new InstallError('failed-to-start', 'No network.'),
    signal,
    false,
  ],
  [
    'a server that did not come up is a failed start',
    { outcome: 'failed-to-start', message: 'late' },
    new ServerError('timeout', 'late'),
    signal,
    false,
  ],
  [
    'a start that was given up is a cancel',
    { outcome: 'cancelled', by: 'abort' },
    new ServerError('cancelled', 'given up'),
    signal,
    false,
  ],
  [
    'what breaks before the task is a failed start',
    { outcome: 'failed-to-start', message: 'x' },
    new Error('x'),
    signal,
    false,
  ],
  [
    'what breaks after it is lost contact',
    { outcome: 'lost-contact', message: 'x' },
    new Error('x'),
    signal,
    true,
  ],
  [
    'what is no error is told as it is',
    { outcome: 'lost-contact', message: 'boom' },
    'boom',
    signal,
    true,
  ],
])('%s', (_, ending, error, of, hasTask) => {
  expect(failureEnding(error, of, hasTask)).toEqual(ending);
});
