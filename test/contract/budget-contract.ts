import { describe, expect, test } from 'vitest';
import type { SubjectRef } from '../../src/forge/model.ts';
import { LOOK, NOTICE, type OpenedForge, type OpenForge, readingOf } from './opened-forge.ts';

type Row = [
  name: string,
  reads: number,
  writes: number,
  story: (opened: OpenedForge, pull: SubjectRef) => Promise<unknown>,
];

const CHECK = { conclusion: 'failure' as const, title: 'Missing', summary: '' };

/** What each event costs where one request can do several things; in another forge the numbers are others. */
const ROWS: Row[] = [
  [
    'looking',
    1,
    0,
    (opened, pull) => readingOf(opened, pull, { permissionsOf: ['ann'], references: [pull] }),
  ],
  [
    'flagging, with a label that exists',
    1,
    2,
    async (opened, pull) => {
      const { world, forge } = opened;
      world.makeLabel(pull, LOOK);
      await readingOf(opened, pull);
      const sha = world.subject(pull).pull?.headSha ?? '';
      await forge.write(pull, [
        { do: 'add-labels', labels: [LOOK] },
        { do: 'post-notice', body: NOTICE },
        { do: 'set-check', sha, check: CHECK },
      ]);
    },
  ],
  [
    'labelling for the first time ever',
    2,
    2,
    async (opened, pull) => {
      await readingOf(opened, pull);
      await opened.forge.write(pull, [{ do: 'add-labels', labels: [LOOK] }]);
    },
  ],
  [
    'closing',
    1,
    1,
    async (opened, pull) => {
      const notice = opened.world.comment(pull, NOTICE, { by: opened.world.bot });
      const { ownNotices } = await readingOf(opened, pull);
      const comment = ownNotices[0]?.id ?? notice.id;
      await opened.forge.write(pull, [
        { do: 'edit-notice', comment, body: `${NOTICE} Closed.` },
        { do: 'close' },
      ]);
    },
  ],
  ['writing nothing', 0, 0, ({ forge }, pull) => forge.write(pull, [])],
  [
    'a subject with 150 comments',
    2,
    0,
    async (opened, pull) => {
      for (let count = 0; count < 150; count += 1) opened.world.comment(pull, 'Hm', { by: 'ann' });
      await readingOf(opened, pull);
    },
  ],
  ['a repository without a config', 1, 0, ({ forge }, pull) => forge.readRepository(pull)],
  [
    'a repository with a config',
    2,
    0,
    ({ forge, world }, pull) => {
      world.commitFile('.github/hygiene.yml', 'mode: warn');
      return forge.readRepository(pull);
    },
  ],
  ['a list', 1, 0, ({ forge }, pull) => forge.listOpen(pull)[Symbol.asyncIterator]().next()],
];

/** What requests a story may cost, so that the fake can stand for the adapter in tests of budgets. */
export function budgetContract(open: OpenForge): void {
  describe('the budget of', () => {
    test.each(ROWS)('%s is %i reads and %i writes', async (_, reads, writes, story) => {
      const opened = await open();
      const pull = opened.world.openPull({ author: 'ann' });
      opened.world.requests.forget();

      await story(opened, pull);

      const { requests } = opened.world;
      const told = { reads: requests.reads, writes: requests.writes, requests: String(requests) };
      expect(told).toMatchObject({ reads, writes });
    });
  });
}
