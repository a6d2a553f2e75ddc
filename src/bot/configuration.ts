import { parse } from 'yaml';
import { configFileMissing, configFileNotYaml, noGithubApp } from '../text/bot-configuration.ts';
import { environmentSettings } from './environment-settings.ts';
import { forgesOf, type ForgeConfiguration } from './forge-configuration.ts';
import type { LogLevel } from './log.ts';
import { secretsFrom, type Sources } from './secrets.ts';
import { parseSettings, secretPlaces, type Settings } from './settings.ts';

/** Everything the bot has to be told, checked and complete. Spans are milliseconds. */
export type BotConfiguration = {
  server: {
    host: string;
    /** 0 takes any free port. */
    port: number;
  };
  metrics: {
    /** A port of its own; absent: `/metrics` is on the port of the webhooks. */
    port?: number;
    /** When set, `/metrics` wants it as a bearer token. */
    token?: string;
  };
  queue: {
    /** A PostgreSQL connection string; absent: the jobs are kept in `sqlitePath`. */
    databaseUrl?: string;
    sqlitePath: string;
  };
  log: { level: LogLevel };
  /** Subjects that are looked at side by side. */
  concurrency: number;
  sweepEvery: number;
  /** At least one, each with a name of its own. */
  forges: readonly ForgeConfiguration[];
};

export type Configured = { configuration: BotConfiguration } | { problems: readonly string[] };

const DEFAULT_FILE = 'bot.yml';

/** Reads `bot.yml` where there is one, and the environment; tells all problems at once. */
export function readConfiguration(sources: Sources): Configured {
  const { environment, readFile } = sources;
  const named = environment['BOT_CONFIG'] ?? '';
  const path = named === '' ? DEFAULT_FILE : named;
  const text = readFile(path);
  if (text === undefined && named !== '') return { problems: [configFileMissing(path)] };
  if (text === undefined && !describesGithubApp(environment)) return { problems: [noGithubApp()] };

  const file = text === undefined ? { value: {} } : parseFile(path, text);
  if ('problem' in file) return { problems: [file.problem] };
  const problems: string[] = [];
  const given = environmentSettings(environment, file.value);
  const settings = parseSettings(given, problems);
  if (settings === undefined) {
    // What is wrong with the secrets is told all the same, so that nobody has to start twice to learn it.
    const secrets = secretsFrom(sources, problems);
    for (const [setting, place, kind] of secretPlaces(given)) secrets[kind](setting, place);
    return { problems };
  }
  const configuration = complete(settings, sources, problems);
  return problems.length > 0 ? { problems } : { configuration };
}

function complete(settings: Settings, sources: Sources, problems: string[]): BotConfiguration {
  const secrets = secretsFrom(sources, problems);
  const { metrics, data } = settings;
  const token =
    metrics.token === undefined ? undefined : secrets.secret('metrics.token', metrics.token);
  const databaseUrl = sources.environment['DATABASE_URL'] ?? '';
  return {
    server: { host: settings.host, port: settings.port },
    metrics: {
      ...(metrics.port === undefined ? {} : { port: metrics.port }),
      ...(token === undefined ? {} : { token }),
    },
    queue: {
      ...(databaseUrl === '' ? {} : { databaseUrl }),
      sqlitePath: `${data.replace(/\/+$/, '')}/queue.db`,
    },
    log: { level: settings['log-level'] },
    concurrency: settings.concurrency,
    sweepEvery: settings['sweep-every'],
    forges: forgesOf(settings.forges, secrets, problems),
  };
}

function describesGithubApp(environment: Sources['environment']): boolean {
  return ['APP_ID', 'PRIVATE_KEY', 'PRIVATE_KEY_PATH', 'WEBHOOK_SECRET'].some(
    (name) => (environment[name] ?? '') !== '',
  );
}

function parseFile(path: string, text: string): { value: unknown } | { problem: string } {
  try {
    return { value: parse(text) as unknown };
  } catch (error) {
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    return { problem: configFileNotYaml(path, detail) };
  }
}
