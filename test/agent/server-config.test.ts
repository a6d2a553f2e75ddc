import { expect, it } from 'vitest';
import {
  serverConfig,
  variablesIn,
  type ServerConfigOptions,
} from '../../src/agent/server-config.ts';

function configOf(change: Partial<ServerConfigOptions>): Record<string, unknown> {
  return serverConfig({ config: {}, share: false, variables: [], ...change });
}

const rows: [string, Partial<ServerConfigOptions>, Record<string, unknown>][] = [
  [
    'updates nothing and shares nothing',
    {},
    { autoupdate: false, snapshot: false, share: 'disabled' },
  ],
  ['lets the user change our defaults', { config: { snapshot: true } }, { snapshot: true }],
  [
    'does not let a config share what the input does not',
    { config: { share: 'auto' } },
    { share: 'disabled' },
  ],
  ['shares when the input says so', { share: true }, { share: 'auto' }],
  ['takes the model of the run', { model: 'a/b', config: { model: 'c/d' } }, { model: 'a/b' }],
  ['keeps the model of the config', { config: { model: 'c/d' } }, { model: 'c/d' }],
];
it.each(rows)('%s', (_, change, expected) => {
  expect(configOf(change)).toMatchObject(expected);
});

it('holds no value of a variable, only its place', () => {
  const config = {
    provider: { mine: { options: { apiKey: '{env:MY_KEY}' } } },
    mcp: { jira: { headers: { Authorization: 'Bearer {env:MY_KEY} {env:OTHER}' } } },
    instructions: ['{env:MY_KEY}.md', 7],
  };
  expect(configOf({ config, variables: ['MY_KEY'] })).toMatchObject({
    provider: { mine: { options: { apiKey: '{agent-run:MY_KEY}' } } },
    mcp: { jira: { headers: { Authorization: 'Bearer {agent-run:MY_KEY} {env:OTHER}' } } },
    instructions: ['{agent-run:MY_KEY}.md', 7],
  });
});

it('finds every variable that a config refers to, once', () => {
  expect(
    variablesIn({ a: ['{env:X} {env:Y}'], b: { c: '{env:X}' }, d: null, e: '{env:}' }),
  ).toEqual(['X', 'Y']);
});
