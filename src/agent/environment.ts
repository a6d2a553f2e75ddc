import { isBaseVariable, withoutPeople } from './base-variables.ts';
import type { Keys } from './guard-handover.ts';
import { needsOwnPlugins } from './own-plugins.ts';
import { isRecord } from './permission-rules.ts';
import { PROVIDER_VARIABLES } from './providers.ts';
import { variablesIn } from './server-config.ts';

export type EnvironmentOptions = {
  /** Our own environment. */
  all: Readonly<Record<string, string | undefined>>;
  /** `provider/model`, where the run names one. */
  model?: string;
  /** The user's part of the server's config. */
  config: Record<string, unknown>;
  /** Names of variables that server and tools may see besides the base list. */
  environment: readonly string[];
  background: boolean;
  /** Whether the checkout's own config, agents, plugins and instructions count. */
  projectConfig: boolean;
};

export type ServerEnvironment = {
  /** What the server's process starts with and its tools inherit; no provider's key is in it. */
  variables: Record<string, string>;
  /** What only the server gets, past its environment. */
  keys: Keys;
};

/** No updates, no downloads of our choosing, nobody's instructions but the checkout's. */
const FLAGS = {
  OPENCODE_DISABLE_AUTOUPDATE: '1',
  OPENCODE_DISABLE_CLAUDE_CODE: '1',
  OPENCODE_DISABLE_EXTERNAL_SKILLS: '1',
  OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
  OPENCODE_DISABLE_MODELS_FETCH: '1',
  // Editors want to know of changed files; here it only costs start-up time.
  OPENCODE_EXPERIMENTAL_DISABLE_FILEWATCHER: '1',
};

/**
 * Of our environment: a base list, what `environment` names, what the config refers to as `{env:NAME}`, and the variables
 * of the providers that the run names. Names no provider: of all providers, but never a forge's token.
 */
export function serverEnvironment(options: EnvironmentOptions): ServerEnvironment {
  const { all, config, environment, background, projectConfig, model } = options;
  const providers = providersNamed(config, model);
  const names = Object.keys(all).filter((name) => isBaseVariable(name));
  const variables = {
    ...withoutPeople(pick(all, names)),
    ...pick(all, environment),
    ...FLAGS,
    ...(background ? { OPENCODE_EXPERIMENTAL_BACKGROUND_SUBAGENTS: 'true' } : {}),
    ...(projectConfig ? {} : { OPENCODE_DISABLE_PROJECT_CONFIG: '1' }),
    ...(needsOwnPlugins(providers, config, environment)
      ? {}
      : { OPENCODE_DISABLE_DEFAULT_PLUGINS: '1' }),
  };
  const { auth, variables: own } = providerKeys(options);
  // What the tools may see is in the environment already, and must not be taken from them.
  for (const name of environment) delete own[name];
  return { variables, keys: { auth, variables: own, values: pick(all, variablesIn(config)) } };
}

function providerKeys({ all, model, config }: EnvironmentOptions): Omit<Keys, 'values'> {
  const named = providersNamed(config, model);
  const own = variablesOfConfig(config);
  const declared = { ...PROVIDER_VARIABLES, ...own };
  const providers = named.length > 0 ? named : Object.keys(declared);
  const keys: Omit<Keys, 'values'> = { auth: {}, variables: {} };
  for (const id of providers) {
    const names = (declared[id] ?? []).filter(
      (name) => named.length > 0 || !FORGE_TOKENS.has(name),
    );
    const key = names.map((name) => all[name]).find((value) => value !== undefined && value !== '');
    if (key !== undefined && isOneKey(names)) keys.auth[id] = key;
    else Object.assign(keys.variables, pick(all, names));
    if (key !== undefined || named.length > 0) {
      Object.assign(keys.variables, pick(all, MORE_VARIABLES[id] ?? []));
    }
  }
  return keys;
}

/** A job has these for other reasons; only a run that names the provider means them for a model. */
const FORGE_TOKENS = new Set(['GITHUB_TOKEN', 'GITLAB_TOKEN']);

/** One key, perhaps by several names, against several settings that belong together. */
function isOneKey(names: readonly string[]): boolean {
  return names.length === 1 || names.every((name) => name.endsWith('_API_KEY'));
}

const AWS = [
  'AWS_SESSION_TOKEN',
  'AWS_PROFILE',
  'AWS_DEFAULT_REGION',
  'AWS_ROLE_ARN',
  'AWS_ROLE_SESSION_NAME',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
];
const GOOGLE = [
  'GOOGLE_CLOUD_PROJECT',
  'GCP_PROJECT',
  'GCLOUD_PROJECT',
  'GOOGLE_CLOUD_QUOTA_PROJECT',
  'GOOGLE_CLOUD_LOCATION',
  'VERTEX_LOCATION',
  'GOOGLE_VERTEX_API_KEY',
];

/** What providers read without declaring it. */
export const MORE_VARIABLES: Readonly<Record<string, readonly string[]>> = {
  anthropic: ['ANTHROPIC_BASE_URL'],
  openai: ['OPENAI_BASE_URL'],
  gitlab: ['GITLAB_INSTANCE_URL', 'GITLAB_AI_GATEWAY_URL'],
  'sap-ai-core': ['AICORE_DEPLOYMENT_ID', 'AICORE_RESOURCE_GROUP'],
  'amazon-bedrock': AWS,
  'google-vertex': GOOGLE,
  'google-vertex-anthropic': GOOGLE,
};

/** The providers of every model that the run or its config names. */
export function providersNamed(
  config: Record<string, unknown>,
  model: string | undefined,
): string[] {
  const agents = isRecord(config['agent']) ? Object.values(config['agent']) : [];
  const models = [model, config['model'], config['small_model']].concat(
    agents.map((agent) => (isRecord(agent) ? agent['model'] : undefined)),
  );
  const ids = models.flatMap((name) =>
    typeof name === 'string' ? [name.split('/')[0] ?? ''] : [],
  );
  return [...new Set(ids)].filter((id) => id !== '');
}

/** A config may define providers with variables of their own. */
function variablesOfConfig(config: Record<string, unknown>): Record<string, string[]> {
  const providers = isRecord(config['provider']) ? config['provider'] : {};
  return Object.fromEntries(
    Object.entries(providers).flatMap(([id, provider]) => {
      const names: unknown = isRecord(provider) ? provider['env'] : undefined;
      if (!Array.isArray(names)) return [];
      return [[id, names.filter((name): name is string => typeof name === 'string')]];
    }),
  );
}

function pick(all: EnvironmentOptions['all'], names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = all[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

const SECRET_NAME = /KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|_PAT$/i;
const PLAIN_NAME =
  /(URL|URI|HOST|ENDPOINT|REGION|PROJECT|LOCATION|NAME|FILE|PATH|DIR|GROUP|MODEL)$/i;

/** What must never be published: every value that we give to the server alone, and whatever else is named like a secret. */
export function secretsOf(all: EnvironmentOptions['all'], keys: Keys): string[] {
  const given = Object.entries({ ...keys.variables, ...keys.values });
  const named = Object.entries(all).filter(([name]) => SECRET_NAME.test(name));
  const values = [...given, ...named].flatMap(([name, value]) =>
    value === undefined || PLAIN_NAME.test(name) ? [] : [value],
  );
  return [...new Set([...Object.values(keys.auth), ...values])].filter((value) => value !== '');
}
