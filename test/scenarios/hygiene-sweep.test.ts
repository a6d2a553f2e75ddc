import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../support/forge-world/state.ts';
import { buildStep } from '../support/hygiene-job.ts';
import {
  BAD_BODY,
  ENFORCE,
  enforcingWorld,
  GOOD_BODY,
  openBadPull,
} from '../support/hygiene-story.ts';

const HOURLY = { 'sweep-every': '1h' };

let folder: string;
let bundle: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'agent-run-hygiene-sweep-'));
  bundle = await buildStep(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a sweep', () => {
  test('closes after the deadline that the notice names, and not a moment before', async () => {
    const here = await enforcingWorld(bundle);
    const pull = await openBadPull(here);
    await here.run({ inputs: HOURLY });
    // Flagged two minutes after twelve: two hours later, rounded up to the next sweep, is three o'clock.
    expect(here.world.noticesOn(pull)[0]?.body).toContain('22 November 2026, 15:00 UTC');

    await here.clock.pass(2 * HOUR + 57 * MINUTE);
    const early = await here.sweep();
    expect({ ...early.outputs, state: here.look(pull).state }).toMatchObject({
      verdict: 'swept',
      actions: '[]',
      state: 'open',
    });

    await here.clock.pass(2 * MINUTE);
    const { exitCode, outputs, actions, log, summary } = await here.sweep();

    expect({ exitCode, verdict: outputs['verdict'] }).toEqual({
      exitCode: 0,
      verdict: 'swept',
    });
    expect(actions.map((action) => action['do'])).toContain('close');
    expect(here.look(pull)).toMatchObject({ state: 'closed', notices: 1 });
    expect(log).toContain(`#${pull.number}: closed`);
    expect(summary).toContain('closed it');
    expect((await here.sweep()).outputs['actions']).toBe('[]');
  });

  test('resolves what was fixed while nobody looked', async () => {
    const here = await enforcingWorld(bundle);
    const pull = await openBadPull(here);
    await here.run({ inputs: HOURLY });
    await here.clock.pass(4 * HOUR);
    here.world.editBody(pull, GOOD_BODY);
    await here.clock.pass(MINUTE);

    await here.sweep();

    expect(here.look(pull)).toEqual({ state: 'open', labels: [], notices: 1 });
  });

  test('closes nothing without `sweep-every`, and says why', async () => {
    const here = await enforcingWorld(bundle);
    const pull = await openBadPull(here);
    await here.run();
    await here.clock.pass(48 * HOUR);

    const { log } = await here.run({ event: { name: 'schedule', payload: {} } });

    expect(here.look(pull).state).toBe('open');
    expect(log).toContain('`sweep-every` does not say');
  });

  test('does not close what only a forged block says was due: the account is shared', async () => {
    const here = await enforcingWorld(bundle);
    const pull = await openBadPull(here);
    await here.run({ inputs: HOURLY });
    const [notice] = here.world.noticesOn(pull);
    await here.clock.pass(4 * HOUR);
    here.world.deleteComment(notice?.id ?? '', { by: 'octo' });
    // Another workflow copies the old notice, with its deadline of an hour ago, into a new comment.
    here.world.comment(pull, notice?.body ?? '', { by: here.world.bot });

    await here.sweep();

    expect(here.look(pull).state).toBe('open');
  });

  test('finds what no event told of, when asked', async () => {
    const here = await enforcingWorld(bundle);
    const missed = await openBadPull(here);
    await here.clock.pass(HOUR);

    await here.sweep();
    expect(here.look(missed).notices).toBe(0);
    await here.sweep({ 'sweep-recent': '30m' });
    expect(here.look(missed).notices).toBe(0);
    await here.sweep({ 'sweep-recent': '2h' });

    expect(here.look(missed).notices).toBe(1);
  });

  test('looks at so many, and the next one at the others', async () => {
    const here = await enforcingWorld(bundle);
    const pulls = [];
    for (let count = 0; count < 5; count += 1) {
      pulls.push(await openBadPull(here));
      await here.run({ inputs: HOURLY });
    }
    await here.clock.pass(4 * HOUR);

    const first = await here.sweep({ 'sweep-limit': '3' });
    expect(first.outputs['verdict']).toBe('partly-swept');
    expect(first.log).toContain('Left for the next sweep: 2');
    expect(pulls.filter((pull) => here.look(pull).state === 'closed')).toHaveLength(3);
    await here.clock.pass(HOUR);
    await here.sweep({ 'sweep-limit': '3' });

    expect(pulls.filter((pull) => here.look(pull).state === 'open')).toEqual([]);
  });

  test('stops when the quota is used up, and says until when', async () => {
    const here = await enforcingWorld(bundle);
    for (let count = 0; count < 3; count += 1) {
      await openBadPull(here);
      await here.run({ inputs: HOURLY });
    }
    await here.clock.pass(4 * HOUR);
    // Behind the policy, its files and the first list.
    here.world.faults.next('read', { kind: 'quota', seconds: 1800 }, { after: 6 });

    const { exitCode, outputs, log, took } = await here.sweep();

    expect({ exitCode, verdict: outputs['verdict'] }).toEqual({
      exitCode: 0,
      verdict: 'partly-swept',
    });
    expect(log).toContain('the quota of the token is used up until');
    expect(took).toBeLessThan(10_000);
    expect(here.world.faults.unmet).toBe(0);
  });

  test('that has no quota left from the start is put off, and not red', async () => {
    const here = await enforcingWorld(bundle);
    await openBadPull(here);
    here.world.faults.next('read', { kind: 'quota', seconds: 1800 });

    const { exitCode, outputs, log } = await here.sweep();

    expect({ exitCode, verdict: outputs['verdict'] }).toEqual({
      exitCode: 0,
      verdict: 'partly-swept',
    });
    expect(log).toContain('The next sweep makes up for it');
  });

  test('asks again where the forge stumbles', async () => {
    const here = await enforcingWorld(bundle);
    for (let count = 0; count < 2; count += 1) {
      await openBadPull(here);
      await here.run({ inputs: HOURLY });
    }
    await here.clock.pass(4 * HOUR);
    here.world.faults.next('write', { kind: 'broken' });

    const { exitCode, outputs } = await here.sweep();

    expect({ exitCode, verdict: outputs['verdict'] }).toEqual({ exitCode: 0, verdict: 'swept' });
    expect(here.world.subjectsOf(here.world.home()).map(({ state }) => state)).toEqual([
      'open',
      'closed',
      'closed',
    ]);
  });

  test('leaves the quiet ones alone: one request each, and no check again', async () => {
    const here = await enforcingWorld(bundle);
    await openBadPull(here);
    await here.run({ inputs: HOURLY });
    await here.clock.pass(MINUTE);

    const { actions, requests } = await here.sweep();

    expect(actions).toEqual([]);
    expect(requests.filter((name) => name === 'readSubject')).toHaveLength(1);
    expect(requests.filter((name) => name.startsWith('POST'))).toEqual([]);
  });

  test('by hand looks at the one that was named', async () => {
    const here = await enforcingWorld(bundle);
    const [one, other] = [await openBadPull(here), await openBadPull(here)];
    const event = { name: 'workflow_dispatch', payload: { inputs: {} } };

    const { outputs } = await here.run({
      event,
      inputs: { ...HOURLY, number: String(other.number) },
    });

    expect(outputs['verdict']).toBe('flagged');
    expect([here.look(one).notices, here.look(other).notices]).toEqual([0, 1]);
  });

  test('in a dry run tells what it would close, and closes nothing', async () => {
    const here = await enforcingWorld(bundle);
    const pull = await openBadPull(here);
    await here.run({ inputs: HOURLY });
    await here.clock.pass(4 * HOUR);
    const before = here.world.writes.length;

    const { actions, log } = await here.sweep({ 'dry-run': 'true' });

    expect(actions.map((action) => action['do'])).toContain('close');
    expect(log).toContain('would have closed it');
    expect(here.look(pull).state).toBe('open');
    expect(here.world.writes.length).toBe(before);
  });
});

describe('a push', () => {
  test('to the default branch tells the mistakes of the policy, and touches nobody', async () => {
    const here = await enforcingWorld(bundle, { config: `${ENFORCE}moode: enforce\n` });
    here.world.openPull({ author: 'ann', body: BAD_BODY });

    const { exitCode, outputs, findings, log } = await here.run({
      event: pushed('refs/heads/main'),
    });

    expect({ exitCode, verdict: outputs['verdict'] }).toEqual({
      exitCode: 0,
      verdict: 'config-broken',
    });
    expect(findings).toContainEqual(expect.objectContaining({ key: 'moode' }));
    expect(log).toContain('::warning title=hygiene::');
    expect(here.world.writes).toEqual([]);
  });

  test.each([
    ['refs/heads/main', 'config-ok'],
    ['refs/heads/other', 'ignored'],
    ['refs/tags/main', 'ignored'],
  ])('to %s is %s', async (ref, verdict) => {
    const here = await enforcingWorld(bundle);

    const { exitCode, outputs } = await here.run({ event: pushed(ref) });

    expect({ exitCode, verdict: outputs['verdict'] }).toEqual({ exitCode: 0, verdict });
  });
});

function pushed(ref: string): { name: string; payload: unknown } {
  return {
    name: 'push',
    payload: { ref, repository: { full_name: 'octo/hello', default_branch: 'main' } },
  };
}
