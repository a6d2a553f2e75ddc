import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfiguration } from '../../src/bot/configuration.ts';
import { GITHUB_EVENTS } from '../../src/bot/ingress/github.ts';
import { createMetrics } from '../../src/bot/metrics.ts';
import { appKey } from '../support/bot-key.ts';

const root = new URL('../../', import.meta.url);

function read(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

function scaffold(name: string): string {
  return read(`templates/scaffold/bot/${name}`);
}

/** The cells of the rows below a heading, without the head of the table. */
function tableOf(heading: string): string[][] {
  const [, section = ''] = read('docs/bot-operations.md').split(`\n${heading}\n`);
  const [text = ''] = section.split(/\n#+ /);
  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** Told to every app, whether it asks or not. */
const ALWAYS = ['installation', 'installation_repositories'];

describe('the app', () => {
  const app = parse(scaffold('app.yml')) as {
    default_permissions: Record<string, string>;
    default_events: string[];
  };

  test('asks for the permissions that the page explains', () => {
    const explained = tableOf('### Permissions of the app').map(([name, access]) => [name, access]);

    expect(Object.fromEntries(explained)).toEqual(app.default_permissions);
  });

  test('asks for no more than it takes', () => {
    expect(app.default_permissions).toEqual({
      checks: 'write',
      contents: 'read',
      issues: 'write',
      metadata: 'read',
      pull_requests: 'write',
      members: 'read',
    });
  });

  test('asks for the events that the bot reads and the page explains', () => {
    const wanted = GITHUB_EVENTS.filter((event) => !ALWAYS.includes(event)).toSorted();

    expect(app.default_events).toEqual(wanted);
    expect(tableOf('### Events of the app').map(([name]) => name)).toEqual(wanted);
  });
});

describe('the sample of bot.yml', () => {
  test('is a configuration', () => {
    const found = readConfiguration({
      environment: { WEBHOOK_SECRET: 'a secret', METRICS_TOKEN: 'a token' },
      readFile: (path) =>
        path === 'bot.yml'
          ? scaffold('bot.yml')
          : path === '/run/secrets/app-key.pem'
            ? appKey()
            : undefined,
    });

    expect(found).toMatchObject({ configuration: { metrics: { port: 9090, token: 'a token' } } });
  });
});

describe('the page', () => {
  test('lists every metric', () => {
    const { registry } = createMetrics(
      () => undefined,
      () => 0,
    );
    const names = registry.getMetricsAsArray().map(({ name }) => name);

    expect(
      tableOf('## Metrics')
        .map(([name = '']) => name.replaceAll('`', ''))
        .toSorted(),
    ).toEqual(names.toSorted());
  });

  test('lists every variable that is read', () => {
    const listed = tableOf('## Settings').map(([name = '']) => name.replaceAll('`', ''));
    const sources = ['configuration', 'environment-settings', 'secrets']
      .map((name) => read(`src/bot/${name}.ts`))
      .join();
    const named = sources.match(/(?<![-\w])[A-Z]{2,}(_[A-Z]+)*\b(?=['"]|: ')/g) ?? [];
    const used = new Set(named.filter((name) => !['ENOENT', 'BOT_CONFIG'].includes(name)));

    expect([...used].toSorted()).toEqual(listed.toSorted());
  });
});

describe('the ways to run it', () => {
  test.each([
    ['Dockerfile', /^CMD \["node", .*"(.+)"\]/m],
    ['agent-run-bot.service', /^ExecStart=\/usr\/bin\/node .*?(\S+)$/m],
  ])('%s starts a file that there is', (name, pattern) => {
    const [, entry = 'none'] = pattern.exec(scaffold(name)) ?? [];

    expect(existsSync(new URL(entry, root))).toBe(true);
  });

  test('the image runs without privileges, and copies what the bot reads', () => {
    const lines = scaffold('Dockerfile').split('\n');

    expect(lines).toContain('USER node');
    expect(lines.indexOf('USER node')).toBeLessThan(
      lines.findIndex((line) => line.startsWith('CMD')),
    );
    expect(lines).toContain('COPY templates ./templates');
  });

  test('compose gives the bot only variables that it reads', () => {
    const { services } = parse(scaffold('compose.yml')) as {
      services: { bot: { environment: Record<string, string>; build: { dockerfile: string } } };
    };
    const listed = tableOf('## Settings').map(([name = '']) => name.replaceAll('`', ''));

    expect(listed).toEqual(expect.arrayContaining(Object.keys(services.bot.environment)));
    expect(existsSync(new URL(services.bot.build.dockerfile, root))).toBe(true);
  });

  test('systemd gives the bot only variables that it reads, and more time than it takes', () => {
    const unit = scaffold('agent-run-bot.service');
    const variables = [...unit.matchAll(/^Environment=([A-Z_]+)=/gm)].map(([, name]) => name);
    const listed = tableOf('## Settings').map(([name = '']) => name.replaceAll('`', ''));

    expect([...listed, 'NODE_ENV']).toEqual(expect.arrayContaining(variables));
    expect(unit).toContain('NoNewPrivileges=yes');
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(10);
  });
});
