import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { configPlaces } from './checkout.ts';
import {
  type EnvironmentOptions,
  MORE_VARIABLES,
  providersNamed,
  type ServerEnvironment,
} from './environment.ts';
import { PROVIDER_VARIABLES } from './providers.ts';

export type Reach = Pick<
  EnvironmentOptions,
  'model' | 'config' | 'environment' | 'projectConfig'
> & {
  server: ServerEnvironment;
  /** Whether the run goes on with a session of an earlier one, whose models may be others. */
  continues: boolean;
  /** Where the agent works. */
  directory: string;
};

/** A model whose name comes from a variable or a file. */
const FILLED_IN = /model":"[^"]*\{/;

/** It needs no key for some of its models, and opencode asks one of them for titles. */
const FREE = 'opencode';

/**
 * The providers of opencode's own list that a run can have to do with; undefined when nobody can tell. opencode turns the
 * models of all its 225 providers into another shape before the first turn, which takes it a good part of a second
 * (`node bench/run.ts ratio`, the row with any model); those that are without a key and that no config names it throws away.
 */
export function providersInReach(reach: Reach): string[] | undefined {
  const { config, model, environment, server, continues } = reach;
  const named = providersNamed(config, model);
  if (named.length === 0 || continues || isConfiguredElsewhere(reach)) return undefined;
  const text = JSON.stringify(config);
  if (FILLED_IN.test(text)) return undefined;
  // A variable of opencode's own may name another config, or keys for anything.
  if (environment.some((name) => name.startsWith('OPENCODE_'))) return undefined;
  const wanted = new Set([FREE, ...named, ...Object.keys(server.keys.auth)]);
  const isMentioned = (id: string): boolean =>
    wanted.has(id) || text.includes(`"${id}"`) || text.includes(`"${id}/`);
  return Object.entries(PROVIDER_VARIABLES)
    .filter(([id, variables]) => isMentioned(id) || isGiven(id, variables, server))
    .map(([id]) => id);
}

function isGiven(id: string, variables: readonly string[], server: ServerEnvironment): boolean {
  const all = [...variables, ...(MORE_VARIABLES[id] ?? [])];
  return all.some((name) => name in server.variables || name in server.keys.variables);
}

/** Plugins, agents and configs that we do not read may name any provider. */
function isConfiguredElsewhere({ config, directory, projectConfig }: Reach): boolean {
  if (Array.isArray(config['plugin']) && config['plugin'].length > 0) return true;
  if (machineConfigs().some((path) => existsSync(path))) return true;
  return projectConfig && hasConfig(directory);
}

/** What an administrator has decided for everybody. */
function machineConfigs(): string[] {
  if (process.platform === 'win32') {
    return [join(process.env['ProgramData'] ?? 'C:\\ProgramData', 'opencode')];
  }
  return process.platform === 'darwin'
    ? ['/Library/Application Support/opencode', '/Library/Managed Preferences']
    : ['/etc/opencode'];
}

const CHECKOUT_CONFIGS = ['opencode.json', 'opencode.jsonc', '.opencode'];

function hasConfig(directory: string): boolean {
  return configPlaces(directory).some((folder) =>
    CHECKOUT_CONFIGS.some((name) => existsSync(join(folder, name))),
  );
}
