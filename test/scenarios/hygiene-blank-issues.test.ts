import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Brand, buildStep, type HygieneWorld } from '../support/hygiene-job.ts';
import { enforcingWorld } from '../support/hygiene-story.ts';

const CONFIG = '.github/ISSUE_TEMPLATE/config.yml';
const OFF = 'blank_issues_enabled: false # since May\n';
const ON = 'blank_issues_enabled: true # since May\n';
const HOURLY = { 'sweep-every': '1h' };

let folder: string;
let bundle: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'agent-run-hygiene-switch-'));
  bundle = await buildStep(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function worldWith(blank: string, brand: Brand = 'github'): Promise<HygieneWorld> {
  const config = `version: 1\nmode: warn\nissues: { blank: ${blank}, write: commit }\n`;
  const here = await enforcingWorld(bundle, { config, brand });
  here.world.commitFiles({
    [CONFIG]: OFF,
    '.github/ISSUE_TEMPLATE/a.md': '---\nname: A\nabout: A\n---\n',
  });
  return here;
}

describe.each(['github', 'gitea', 'forgejo'] as const)('the step on %s', (brand) => {
  test('puts the switch back at a sweep, once', async () => {
    const here = await worldWith('allow', brand);

    const { exitCode, log } = await here.sweep();
    await here.sweep();

    expect(exitCode).toBe(0);
    expect(log).toContain('Issues without a template are allowed now');
    expect(here.world.fileOn(CONFIG)).toBe(ON);
    expect(here.world.writes.filter(({ do: what }) => what === 'commit')).toHaveLength(1);
  });
});

test('a dry run shows the change, and leaves the switch as it is', async () => {
  const here = await worldWith('allow');

  const { log } = await here.sweep({ 'dry-run': 'true' });

  expect(log).toContain('This would be changed:');
  expect(log).toContain('+blank_issues_enabled: true # since May');
  expect(here.world.fileOn(CONFIG)).toBe(OFF);
});

test('a token that only reads files has the log show what to change', async () => {
  const here = await worldWith('allow');
  here.world.closeToCommits();

  const { exitCode, log } = await here.sweep();

  expect(exitCode).toBe(0);
  expect(log).toContain('+blank_issues_enabled: true # since May');
});

test.each([
  ['carries out an admin’s command', {}, ON],
  ['only tells in a dry run what it would say', { 'dry-run': 'true' }, OFF],
])('a job %s', async (_title, inputs, text) => {
  const here = await worldWith('leave');
  const issue = here.world.openIssue({ author: 'ann', body: 'A.' });
  here.world.comment(issue, '/hygiene blank-issues on', { by: 'octo' });

  const { exitCode } = await here.run({ inputs: { ...HOURLY, ...inputs } });

  expect(exitCode).toBe(0);
  expect(here.world.fileOn(CONFIG)).toBe(text);
});
