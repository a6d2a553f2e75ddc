import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildStep } from '../support/hygiene-job.ts';
import { enforcingWorld, openBadPull } from '../support/hygiene-story.ts';

let folder: string;
let bundle: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'agent-run-hygiene-refusals-'));
  bundle = await buildStep(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the hygiene step', () => {
  test('tells all wrong inputs at once, with the nearest that is right', async () => {
    const here = await enforcingWorld(bundle);
    await openBadPull(here);

    const { exitCode, outputs, log, summary } = await here.run({
      inputs: {
        mode: 'enforced',
        'dry-run': 'yes',
        'sweep-every': '30',
        'sweep-evry': '1h',
        number: '0',
        config: '../x',
      },
    });

    expect({ exitCode, verdict: outputs['verdict'] }).toEqual({ exitCode: 1, verdict: 'failed' });
    for (const place of [log, summary.replaceAll('\\', '')]) {
      expect(place).toContain('Did you mean `enforce`?');
      expect(place).toContain('Did you mean `sweep-every`?');
      for (const name of ['dry-run', 'sweep-every', 'number', 'config']) {
        expect(place).toContain(`\`${name}\``);
      }
    }
    expect(here.world.requests.total).toBe(0);
  });

  test('without a token says where one comes from', async () => {
    const here = await enforcingWorld(bundle);
    await openBadPull(here);

    const { exitCode, log } = await here.run({ inputs: { token: '' } });

    expect(exitCode).toBe(1);
    expect(log).toContain('::error title=hygiene::`token`: expected a token, found none.');
  });

  test('with a token that may not write is red, and names the permission', async () => {
    const here = await enforcingWorld(bundle);
    await openBadPull(here);
    here.world.faults.next('write', { kind: 'forbidden', needs: 'issues=write' });

    const { exitCode, outputs, log } = await here.run();

    expect({ exitCode, verdict: outputs['verdict'] }).toEqual({ exitCode: 1, verdict: 'failed' });
    expect(log).toContain('=write');
    expect(log).toContain('permissions');
  });

  test('passes with a warning where `pull_request` from a fork gives a token that only reads', async () => {
    const here = await enforcingWorld(bundle);
    const pull = await openBadPull(here);
    const { payload } = here.lastEvent();
    for (let count = 0; count < 3; count += 1) {
      here.world.faults.next('write', { kind: 'forbidden', needs: 'issues=write' });
    }

    const { exitCode, outputs, findings, log } = await here.run({
      event: { name: 'pull_request', payload },
    });

    expect({ exitCode, verdict: outputs['verdict'] }).toEqual({
      exitCode: 0,
      verdict: 'flagged',
    });
    expect(findings.length).toBeGreaterThan(0);
    expect(outputs['actions']).toBe('[]');
    expect(log).toContain('::warning title=hygiene::The token only reads');
    expect(log).toContain('pull_request_target');
    expect(here.look(pull).notices).toBe(0);
  });

  test.each([
    ['deployment', { deployment: {} }, 0, 'ignored', 'pull_request_target'],
    ['', {}, 0, 'ignored', 'pull_request_target'],
    ['pull_request_target', {}, 1, 'failed', 'names no pull request'],
    ['issues', null, 1, 'failed', 'names no pull request'],
    ['issue_comment', { issue: { number: 'one' } }, 1, 'failed', 'names no pull request'],
    ['issues', { issue: { number: 999 } }, 0, 'gone', 'does not exist'],
  ])(
    'on the event "%s" with %j ends with %i: %s',
    async (name, payload, exitCode, verdict, says) => {
      const here = await enforcingWorld(bundle);

      const end = await here.run({ event: { name, payload } });

      expect({ exitCode: end.exitCode, verdict: end.outputs['verdict'] }).toEqual({
        exitCode,
        verdict,
      });
      expect(end.log).toContain(says);
      expect(here.world.writes).toEqual([]);
    },
  );

  test('is red when the config that was named is not there', async () => {
    const here = await enforcingWorld(bundle);
    await openBadPull(here);

    const { exitCode, log } = await here.run({ inputs: { config: '.github/gone.yml' } });

    expect(exitCode).toBe(1);
    expect(log).toContain('the default branch has no file ".github/gone.yml"');
  });

  test('is red when the token does not open the repository', async () => {
    const here = await enforcingWorld(bundle);
    await openBadPull(here);

    const { exitCode, log } = await here.run({ environment: { GITHUB_REPOSITORY: 'octo/other' } });

    expect(exitCode).toBe(1);
    expect(log).toContain('The token does not open octo/other');
  });

  test('is red, soon, when the forge does not answer', async () => {
    const here = await enforcingWorld(bundle);
    await openBadPull(here);

    const { exitCode, log } = await here.run({
      environment: { GITHUB_API_URL: 'http://127.0.0.1:9' },
    });

    expect(exitCode).toBe(1);
    expect(log).toContain('The forge does not answer');
  });

  test('lets no title, text or branch give the runner orders', async () => {
    const here = await enforcingWorld(bundle);
    const title = 'x\n::set-output name=verdict::ok\n##[error]y';
    here.world.openPull({ author: 'ann', title, body: `::error::no\n${title}`, head: '::stop::' });

    const { log, outputs } = await here.run({ inputs: { 'dry-run': 'true' } });

    const commands = log.split('\n').filter((line) => /^\s*::|##\[/.test(line));
    expect(
      commands.filter((line) => !/^::(group|endgroup|warning title=hygiene)::/.test(line)),
    ).toEqual([]);
    expect(outputs['verdict']).toBe('flagged');
  });

  test('prints its token nowhere', async () => {
    const here = await enforcingWorld(bundle);
    await openBadPull(here);

    const { log, summary, outputs } = await here.run({ inputs: { token: 'ghs_not_to_be_seen' } });

    expect([log, summary, JSON.stringify(outputs)].join('\n')).not.toContain('not_to_be_seen');
  });
});
