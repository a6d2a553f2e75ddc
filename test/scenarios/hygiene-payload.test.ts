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

/** Nothing that has to be looked up: a payload alone can show that all is well. */
const TEMPLATE_ONLY = ENFORCE.replace(
  'pr-linked-issue: { close: true }',
  'pr-linked-issue: { mode: off }',
);

let folder: string;
let bundle: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'agent-run-hygiene-payload-'));
  bundle = await buildStep(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the payload of an event', () => {
  test('believes the payload of a pull request that was opened a moment ago', async () => {
    const here = await enforcingWorld(bundle, { config: TEMPLATE_ONLY });
    await here.clock.pass(MINUTE);
    here.world.openPull({ author: 'ann', body: GOOD_BODY });

    const { outputs, requests } = await here.run();

    expect(outputs['verdict']).toBe('ok');
    expect(requests).not.toContain('readSubject');
  });

  test('does not believe an old payload', async () => {
    const here = await enforcingWorld(bundle, { config: TEMPLATE_ONLY });
    await here.clock.pass(MINUTE);
    const pull = here.world.openPull({ author: 'ann', body: GOOD_BODY });
    const event = here.lastEvent();
    await here.clock.pass(5000);
    here.world.editBody(pull, BAD_BODY);
    await here.clock.pass(10 * MINUTE);

    const { outputs } = await here.run({ event });

    expect(outputs['verdict']).toBe('flagged');
    expect(here.look(pull).notices).toBe(1);
  });

  test.each([
    ['of an edit', false, {}],
    ['of a job that was started again', true, { GITHUB_RUN_ATTEMPT: '2' }],
  ])('reads in spite of the payload %s: another job may have posted', async (_, again, more) => {
    const here = await enforcingWorld(bundle, { config: TEMPLATE_ONLY });
    const pull = await openBadPull(here);
    const { world } = here;
    const first = here.lastEvent();
    // Fixed while the first job was about to write, which then cannot look again: the payload of the edit knows of no label.
    world.faults.next('write', {
      kind: 'meanwhile',
      happens: () => {
        world.editBody(pull, GOOD_BODY);
        world.faults.next('read', { kind: 'quota', seconds: 3600 });
      },
    });
    await here.run({ event: first });
    expect(here.look(pull).notices).toBe(1);
    const edited = here.lastEvent();
    const payload = { ...(edited.payload as object), ...(again ? { action: 'opened' } : {}) };

    const { outputs } = await here.run({ event: { ...edited, payload }, environment: more });

    expect(world.faults.unmet).toBe(0);
    expect(outputs['verdict']).toBe('ok');
    expect(here.look(pull).labels).toEqual([]);
  });
});

describe('with nothing to do, the hygiene step', () => {
  test('writes at most the check, in few requests and little time', async () => {
    const here = await enforcingWorld(bundle);
    await openBadPull(here);
    const event = here.lastEvent();
    await here.run({ event });

    const ends = await inTurn(3, () => here.run({ event }));

    for (const { actions, requests } of ends) {
      expect(actions.map((action) => action['do'])).toEqual(['set-check']);
      expect(requests.length).toBeLessThanOrEqual(6);
    }
    // The best of three: others work on this machine, too.
    expect(Math.min(...ends.map(({ took }) => took))).toBeLessThan(1500);
  });

  test('reads of a compliant new pull request only what the payload does not tell', async () => {
    const here = await enforcingWorld(bundle);
    await here.clock.pass(MINUTE);
    const pull = here.world.openPull({ author: 'ann', body: GOOD_BODY });

    const { outputs, actions, requests } = await here.run();

    expect(outputs['verdict']).toBe('ok');
    expect(actions.map((action) => action['do'])).toEqual(['set-check']);
    expect(here.look(pull)).toMatchObject({ notices: 0 });
    expect(requests.length).toBeLessThanOrEqual(5);
  });
});

async function inTurn<T>(times: number, work: () => Promise<T>): Promise<T[]> {
  const ends: T[] = [];
  for (let time = 0; time < times; time += 1) ends.push(await work());
  return ends;
}
