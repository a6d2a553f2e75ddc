import { beforeEach, describe, expect, test } from 'vitest';
import type { SubjectRef } from '../../src/forge/model.ts';
import { createMemory } from '../../src/hygiene/memory.ts';
import { builtInNotices } from '../../src/hygiene/notice-files.ts';
import type { World } from '../../src/hygiene/observe.ts';
import { createPolicies } from '../../src/hygiene/policies.ts';
import { reconcile } from '../../src/hygiene/reconcile.ts';
import {
  openedForgejo,
  openedGitea,
  type OpenedGitea,
} from '../support/forge-world/gitea/opened-gitea.ts';
import { HOUR, MINUTE } from '../support/forge-world/state.ts';
import { subjectView } from '../support/forge-world/subject-view.ts';
import type { SteppedClock } from '../support/stepped-clock.ts';
import { collected } from './opened-forge.ts';

const TEMPLATE = '## What\n\n<!-- what it changes -->\n\n## Why\n\n<!-- why -->\n';
const GOOD_BODY = '## What\n\nThe parser reads empty files.\n\n## Why\n\nIt crashed.\n\nFixes #1\n';
const BAD_BODY = 'Please merge this.';
const ENFORCE = [
  'version: 1',
  'mode: enforce',
  'since: 2020-01-01',
  'grace: { period: 2h, remind_before: 0 }',
  'rules: { pr-template: { close: true }, pr-linked-issue: { close: true } }',
].join('\n');

/** One look at a subject: itself, its comments, its timeline, and the empty page that ends this. */
const LOOK = [
  'GET repos/*/*/pulls/*',
  'GET repos/*/*/issues/*/comments',
  'GET repos/*/*/issues/*/timeline',
  'GET repos/*/*/issues/*/timeline',
];
const LABEL = 'POST repos/*/*/issues/*/labels';
const UNLABEL = 'DELETE repos/*/*/issues/*/labels/*';
const POST = 'POST repos/*/*/issues/*/comments';
const EDIT = 'PATCH repos/*/*/issues/comments/*';
const STATUS = 'POST repos/*/*/statuses/*';
const CLOSE = 'PATCH repos/*/*/pulls/*';

describe.each([
  ['gitea', openedGitea],
  ['forgejo', openedForgejo],
] as const)('the budget on %s of', (kind, open) => {
  let opened: OpenedGitea;
  let engine: World;
  let clock: SteppedClock;

  /** A repository whose policy, labels and people are known by now, as they are all but once in ten minutes. */
  beforeEach(async () => {
    opened = await open();
    const { world, forge } = opened;
    clock = world.clock as SteppedClock;
    const memory = createMemory();
    const policies = createPolicies({ forge, clock, builtInNotices: builtInNotices() });
    engine = { forge, policies, memory, clock };
    world.repository({
      files: { [`.${kind}/hygiene.yml`]: ENFORCE, 'PULL_REQUEST_TEMPLATE.md': TEMPLATE },
    });
    world.openIssue({ author: 'max' });
    await clock.pass(MINUTE);
    const first = world.openPull({ author: 'ann', body: BAD_BODY });
    await clock.pass(2 * MINUTE);
    await reconcile(first, { reason: 'event' }, engine);
    world.requests.forget();
  });

  async function bad(): Promise<SubjectRef> {
    const pull = opened.world.openPull({ author: 'ann', body: BAD_BODY });
    await clock.pass(2 * MINUTE);
    return pull;
  }

  /** What a look costs, by the names of its requests in their order; reads of one look come side by side. */
  async function requestsOf(pull: SubjectRef, hinted = false): Promise<string[]> {
    const { world } = opened;
    world.requests.forget();
    const hint = subjectView(world, world.subject(pull));
    await reconcile(pull, { reason: 'event', ...(hinted ? { hint } : {}) }, engine);
    return world.requests.entries.map(({ name }) => name);
  }

  test('a compliant pull request that was just opened is one request to see its issue, and the status', async () => {
    const pull = opened.world.openPull({ author: 'ann', body: GOOD_BODY });
    const second = opened.world.openPull({ author: 'bob', body: GOOD_BODY });

    const first = await requestsOf(pull, true);

    expect(first.filter((name) => !LOOK.includes(name))).toEqual([
      'GET repos/*/*/issues/*',
      STATUS,
    ]);
    expect(await requestsOf(second, true)).toEqual([STATUS]);
  });

  test('a push to a compliant pull request is the status of the new commit', async () => {
    const pull = opened.world.openPull({ author: 'ann', body: GOOD_BODY });
    await requestsOf(pull, true);
    await clock.pass(MINUTE);
    opened.world.push(pull);

    expect(await requestsOf(pull, true)).toEqual([STATUS]);
  });

  test('a bad pull request is a look and three writes', async () => {
    const pull = await bad();

    expect(await requestsOf(pull)).toEqual([...LOOK, POST, LABEL, STATUS]);
  });

  test('the same failures again are a look', async () => {
    const pull = await bad();
    await requestsOf(pull);

    expect(await requestsOf(pull)).toEqual(LOOK);
  });

  test('a fix is a look, its issue, and three writes', async () => {
    const pull = await bad();
    await requestsOf(pull);
    opened.world.editBody(pull, GOOD_BODY);
    const labels = opened.world.labelsOn(pull).length;

    const requests = await requestsOf(pull);

    expect(requests.filter((name) => name.startsWith('GET')).length).toBeLessThanOrEqual(9);
    expect(requests.filter((name) => !name.startsWith('GET'))).toEqual(
      expect.arrayContaining([EDIT, STATUS, ...Array<string>(labels).fill(UNLABEL)]),
    );
    expect(requests.filter((name) => !name.startsWith('GET'))).toHaveLength(2 + labels);
  });

  test('a deadline is a look, the words and the closing', async () => {
    const pull = await bad();
    await requestsOf(pull);
    await clock.pass(2 * HOUR + MINUTE);
    await engine.policies.of(pull);

    const requests = await requestsOf(pull);

    expect(opened.world.stateOf(pull)).toBe('closed');
    expect(requests.filter((name) => !name.startsWith('GET'))).toEqual([EDIT, CLOSE]);
    expect(requests.filter((name) => LOOK.includes(name))).toEqual(LOOK);
  });

  test.each([1, 50, 51, 120])(
    'a sweep of %i flagged subjects is a list of 50 at once',
    async (n) => {
      const { world, forge } = opened;
      world.makeLabel(world.home(), { name: 'flagged', color: 'd93f0b', description: '' });
      for (let count = 0; count < n; count += 1) world.openPull({ labels: ['flagged'] });

      const listed = await collected(forge.listLabelled(world.home(), 'flagged', 'open'));

      expect(listed).toHaveLength(n);
      expect(world.requests.total).toBe(Math.ceil(n / 50));
    },
  );

  test('a policy is the repository, its tree, a request for each file, and places of the owner', async () => {
    const { world, forge } = opened;

    await forge.readRepository(world.home());

    expect(world.requests.entries.map(({ name }) => name).toSorted()).toEqual([
      'GET repos/*/*',
      'GET repos/*/*/commits',
      ...Array<string>(5).fill('GET repos/*/*/contents/**'),
      'GET repos/*/*/git/trees/*',
    ]);
  });
});
