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

const SUBJECT = 'GET repos/*/*/pulls/*';

/**
 * One look at a subject: itself and its timeline, where that has pages with the empty one that ends it. Nothing of it can be
 * remembered: what a person did since the last look, a command or a review, decides whether the bot may close.
 */
const LOOKS = {
  gitea: [SUBJECT, 'GET repos/*/*/issues/*/timeline', 'GET repos/*/*/issues/*/timeline'],
  forgejo: [SUBJECT, 'GET repos/*/*/issues/*/timeline'],
};
const ISSUE = 'GET repos/*/*/issues/*';
const PERMISSION = 'GET repos/*/*/collaborators/*/permission';
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
  const LOOK = LOOKS[kind];
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

  test('a fix is a look, its issue, the words, each label and the status', async () => {
    const pull = await bad();
    await requestsOf(pull);
    opened.world.editBody(pull, GOOD_BODY);
    const labels = opened.world.labelsOn(pull);

    const requests = await requestsOf(pull, true);

    expect(labels).toHaveLength(2);
    expect(requests).toEqual([...LOOK, ISSUE, EDIT, UNLABEL, UNLABEL, STATUS]);
  });

  test('a deadline is a look, what the author may do by now, the words and the closing', async () => {
    const pull = await bad();
    await requestsOf(pull);
    await clock.pass(2 * HOUR + MINUTE);
    await engine.policies.of(pull);

    const requests = await requestsOf(pull);

    expect(opened.world.stateOf(pull)).toBe('closed');
    expect(requests).toEqual([...LOOK, PERMISSION, EDIT, CLOSE]);
  });

  test('a conversation of more than a page is asked for at once where the timeline is cut', async () => {
    const pull = await bad();
    for (let count = 0; count < 60; count += 1) opened.world.comment(pull, 'Hm', { by: 'ann' });
    const page = 'GET repos/*/*/issues/*/timeline';
    const cut = [SUBJECT, page, page, page, 'GET repos/*/*/issues/*/comments'];

    const requests = await requestsOf(pull);

    expect(requests).toEqual([...(kind === 'gitea' ? cut : LOOK), POST, LABEL, STATUS]);
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

  test('a policy that no commit has changed is the repository, its tree, and places of the owner', async () => {
    const { world, forge } = opened;
    const before = await forge.readRepository(world.home());
    world.requests.forget();

    expect(await forge.readRepository(world.home())).toEqual(before);

    expect(world.requests.entries.map(({ name }) => name).toSorted()).toEqual([
      'GET repos/*/*',
      ...Array<string>(3).fill('GET repos/*/*/contents/**'),
      'GET repos/*/*/git/trees/*',
    ]);
  });

  test('a policy is the repository, its tree, a request for each file, and places of the owner', async () => {
    const { world, forge } = opened;
    world.commitFile('PULL_REQUEST_TEMPLATE.md', `${TEMPLATE}\n## How\n`);

    await forge.readRepository(world.home());

    expect(world.requests.entries.map(({ name }) => name).toSorted()).toEqual([
      'GET repos/*/*',
      'GET repos/*/*/commits',
      ...Array<string>(5).fill('GET repos/*/*/contents/**'),
      'GET repos/*/*/git/trees/*',
    ]);
  });
});
