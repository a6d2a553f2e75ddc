import { describe, expect, test } from 'vitest';
import { START } from '../support/forge-world/ground.ts';
import { MINUTE } from '../support/forge-world/state.ts';
import type { SteppedClock } from '../support/stepped-clock.ts';
import { collected, type OpenForge } from './opened-forge.ts';

const HERE = { owner: 'octo', name: 'hello' };

/** What lists must name, in which order. */
export function listContract(open: OpenForge): void {
  describe('lists', () => {
    test('name the subjects with a label, most recently updated first', async () => {
      const { world, forge } = await open();
      const clock = world.clock as SteppedClock;
      const pulls = Array.from({ length: 3 }, () => world.openPull());
      const issue = world.openIssue();
      const [one, two, three] = pulls as [(typeof pulls)[0], (typeof pulls)[0], (typeof pulls)[0]];
      for (const each of [three, issue, one, two]) {
        await clock.pass(MINUTE);
        world.label(each, 'needs:issue');
      }
      world.close(two);
      await clock.pass(MINUTE);
      const merged = world.openPull({ labels: ['needs:issue'] });
      world.merge(merged);

      const listed = await collected(forge.listLabelled(HERE, 'needs:issue', 'open'));
      const closed = await collected(forge.listLabelled(HERE, 'needs:issue', 'closed'));
      const others = await collected(forge.listLabelled(HERE, 'other', 'open'));

      expect(listed).toMatchObject([
        { number: one.number, kind: 'pull-request', updatedAt: START + 3 * MINUTE },
        { number: issue.number, kind: 'issue', updatedAt: START + 2 * MINUTE },
        { number: three.number, kind: 'pull-request', updatedAt: START + MINUTE },
      ]);
      expect(closed.map(({ number }) => number)).toEqual([merged.number, two.number]);
      expect(others).toEqual([]);
    });

    test('go through all pages of open subjects, each once', async () => {
      const { world, forge } = await open();
      const clock = world.clock as SteppedClock;
      for (let count = 0; count < 130; count += 1) {
        await clock.pass(MINUTE);
        if (count % 5 === 0) world.openIssue();
        else world.openPull();
      }
      world.merge({ ...HERE, number: 7 });

      const listed = await collected(forge.listOpen(HERE));

      const numbers = Array.from({ length: 130 }, (_, index) => 130 - index);
      expect(listed.map(({ number }) => number)).toEqual(numbers.filter((number) => number !== 7));
      expect(await collected(forge.listOpen({ owner: 'octo', name: 'gone' }))).toEqual([]);
    });

    test('name the repositories that the bot should look after', async () => {
      const { world, forge } = await open();
      for (let count = 0; count < 110; count += 1) world.repository({ name: `r${count}` });
      world.repository({ name: 'old', archived: true });
      world.repository({ name: 'foreign', installed: false });

      const listed = await collected(forge.listRepositories());

      expect(listed).toHaveLength(110);
      expect(listed.slice(0, 2)).toEqual([
        { owner: 'octo', name: 'r0' },
        { owner: 'octo', name: 'r1' },
      ]);
    });
  });
}
