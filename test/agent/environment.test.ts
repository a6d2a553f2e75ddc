import { describe, expect, it } from 'vitest';
import {
  secretsOf,
  serverEnvironment,
  type EnvironmentOptions,
} from '../../src/agent/environment.ts';

const JOB = {
  PATH: '/usr/bin',
  HOME: '/home/runner',
  LC_ALL: 'C.UTF-8',
  JAVA_HOME_21_X64: '/opt/jdk',
  HTTPS_PROXY: 'http://proxy:3128',
  no_proxy: 'internal.example',
  ANTHROPIC_API_KEY: 'anthropic-key',
  OPENAI_API_KEY: 'openai-key',
  GEMINI_API_KEY: 'gemini-key',
  AWS_ACCESS_KEY_ID: 'aws-id',
  AWS_SECRET_ACCESS_KEY: 'aws-secret',
  AWS_SESSION_TOKEN: 'aws-session',
  AWS_REGION: 'eu-central-1',
  GITHUB_TOKEN: 'github-token',
  GITHUB_OUTPUT: '/runner/output',
  ACTIONS_RUNTIME_TOKEN: 'runtime-token',
  INPUT_PROMPT: 'Fix it',
  SSH_AUTH_SOCK: '/tmp/agent',
  DEPLOY_KEY: 'deploy-key',
  SITE: 'https://site.example',
};

function environmentOf(change: Partial<EnvironmentOptions>) {
  const none = { config: {}, environment: [], background: true, projectConfig: true };
  return serverEnvironment({ all: JOB, ...none, ...change });
}

const CLAUDE = 'anthropic/claude-sonnet-4-5';

it('an empty variable is as good as none', () => {
  const all = { NO_PROXY: '', no_proxy: 'internal.example', CI: '' };

  const { variables } = environmentOf({ all });

  expect(variables['NO_PROXY']).toContain('internal.example');
  expect(variables['CI']).toBe('true');
});

describe('what the tools can see', () => {
  const rows: [string, string, boolean][] = [
    ['the path', 'PATH', true],
    ['the locale', 'LC_ALL', true],
    ['set-up tools', 'JAVA_HOME_21_X64', true],
    ['the proxy', 'HTTPS_PROXY', true],
    ['the key of the model', 'ANTHROPIC_API_KEY', false],
    ['the forge token', 'GITHUB_TOKEN', false],
    ['files of the runner', 'GITHUB_OUTPUT', false],
    ['tokens of the runner', 'ACTIONS_RUNTIME_TOKEN', false],
    ['inputs', 'INPUT_PROMPT', false],
    ['the SSH agent', 'SSH_AUTH_SOCK', false],
    ['what is not named', 'DEPLOY_KEY', false],
    ['what is named', 'SITE', true],
  ];
  it.each(rows)('%s: %s is passed on: %s', (_, name, passed) => {
    const { variables } = environmentOf({ model: CLAUDE, environment: ['SITE', 'MISSING'] });
    expect(name in variables).toBe(passed);
  });

  it('may be a key or token, if it is named', () => {
    const { variables } = environmentOf({ environment: ['GITHUB_TOKEN', 'ANTHROPIC_API_KEY'] });
    expect(variables).toMatchObject({
      GITHUB_TOKEN: 'github-token',
      ANTHROPIC_API_KEY: 'anthropic-key',
    });
  });

  it('says that nobody watches, and that loopback needs no proxy', () => {
    const { variables } = environmentOf({});
    expect(variables).toMatchObject({
      TERM: 'dumb',
      NO_COLOR: '1',
      CI: 'true',
      NO_PROXY: 'internal.example,127.0.0.1,localhost,::1',
      no_proxy: 'internal.example,127.0.0.1,localhost,::1',
    });
  });

  it('tells the server what this run switches on and off', () => {
    const off = environmentOf({ background: false, projectConfig: false }).variables;
    expect(off).toMatchObject({ OPENCODE_DISABLE_PROJECT_CONFIG: '1' });
    expect(off).not.toHaveProperty('OPENCODE_EXPERIMENTAL_BACKGROUND_SUBAGENTS');
    const on = environmentOf({}).variables;
    expect(on).toMatchObject({ OPENCODE_EXPERIMENTAL_BACKGROUND_SUBAGENTS: 'true' });
    expect(on).not.toHaveProperty('OPENCODE_DISABLE_PROJECT_CONFIG');
  });
});

describe('the keys for the server', () => {
  const rows: [string, Partial<EnvironmentOptions>, Record<string, string>][] = [
    ['are those of the model', { model: CLAUDE }, { anthropic: 'anthropic-key' }],
    ['may have one of several names', { model: 'google/gemini-3' }, { google: 'gemini-key' }],
    [
      'follow the models of the config',
      { config: { model: 'openai/gpt-5', agent: { plan: { model: CLAUDE } } } },
      { openai: 'openai-key', anthropic: 'anthropic-key' },
    ],
    [
      'follow a provider of the config',
      { model: 'mine/x', config: { provider: { mine: { env: ['DEPLOY_KEY'] } } } },
      { mine: 'deploy-key' },
    ],
    [
      'may be the forge token, for a provider that is named',
      { model: 'github-copilot/gpt-5' },
      { 'github-copilot': 'github-token' },
    ],
    ['are none for a provider without variables', { model: 'local/x' }, {}],
  ];
  it.each(rows)('%s', (_, change, auth) => {
    expect(environmentOf(change).keys.auth).toEqual(auth);
  });

  it('are those of all providers when no model is named, but no forge token', () => {
    const { auth } = environmentOf({}).keys;
    expect(auth).toMatchObject({ anthropic: 'anthropic-key', openai: 'openai-key' });
    expect(Object.values(auth)).not.toContain('github-token');
  });

  it('are variables where a provider reads several', () => {
    const { keys } = environmentOf({ model: 'amazon-bedrock/claude' });
    expect(keys).toEqual({
      auth: {},
      values: {},
      variables: {
        AWS_ACCESS_KEY_ID: 'aws-id',
        AWS_SECRET_ACCESS_KEY: 'aws-secret',
        AWS_SESSION_TOKEN: 'aws-session',
        AWS_REGION: 'eu-central-1',
      },
    });
  });

  it('do not take from the tools what they may see', () => {
    const seen = environmentOf({ model: 'amazon-bedrock/claude', environment: ['AWS_REGION'] });
    expect(seen.variables).toHaveProperty('AWS_REGION');
    expect(seen.keys.variables).not.toHaveProperty('AWS_REGION');
  });

  it('hold what the config refers to', () => {
    const config = {
      provider: { mine: { options: { apiKey: '{env:DEPLOY_KEY}', x: ['{env:NOT_SET}'] } } },
    };
    expect(environmentOf({ model: 'mine/x', config }).keys.values).toEqual({
      DEPLOY_KEY: 'deploy-key',
    });
  });
});

it('names as secrets what is a key or called like one, and nothing else', () => {
  const { keys } = environmentOf({ model: 'amazon-bedrock/claude', config: { x: '{env:SITE}' } });
  const secrets = secretsOf({ ...JOB, SITE_URL: 'https://site.example' }, keys);
  expect(secrets).toEqual(
    expect.arrayContaining(['aws-secret', 'github-token', 'runtime-token', 'deploy-key']),
  );
  expect(secrets).not.toContain('eu-central-1');
  expect(secrets).not.toContain('/usr/bin');
});

describe("opencode's own plugins are loaded where they are needed", () => {
  const compatible = { npm: '@ai-sdk/openai-compatible' };
  it.each([
    ['for no provider in particular', {}, true],
    ['for a provider that they serve', { model: 'openai/gpt-5' }, true],
    ['for one that they do not serve', { model: CLAUDE }, false],
    ['when any agent uses one that they serve', { model: CLAUDE, agent: 'xai/grok-4' }, true],
    ['for one that nobody knows', { model: 'house/large' }, true],
    [
      'for one of the config that speaks as OpenAI does',
      { model: 'house/large', provider: { house: compatible } },
      false,
    ],
    [
      'for one that they serve, whatever the config says of it',
      { model: 'azure/gpt-5', provider: { azure: compatible } },
      true,
    ],
    [
      'for one of the config whose package they change',
      { model: 'house/large', provider: { house: { npm: '@ai-sdk/cerebras' } } },
      true,
    ],
    [
      'when a variable of the tools may be the key of another',
      { model: CLAUDE, environment: ['XAI_API_KEY'] },
      true,
    ],
  ])('%s', (_, { model, agent, provider, environment = [] }: Plugged, loaded) => {
    const config = { provider, agent: { reviewer: { model: agent } } };
    const { variables } = environmentOf({ ...(model && { model }), config, environment });
    expect(variables['OPENCODE_DISABLE_DEFAULT_PLUGINS']).toBe(loaded ? undefined : '1');
  });
});

type Plugged = {
  model?: string;
  agent?: string;
  provider?: Record<string, unknown>;
  environment?: string[];
};
