import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type EnvironmentOptions, serverEnvironment } from '../../src/agent/environment.ts';
import { MODELS_FILE, modelsOf } from '../../src/agent/models.ts';
import { providersInReach, type Reach } from '../../src/agent/providers-in-reach.ts';
import { OPENCODE, startRealServer } from './real-server.ts';

type Case = Partial<EnvironmentOptions> & Partial<Pick<Reach, 'continues' | 'directory'>>;

const CLAUDE = 'anthropic/claude-sonnet-4-5';
const KEYS = { ANTHROPIC_API_KEY: 'anthropic-key', OPENAI_API_KEY: 'openai-key' };
const ELSEWHERE = '/somewhere/else';

function optionsOf(change: Partial<EnvironmentOptions>): EnvironmentOptions {
  const none = { config: {}, environment: [], background: true, projectConfig: true };
  return { all: KEYS, model: CLAUDE, ...none, ...change };
}

function inReach(given: Case): string[] | undefined {
  const { continues = false, directory = ELSEWHERE, ...change } = given;
  const options = optionsOf(change);
  return providersInReach({ ...options, server: serverEnvironment(options), continues, directory });
}

const provider = (id: string): Case => ({ config: { provider: { [id]: { options: {} } } } });

test.for<[string, Case, string[]]>([
  ['the one that the run names', {}, ['anthropic', 'opencode']],
  ['one that only the config defines', { model: 'mine/model' }, ['opencode']],
  ['another that the config defines', provider('openrouter'), ['openrouter']],
  ['that of a small model', { config: { small_model: 'google/gemini-3-flash' } }, ['google']],
  ['that of an agent', { config: { agent: { one: { model: 'xai/grok-5' } } } }, ['xai']],
  ['that of a command', { config: { command: { one: { model: 'groq/llama' } } } }, ['groq']],
  ['one whose key the tools may see', { environment: ['OPENAI_API_KEY'] }, ['openai']],
  [
    'one that reads what the tools may see',
    { all: { AWS_PROFILE: 'build' }, environment: ['AWS_PROFILE'] },
    ['amazon-bedrock'],
  ],
])('in reach is %s', ([, given, expected]) => {
  expect(inReach(given)).toEqual(expect.arrayContaining(expected));
  expect(inReach(given)?.length).toBeLessThan(8);
});

test.for<[string, Case]>([
  ['no model is named', { model: undefined as never }],
  ['a session goes on', { continues: true }],
  ['there is a plugin', { config: { plugin: ['some-plugin'] } }],
  ['a variable names the model', { config: { agent: { one: { model: '{env:MODEL}' } } } }],
  ['a file names the model', { config: { small_model: '{file:./model}' } }],
  ['the tools may see settings of opencode', { environment: ['OPENCODE_CONFIG'] }],
])('anything is in reach where %s', ([, given]) => {
  expect(inReach(given)).toBeUndefined();
});

/** A folder in it. */
async function checkout(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'agent-run-reach-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'packages', 'one'), { recursive: true });
  if (name.includes('.json')) await writeFile(join(folder, name), '{}');
  else await mkdir(join(folder, name));
  return join(folder, 'packages', 'one');
}

describe('a checkout with a config of its own', () => {
  test.for(['opencode.json', 'opencode.jsonc', '.opencode'])(
    'that counts may name anybody: %s',
    async (name) => {
      expect(inReach({ directory: await checkout(name) })).toBeUndefined();
    },
  );

  test('above the repository names nobody', async () => {
    const directory = await checkout('.opencode');
    await mkdir(join(directory, '.git'));

    expect(inReach({ directory })).toEqual(['anthropic', 'opencode']);
  });

  test('that does not count names nobody', async () => {
    const directory = await checkout('opencode.json');

    expect(inReach({ directory, projectConfig: false })).toEqual(['anthropic', 'opencode']);
  });
});

test('what is not shipped has the server read everything', () => {
  expect(modelsOf(['anthropic', 'opencode'])).toMatch(/^\{"anthropic":\{.*,"opencode":\{.*\}\}$/);
  expect(modelsOf(['anthropic', 'nano-gpt'])).toBeUndefined();
});

const CLOUD = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'key', AWS_REGION: 'eu-west-1' };

describe.runIf(existsSync(OPENCODE))(
  'the server knows the same models as with its own list',
  () => {
    async function answerOf(
      path: string,
      options: Case,
      models: string | undefined,
    ): Promise<unknown> {
      const { config, ...given } = optionsOf(options);
      const { variables, keys } = serverEnvironment({ config, ...given });
      const world = await startRealServer({
        config: { ...config, enabled_providers: undefined },
        environment: { PATH: process.env['PATH'] ?? '', ...variables },
        keys,
        ...(models === undefined ? {} : { models }),
      });
      onTestFinished(() => world.remove());
      return world.get(path);
    }

    async function listed(models: string | undefined): Promise<{ id: string }[]> {
      const { all } = (await answerOf('/provider', {}, models)) as { all: { id: string }[] };
      return all.filter(({ id }) => id !== 'fake').toSorted((a, b) => (a.id < b.id ? -1 : 1));
    }

    test.for<[string, Case, string[]]>([
      ['of the provider of the run', { model: CLAUDE }, ['anthropic', 'opencode']],
      [
        'of two',
        { model: 'openai/gpt-5', config: { small_model: CLAUDE } },
        ['anthropic', 'openai', 'opencode'],
      ],
      [
        'of an account in a cloud',
        { all: CLOUD, model: 'amazon-bedrock/anthropic.claude' },
        ['amazon-bedrock', 'opencode'],
      ],
      [
        'of a provider that the config completes',
        {
          all: {},
          model: 'openrouter/mine',
          config: {
            provider: { openrouter: { options: { apiKey: 'key' }, models: { mine: {} } } },
          },
        },
        ['opencode', 'openrouter'],
      ],
    ])('%s', async ([, options, expected]) => {
      const models = modelsOf(inReach(options) ?? []);
      expect(Object.keys(JSON.parse(models ?? '{}') as object)).toEqual(expected);

      const active = async (known: string | undefined): Promise<{ id: string }[]> => {
        const answer = (await answerOf('/config/providers', options, known)) as {
          providers: { id: string }[];
        };
        // The scripted one has an address of its own each time.
        return answer.providers.filter(({ id }) => id !== 'fake');
      };
      const wide = await active(undefined);
      expect(await active(models)).toEqual(wide);
      expect(wide.map(({ id }) => id)).toContain(String(options.model).split('/')[0]);
    });

    test('of every provider that we ship', async () => {
      const shipped = Object.keys(JSON.parse(readFileSync(MODELS_FILE, 'utf8')) as object);
      const narrow = await listed(modelsOf(shipped));
      const wide = await listed(undefined);

      expect(narrow.map(({ id }) => id)).toEqual(shipped);
      expect(wide.length).toBeGreaterThan(shipped.length);
      expect(narrow).toEqual(wide.filter(({ id }) => shipped.includes(id)));
    });
  },
);
