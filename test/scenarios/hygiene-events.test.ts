import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE } from '../support/forge-world/state.ts';
import { buildStep } from '../support/hygiene-job.ts';
import {
  BAD_BODY,
  ENFORCE,
  enforcingWorld,
  GOOD_BODY,
  openBadPull,
} from '../support/hygiene-story.ts';

let folder: string;
let bundle: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'agent-run-hygiene-step-'));
  bundle = await buildStep(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the hygiene step on GitHub', () => {
  test('tells the author of a bad pull request what is missing, and is not red', async () => {
    const here = await enforcingWorld(bundle);
    const pull = await openBadPull(here);

    const { exitCode, outputs, findings, actions, summary } = await here.run({
      inputs: { 'sweep-every': '1h' },
    });

    expect({ exitCode, verdict: outputs['verdict'] }).toEqual({
      exitCode: 0,
      verdict: 'flagged',
    });
    expect(findings.map(({ rule }) => rule)).toContain('pr-template');
    expect(actions.map((action) => action['do'])).toEqual(
      expect.arrayContaining(['post-notice', 'add-labels', 'set-check']),
    );
    expect(here.look(pull)).toMatchObject({ state: 'open', notices: 1 });
    expect(here.world.labelsOn(pull)).not.toEqual([]);
    expect(here.world.checkOn(pull)?.conclusion).toBe('failure');
    expect(summary).toContain('pr-template');
  });

  test('says so when everything was fixed', async () => {
    const here = await enforcingWorld(bundle);
    const pull = await openBadPull(here);
    await here.run({ inputs: { 'sweep-every': '1h' } });
    await here.clock.pass(5 * MINUTE);
    here.world.editBody(pull, GOOD_BODY);

    const { exitCode, outputs } = await here.run({ inputs: { 'sweep-every': '1h' } });

    expect({ exitCode, verdict: outputs['verdict'] }).toEqual({ exitCode: 0, verdict: 'ok' });
    expect(here.look(pull)).toEqual({ state: 'open', labels: [], notices: 1 });
    expect(here.world.noticesOn(pull)[0]?.minimised).toBe(true);
    expect(here.world.checkOn(pull)?.conclusion).toBe('success');
  });

  test('looks again, in the same job, when only the link is missing on a new text', async () => {
    const here = await enforcingWorld(bundle);
    await here.clock.pass(MINUTE);
    const pull = here.world.openPull({
      author: 'ann',
      body: GOOD_BODY.replace('Fixes #1', 'Nothing else.'),
    });

    const { outputs, log } = await here.run();

    expect(log).toContain('looking again in 20 seconds');
    expect(outputs['verdict']).toBe('flagged');
    expect(here.look(pull).notices).toBe(1);
  });

  test('carries out a command once', async () => {
    const here = await enforcingWorld(bundle);
    const pull = await openBadPull(here);
    await here.run();
    await here.clock.pass(MINUTE);
    here.world.comment(pull, '/hygiene exempt it is fine', { by: 'max' });
    const event = here.lastEvent();
    expect(event.name).toBe('issue_comment');

    const { outputs, actions } = await here.run({ event });
    const again = await here.run({ event });

    expect(outputs['verdict']).toBe('waived');
    expect(actions).toContainEqual(expect.objectContaining({ do: 'react', reaction: 'done' }));
    expect(again.actions.filter((action) => action['do'] !== 'set-check')).toEqual([]);
  });

  test('looks after issues as after pull requests', async () => {
    const rule =
      '  custom: [{ id: version, on: body, subjects: issue, match: "v[0-9]+", message: Tell the version. }]\n';
    const here = await enforcingWorld(bundle, { config: `${ENFORCE}${rule}` });
    await here.clock.pass(MINUTE);
    const issue = here.world.openIssue({ author: 'ann', body: 'It breaks.' });

    const first = await here.run();
    here.world.editBody(issue, 'It breaks in v2.');
    const second = await here.run();

    expect([first, second].map(({ outputs }) => outputs['verdict'])).toEqual(['flagged', 'ok']);
    expect(first.findings.map((finding) => finding['rule'])).toEqual(['custom/version']);
    expect(here.look(issue)).toEqual({ state: 'open', labels: [], notices: 1 });
  });

  test('asks nothing of what is exempt, merged or closed', async () => {
    const here = await enforcingWorld(bundle);
    await here.clock.pass(MINUTE);
    here.world.openPull({ author: 'max', body: BAD_BODY });
    const exempt = await here.run();
    const pull = await openBadPull(here);
    await here.run();
    here.world.close(pull, { by: 'ann' });
    const closed = await here.run();

    expect([exempt, closed].map(({ outputs }) => outputs['verdict'])).toEqual(['exempt', 'done']);
    expect(here.look(pull).labels).toEqual([]);
  });

  test('leaves one notice when three jobs run at once', async () => {
    const here = await enforcingWorld(bundle);
    const pull = await openBadPull(here);
    const event = here.lastEvent();

    const ends = await Promise.all([here.run({ event }), here.run({ event }), here.run({ event })]);

    expect(ends.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    expect(ends.map(({ outputs }) => outputs['verdict'])).toEqual([
      'flagged',
      'flagged',
      'flagged',
    ]);
    expect(here.look(pull).notices).toBe(1);
  });

  test('deletes its notice when another job posted between its read and its write', async () => {
    const here = await enforcingWorld(bundle);
    const { world } = here;
    const pull = await openBadPull(here);
    const event = here.lastEvent();
    await here.run({ event });
    const [posted] = world.noticesOn(pull);
    world.deleteComment(posted?.id ?? '', { by: 'octo' });
    let other: string | undefined;
    world.faults.next('write', {
      kind: 'meanwhile',
      happens: () => {
        other = world.comment(pull, posted?.body ?? '', { by: world.bot }).id;
      },
    });

    const { actions } = await here.run({ event });

    expect(world.faults.unmet).toBe(0);
    expect(actions.map((action) => action['do'])).toContain('delete-notice');
    expect(world.noticesOn(pull).map(({ id }) => id)).toEqual([other]);
  });

  test('writes nothing in a dry run, and says every word that it would', async () => {
    const here = await enforcingWorld(bundle);
    const pull = await openBadPull(here);

    const { exitCode, outputs, actions, log, summary } = await here.run({
      inputs: { 'dry-run': 'true', 'sweep-every': '1h' },
    });

    expect({ exitCode, verdict: outputs['verdict'] }).toEqual({ exitCode: 0, verdict: 'flagged' });
    expect(here.world.writes).toEqual([]);
    expect(here.look(pull)).toEqual({ state: 'open', labels: [], notices: 0 });
    expect(actions.map((action) => action['do'])).toContain('post-notice');
    expect(log).toContain('would have posted the notice');
    expect(log).toContain('@ann');
    expect(summary).toContain('dry run');
  });

  test.each([
    ['without `sweep-every` it promises no close', {}, false],
    ['with it, it promises one', { 'sweep-every': '1h' }, true],
    ['mode `warn` takes the place of the policy’s', { 'sweep-every': '1h', mode: 'warn' }, false],
  ])('%s', async (_, inputs, promises) => {
    const here = await enforcingWorld(bundle);
    const pull = await openBadPull(here);

    await here.run({ inputs });

    const notice = here.world.noticesOn(pull)[0]?.body ?? '';
    expect(/22 November 2026, 15:00 UTC/.test(notice)).toBe(promises);
  });

  test('with mode `dry-run` only writes the check', async () => {
    const here = await enforcingWorld(bundle);
    await openBadPull(here);

    const { outputs, actions } = await here.run({ inputs: { mode: 'dry-run' } });

    expect(outputs['verdict']).toBe('would-flag');
    expect(actions.map((action) => action['do'])).toEqual(['set-check']);
  });

  test('with mode `off` reads nothing but the policy', async () => {
    const here = await enforcingWorld(bundle);
    await openBadPull(here);

    const { outputs, requests } = await here.run({ inputs: { mode: 'off' } });

    expect(outputs['verdict']).toBe('off');
    expect(requests.filter((name) => name.includes('Subject'))).toEqual([]);
  });

  test.each([
    [
      'the text of a policy',
      ENFORCE.replace('pr-template: { close: true }', 'pr-template: { mode: off }'),
    ],
    ['a path of the default branch', '.github/other.yml'],
  ])('takes %s in place of the repository’s own', async (_, config) => {
    const here = await enforcingWorld(bundle);
    const other = ENFORCE.replace('pr-template: { close: true }', 'pr-template: { mode: off }');
    here.world.commitFile('.github/other.yml', other);
    await openBadPull(here);

    const { findings } = await here.run({ inputs: { config } });

    expect(findings.map(({ rule }) => rule)).toEqual(['pr-linked-issue']);
  });

  test('is red about findings only when asked', async () => {
    const here = await enforcingWorld(bundle);
    await openBadPull(here);

    const { exitCode } = await here.run({ inputs: { 'fail-on-findings': 'true' } });

    expect(exitCode).toBe(1);
  });

  test('waits a moment and asks again when GitHub stumbles', async () => {
    const here = await enforcingWorld(bundle);
    const pull = await openBadPull(here);
    here.world.faults.next('write', { kind: 'cut-after' });

    const { exitCode, outputs } = await here.run();

    expect({ exitCode, verdict: outputs['verdict'] }).toEqual({
      exitCode: 0,
      verdict: 'flagged',
    });
    expect(here.look(pull).notices).toBe(1);
  });
});
