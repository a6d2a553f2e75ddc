import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

type Step = { uses?: string; run?: string; with?: Record<string, unknown> };
type Job = { 'timeout-minutes'?: number; permissions?: Record<string, string>; steps: Step[] };
type Workflow = { permissions?: Record<string, string>; jobs: Record<string, Job> };

const folder = new URL('../.github/workflows/', import.meta.url);
const workflows = readdirSync(folder).map(
  (name) => [name, parse(readFileSync(new URL(name, folder), 'utf8')) as Workflow] as const,
);

describe.each(workflows)('%s', (file, workflow) => {
  const jobs = Object.values(workflow.jobs);

  test('may only read unless a job says more', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });

  test('bounds every job', () => {
    expect(jobs.filter((job) => job['timeout-minutes'] === undefined)).toEqual([]);
  });

  test('leaves no credentials in the checkout', () => {
    const checkouts = jobs.flatMap(({ steps }) =>
      steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')),
    );

    // The hygiene step runs with rights to write on events of strangers: it must have no checkout at all.
    expect(checkouts.length > 0).toBe(file !== 'hygiene.yml');
    expect(checkouts.map((step) => step.with?.['persist-credentials'])).toEqual(
      checkouts.map(() => false),
    );
  });

  test('runs no code of others where it may write', () => {
    const commands = jobs
      .filter(({ permissions }) => Object.values(permissions ?? {}).includes('write'))
      .flatMap(({ steps }) => steps.map(({ run }) => run ?? ''));

    expect(commands.filter((run) => /\b(npm|npx|node|\.ci\/run)\b/.test(run))).toEqual([]);
  });

  test('puts no expression into a shell command', () => {
    const commands = jobs.flatMap(({ steps }) => steps.map(({ run }) => run ?? ''));

    expect(commands.filter((run) => run.includes('${{'))).toEqual([]);
  });
});
