import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { scaffoldFiles } from '../src/cli/hygiene/scaffold.ts';
import { resolvePolicy } from '../src/hygiene/config/resolve.ts';
import { lintTemplate } from '../src/hygiene/template/lint.ts';
import { parseTemplate } from '../src/hygiene/template/parse.ts';

type Step = {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, unknown>;
};
type Job = { 'timeout-minutes'?: number; permissions?: unknown; steps: Step[] };
type Workflow = {
  on: Record<string, unknown>;
  permissions?: Record<string, string>;
  jobs: Record<string, Job>;
};

const CHOICE = { preset: 'recommended', branch: 'main' };
const FORGES = ['github', 'gitea', 'forgejo'] as const;

describe.each(FORGES)('what is written for %s', async (forge) => {
  const files = await scaffoldFiles({ forge, ...CHOICE });
  const named = (ending: string) => {
    const file = files.find(({ path }) => path.endsWith(ending));
    if (file === undefined) throw new Error(`no ${ending}`);
    return file;
  };
  const workflows = files.filter(({ path }) => path.includes('/workflows/'));

  test('lies in the folder of the forge', () => {
    expect(files.map(({ path }) => path)).toEqual(
      [
        'ISSUE_TEMPLATE/bug_report.yml',
        'ISSUE_TEMPLATE/config.yml',
        'ISSUE_TEMPLATE/feature_request.yml',
        'hygiene.yml',
        'pull_request_template.md',
        'workflows/agent-run.yml',
        'workflows/hygiene.yml',
      ].map((path) => `.${forge}/${path}`),
    );
  });

  test.each(['recommended', 'strict', 'opencode'])(
    'has a config in order with %s',
    async (preset) => {
      const [config] = (await scaffoldFiles({ forge, ...CHOICE, preset })).filter(
        ({ part }) => part === 'config',
      );

      const { policy, problems } = resolvePolicy({
        repository: { owner: 'octo', name: 'hello' },
        own: config === undefined ? [] : [config],
        extended: new Map(),
      });

      expect(problems).toEqual([]);
      expect(policy.mode).toBe(preset === 'recommended' ? 'warn' : 'enforce');
    },
  );

  test('has a template that can be followed', () => {
    const file = named('pull_request_template.md');

    expect(lintTemplate(file)).toEqual([]);
    const sections = parseTemplate(file, { current: true }).sections;
    expect(sections.map(({ heading, required }) => [heading, required])).toEqual([
      ['What', true],
      ['Why', true],
      ['How it was tested', true],
    ]);
  });

  test('has forms that ask for something', () => {
    for (const file of [named('bug_report.yml'), named('feature_request.yml')]) {
      expect(lintTemplate(file)).toEqual([]);
      const { kind, fields = [] } = parseTemplate(file, { current: true });
      expect(kind).toBe('form');
      expect(fields.filter(({ asks }) => asks.required).length).toBeGreaterThan(0);
    }
    expect(parse(named('ISSUE_TEMPLATE/config.yml').text)).toEqual({ blank_issues_enabled: true });
  });

  test('has one workflow that looks at pull requests, and one to start by hand', () => {
    const [agent, hygiene] = workflows.map(({ text }) => Object.keys((parse(text) as Workflow).on));

    expect(agent).toEqual(['workflow_dispatch']);
    expect(hygiene).toEqual(
      expect.arrayContaining(['pull_request_target', 'issues', 'schedule', 'push']),
    );
  });

  describe.each(workflows.map(({ path, text }) => [path, text] as const))('%s', (path, text) => {
    const workflow = parse(text) as Workflow;
    const jobs = Object.values(workflow.jobs);
    const steps = jobs.flatMap((job) => job.steps);

    test('may do no more than it needs', () => {
      const { permissions = {} } = workflow;
      const writes = Object.keys(permissions).filter((name) => permissions[name] === 'write');

      expect(permissions['contents']).toBe('read');
      expect(writes).toEqual(
        path.endsWith('/agent-run.yml')
          ? []
          : ['issues', 'pull-requests', ...(forge === 'github' ? ['checks'] : [])],
      );
      expect(jobs.map((job) => job.permissions)).toEqual(jobs.map(() => undefined));
    });

    test('is bounded', () => {
      expect(jobs.every((job) => (job['timeout-minutes'] ?? Infinity) <= 60)).toBe(true);
    });

    test('names a major version of every action', () => {
      const uses = steps.flatMap((step) => step.uses ?? []);

      expect(uses.filter((each) => !/@v\d+$/.test(each))).toEqual([]);
      expect(uses.some((each) => each.includes('org/agent-run'))).toBe(true);
    });

    test('puts nothing of an event into a shell', () => {
      expect(steps.filter(({ run }) => run?.includes('${{') === true)).toEqual([]);
    });

    test('checks nothing out that may be a stranger’s, and leaves no credentials', () => {
      const checkouts = steps.filter(({ uses }) => uses?.includes('/checkout@') === true);

      expect(checkouts).toHaveLength('pull_request_target' in workflow.on ? 0 : 1);
      expect(checkouts.map((step) => step.with?.['persist-credentials'])).toEqual(
        checkouts.map(() => false),
      );
    });
  });

  test('sweeps as often as it says', () => {
    const hygiene = parse(named('workflows/hygiene.yml').text) as Workflow;

    expect(hygiene.on['schedule']).toEqual([{ cron: expect.stringMatching(/^\d+ \* \* \* \*$/) }]);
    expect(hygiene.jobs['hygiene']?.steps[0]?.with?.['sweep-every']).toBe('1h');
  });
});

test.each([
  ['main', 'main'],
  ['release/2.x', 'release/2.x'],
  ["it's: odd]", "it's: odd]"],
])('the branch %s is what the workflow names', async (branch, read) => {
  const files = await scaffoldFiles({ forge: 'github', preset: 'strict', branch });
  const hygiene = files.find(({ part }) => part === 'hygiene');

  expect(parse(hygiene?.text ?? '')).toMatchObject({ on: { push: { branches: [read] } } });
});
