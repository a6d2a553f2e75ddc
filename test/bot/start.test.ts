import { describe, expect, test } from 'vitest';
import { BAD, botWorld, GOOD } from '../support/bot-world.ts';

const SECOND = 1000;
const HOUR = 3_600_000;

describe('a pull request that ignores the template', () => {
  test('is flagged, closed when its time is up, and reopened when it is fixed', async () => {
    const here = await botWorld();
    here.strictRepository();
    await here.startBot();
    const pull = here.world.openPull({ author: 'ann', title: 'fix(run): wait', body: BAD });

    await here.deliver();
    await here.pass(30 * SECOND);

    const told = here.world.noticesOn(pull).map(({ body }) => body);
    expect(told.join()).toContain('Issue for this PR');
    expect(here.world.labelsOn(pull)).toContain('needs:compliance');
    expect(here.world.stateOf(pull)).toBe('open');

    await here.pass(2 * HOUR - 60 * SECOND);
    expect(here.world.stateOf(pull)).toBe('open');
    await here.pass(60 * SECOND);
    expect(here.world.stateOf(pull)).toBe('closed');

    here.world.editBody(pull, GOOD);
    await here.deliver();
    await here.pass(30 * SECOND);
    expect(here.world.stateOf(pull)).toBe('open');
    expect(here.world.labelsOn(pull)).toEqual([]);
  });

  test.each([
    ['three times', { times: 3 }],
    ['backwards', { reversed: true }],
  ])('gets one notice for deliveries that come %s', async (_, how) => {
    const here = await botWorld();
    here.strictRepository();
    await here.startBot();
    const pull = here.world.openPull({ author: 'ann', title: 'fix: wait', body: 'x' });
    here.world.editBody(pull, BAD);
    here.world.label(pull, 'bug');

    await here.deliver(how);
    await here.pass(30 * SECOND);
    const notices = here.world.noticesOn(pull).length;
    await here.deliver(how);
    await here.pass(30 * SECOND);

    expect(here.world.writesOn(pull).filter(({ do: what }) => what === 'post-notice')).toHaveLength(
      notices,
    );
    expect(notices).toBeGreaterThan(0);
    expect(here.world.noticesOn(pull)).toHaveLength(notices);
  });

  test('is left alone by our own doings', async () => {
    const here = await botWorld();
    here.strictRepository();
    await here.startBot();
    here.world.openPull({ author: 'ann', title: 'fix: wait', body: BAD });
    await here.deliver();
    await here.pass(30 * SECOND);
    const requests = here.world.requests.total;

    await here.deliver();
    await here.pass(30 * SECOND);

    expect(here.world.requests.total).toBe(requests);
  });

  test('is looked at again when the template changes', async () => {
    const here = await botWorld();
    here.strictRepository();
    await here.startBot();
    const pull = here.world.openPull({ author: 'ann', title: 'fix: wait', body: BAD });
    await here.deliver();
    await here.pass(30 * SECOND);
    expect(here.world.labelsOn(pull)).toContain('needs:compliance');

    here.world.commitFiles({ '.github/pull_request_template.md': '## Problem\n\n## Fix\n' });
    await here.deliver();
    await here.pass(30 * SECOND);

    expect(here.world.labelsOn(pull)).not.toContain('needs:compliance');
  });
});

describe('a command', () => {
  test('is carried out', async () => {
    const here = await botWorld();
    here.strictRepository();
    here.world.permit('max', 'write');
    await here.startBot();
    const pull = here.world.openPull({ author: 'ann', title: 'fix: wait', body: BAD });
    await here.deliver();
    await here.pass(30 * SECOND);

    here.world.comment(pull, '/hygiene exempt it is fine', { by: 'max' });
    await here.deliver();
    await here.pass(2 * HOUR);

    expect(here.world.stateOf(pull)).toBe('open');
    expect(here.world.labelsOn(pull)).toContain('hygiene:exempt');
  });
});
