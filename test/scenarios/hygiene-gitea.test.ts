import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SubjectRef } from '../../src/forge/model.ts';
import { HOUR, MINUTE } from '../support/forge-world/state.ts';
import { buildStep, type JobOptions } from '../support/hygiene-job.ts';
import { enforcingWorld, GOOD_BODY, openBadPull } from '../support/hygiene-story.ts';

const inputs = { 'sweep-every': '1h' };

let folder: string;
let bundle: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'agent-run-hygiene-gitea-'));
  bundle = await buildStep(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(['gitea', 'forgejo'] as const)('the hygiene step on a runner of %s', (brand) => {
  test('flags, resolves and closes as on GitHub', async () => {
    const here = await enforcingWorld(bundle, { brand });
    const [fixed, left] = [await openBadPull(here), await openBadPull(here)];

    const first = await here.run({ event: opened(fixed), inputs });
    await here.run({ event: opened(left), inputs });
    expect({ exitCode: first.exitCode, verdict: first.outputs['verdict'] }).toEqual({
      exitCode: 0,
      verdict: 'flagged',
    });
    expect(here.look(fixed)).toMatchObject({ state: 'open', notices: 1 });
    await here.clock.pass(MINUTE);
    here.world.editBody(fixed, GOOD_BODY);
    const second = await here.run({ event: opened(fixed, 'edited'), inputs });
    await here.clock.pass(4 * HOUR);
    await here.sweep();

    expect(second.outputs['verdict']).toBe('ok');
    expect(here.look(fixed)).toEqual({ state: 'open', labels: [], notices: 1 });
    expect(here.look(left)).toMatchObject({ state: 'closed', notices: 1 });
  });

  test('leaves one notice when two jobs run at once', async () => {
    const here = await enforcingWorld(bundle, { brand });
    const pull = await openBadPull(here);
    const event = opened(pull);

    await Promise.all([here.run({ event, inputs }), here.run({ event, inputs })]);

    expect(here.look(pull).notices).toBe(1);
  });

  test('writes no runner commands but groups, because nothing shows notes', async () => {
    const here = await enforcingWorld(bundle, { brand });
    const pull = await openBadPull(here);
    here.world.faults.next('write', { kind: 'forbidden', needs: '' });

    const { exitCode, log } = await here.run({ event: opened(pull), inputs });

    expect(exitCode).toBe(1);
    expect(log).toMatch(/^error: The token may not do this/m);
    expect(log).not.toMatch(/^::(error|warning|notice)/m);
  });

  test.each([
    ['is nothing that shows a summary', {}, false],
    [
      'is a server of Gitea that shows summaries',
      { GITEA_ACTIONS_CAPABILITIES: 'job-summary' },
      true,
    ],
  ])('tells its summary in the log where there %s', async (_, environment, showsOnGitea) => {
    const here = await enforcingWorld(bundle, { brand });
    const pull = await openBadPull(here);

    const { log, summary } = await here.run({ event: opened(pull), environment });

    const shows = showsOnGitea && brand === 'gitea';
    expect(summary.includes('pr-template')).toBe(shows);
    expect(log.includes('::group::Summary')).toBe(!shows);
    expect(/::group::Summary\n[^]*pr-template[^]*\n::endgroup::/.test(log)).toBe(!shows);
  });

  test('passes with a warning where the token of a fork’s job only reads, in every event', async () => {
    const here = await enforcingWorld(bundle, { brand });
    const pull = await openBadPull(here);
    for (let count = 0; count < 6; count += 1) {
      here.world.faults.next('write', { kind: 'forbidden', needs: '' });
    }

    const { exitCode, outputs, log } = await here.run({
      event: opened(pull, 'opened', 'ann/hello'),
      inputs,
    });

    expect({ exitCode, verdict: outputs['verdict'] }).toEqual({ exitCode: 0, verdict: 'flagged' });
    expect(log).toContain('The token only reads');
    expect(log).not.toContain('Start the step with `pull_request_target`');
    expect(here.look(pull).notices).toBe(0);
  });
});

/** As Gitea and Forgejo tell it. */
function opened(
  { owner, name, number }: SubjectRef,
  action = 'opened',
  headRepository = `${owner}/${name}`,
): NonNullable<JobOptions['event']> {
  return {
    name: 'pull_request_target',
    payload: {
      action,
      number,
      pull_request: { number, head: { ref: 'feature', repo: { full_name: headRepository } } },
      repository: { full_name: `${owner}/${name}`, default_branch: 'main' },
    },
  };
}
