/**
 * A plugin that runs inside the agent server, in the JavaScript engine of that executable. It takes from the server's
 * environment what the tools must not see, brings in the keys that were never in it, puts the run's policy behind every
 * config, and ends the server when we are gone. The server loads it before it prepares providers, tools or MCP servers of any directory.
 */
import { readFileSync, rmSync } from 'node:fs';
import { HANDOVER_VARIABLE, PLACEHOLDER, type GuardHandover } from './guard-handover.ts';
import { endAlone } from './end-alone.ts';
import { orphaned } from './lifeline.ts';
import { isRecord, permissionConfig, rulesOf } from './permission-rules.ts';
import { closeMemory } from './guard-memory.ts';
import { MARKER_VARIABLE } from './survivors.ts';

type Config = {
  permission?: unknown;
  agent?: Record<string, unknown>;
  mcp?: Record<string, unknown>;
};

type ShellEnvironment = { env: Record<string, string | undefined> };

/**
 * Taken over while the module loads, so before any plugin of somebody else begins its work, and once for the whole process:
 * each directory gets an instance of its own. The hooks below run behind those of every other plugin.
 */
const { keys, defaults, rules } = await takeOver(process.env[HANDOVER_VARIABLE] ?? '');

let url: URL | undefined;
void orphaned().then(() => {
  const password = process.env['OPENCODE_SERVER_PASSWORD'] ?? '';
  return endAlone({ url, password, marker: process.env[MARKER_VARIABLE] ?? '' });
});

export function guard({ serverUrl }: { serverUrl?: URL }): unknown {
  url = serverUrl;
  return {
    config: (config: Config) => {
      for (const name of Object.keys(keys.variables)) makeListed(name, true);
      fillPlaceholders(config, keys.values);
      config.permission = permissionConfig([...defaults, ...rulesOf(config.permission), ...rules]);
      for (const agent of Object.values(config.agent ?? {})) addRules(agent);
      for (const server of Object.values(config.mcp ?? {})) blankVariables(server, keys.variables);
    },
    // Who asks a model has prepared the providers of its directory, from a copy of the environment. What a provider's own code
    // reads later it reads by name; language servers and formatters, which only a tool starts, get a copy from now on.
    'chat.params': () => {
      for (const name of Object.keys(keys.variables)) makeListed(name, false);
    },
    'shell.env': (_input: unknown, output: ShellEnvironment) => {
      for (const name of Object.keys(keys.variables)) output.env[name] = undefined;
    },
  };
}

async function takeOver(path: string): Promise<GuardHandover> {
  const content = JSON.parse(readFileSync(path, 'utf8')) as GuardHandover;
  rmSync(path);
  const { hidden, restored } = content;
  const stored = JSON.parse(process.env['OPENCODE_AUTH_CONTENT'] ?? '{}') as object;
  const auth = Object.entries(content.keys.auth).map(([id, key]) => [id, { type: 'api', key }]);
  const all = { ...stored, ...Object.fromEntries(auth) };
  if (Object.keys(all).length > 0) process.env['OPENCODE_AUTH_CONTENT'] = JSON.stringify(all);

  Object.assign(process.env, content.keys.variables);
  for (const name of [...hidden, 'OPENCODE_AUTH_CONTENT']) makeListed(name, false);
  for (const [name, value] of Object.entries(restored)) {
    if (value === null) delete process.env[name];
    else process.env[name] = value;
  }
  await closeMemory(['OPENCODE_SERVER_PASSWORD']);
  return content;
}

/** The server reads a variable that is not listed by its name, but every environment that it makes for a child is a copy without it. */
function makeListed(name: string, enumerable: boolean): void {
  const value = process.env[name];
  if (value === undefined) return;
  Object.defineProperty(process.env, name, {
    value,
    enumerable,
    configurable: true,
    writable: true,
  });
}

/** What an agent's own definition says counts after the general permissions, so the policy is repeated behind it. */
function addRules(agent: unknown): void {
  if (!isRecord(agent)) return;
  agent['permission'] = permissionConfig([...rulesOf(agent['permission']), ...rules]);
}

/** MCP servers inherit the server's environment; an empty value is the most that a config can do about it. */
function blankVariables(server: unknown, variables: Record<string, string>): void {
  if (!isRecord(server) || server['type'] !== 'local') return;
  const blanks = Object.fromEntries(Object.keys(variables).map((name) => [name, '']));
  const wanted = isRecord(server['environment']) ? server['environment'] : {};
  server['environment'] = { ...blanks, ...wanted };
}

function fillPlaceholders(value: unknown, values: Record<string, string>): void {
  if (typeof value !== 'object' || value === null) return;
  const holder = value as Record<string, unknown>;
  for (const [key, item] of Object.entries(holder)) {
    if (typeof item !== 'string') fillPlaceholders(item, values);
    else if (item.includes('{agent-run:')) {
      holder[key] = item.replaceAll(PLACEHOLDER, (_, name: string) => values[name] ?? '');
    }
  }
}
