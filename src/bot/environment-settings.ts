/** The settings of the environment as `bot.yml` would say them; they win over the file, so that one image serves all. */
export function environmentSettings(
  environment: Readonly<Record<string, string | undefined>>,
  file: unknown,
): unknown {
  const given = isMap(file) ? file : file === null || file === undefined ? {} : undefined;
  if (given === undefined) return file;
  const set = Object.entries(VARIABLES).flatMap(([variable, key]) => {
    const value = environment[variable] ?? '';
    return value === '' ? [] : [[key, value] as const];
  });
  const metrics = metricsSettings(environment, given['metrics']);
  return {
    ...given,
    ...Object.fromEntries(set),
    ...(metrics === undefined ? {} : { metrics }),
    forges: given['forges'] ?? [githubApp(environment)],
  };
}

const VARIABLES = {
  HOST: 'host',
  PORT: 'port',
  DATA_FOLDER: 'data',
  LOG_LEVEL: 'log-level',
  CONCURRENCY: 'concurrency',
  SWEEP_EVERY: 'sweep-every',
} as const;

function metricsSettings(
  environment: Readonly<Record<string, string | undefined>>,
  file: unknown,
): unknown {
  const port = environment['METRICS_PORT'] ?? '';
  const token = environment['METRICS_TOKEN'] ?? '';
  if (port === '' && token === '') return file;
  return {
    ...(isMap(file) ? file : {}),
    ...(port === '' ? {} : { port }),
    ...(token === '' ? {} : { token: { variable: 'METRICS_TOKEN' } }),
  };
}

/** One GitHub App, described by the variables that Probot made usual. */
function githubApp(environment: Readonly<Record<string, string | undefined>>): unknown {
  const valueOf = (name: string): string | undefined =>
    (environment[name] ?? '') === '' ? undefined : environment[name];
  const webName = valueOf('WEBHOOK_NAME');
  const apiUrl = valueOf('GITHUB_API_URL');
  const webUrl = valueOf('GITHUB_SERVER_URL');
  return {
    name: webName ?? 'github',
    kind: 'github',
    'app-id': valueOf('APP_ID'),
    'private-key': { environment: true },
    'webhook-secret': { variable: 'WEBHOOK_SECRET' },
    ...(apiUrl === undefined ? {} : { 'api-url': apiUrl }),
    ...(webUrl === undefined ? {} : { 'web-url': webUrl }),
  };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
