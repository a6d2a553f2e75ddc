import { describe, expect, test } from 'vitest';
import { SECOND } from '../support/forge-world/state.ts';
import type { SteppedClock } from '../support/stepped-clock.ts';
import { type OpenForge, readingOf } from './opened-forge.ts';

const HERE = { owner: 'octo', name: 'hello' };

/** What a read must tell of issues that a pull request names, and of the people around it. */
export function referenceContract(open: OpenForge): void {
  describe('references', () => {
    test('are found out to be an issue, closed, a pull request, elsewhere or nothing', async () => {
      const opened = await open();
      const { world } = opened;
      world.repository(HERE);
      const other = world.repository({ owner: 'acme', name: 'lib', installed: false });
      const secret = world.repository({ name: 'secret', private: true, installed: false });
      const issue = world.openIssue();
      world.assign(issue, 'mia');
      const closed = world.openIssue();
      world.close(closed);
      const elsewhere = world.openIssue({ repository: other });
      const hidden = world.openIssue({ repository: secret });
      const pull = world.openPull();
      const absent = { ...HERE, number: 77 };
      const nowhere = { owner: 'nobody', name: 'nothing', number: 1 };
      const impossible = { ...HERE, number: 2 ** 40 };
      const references = [issue, closed, pull, elsewhere, hidden, absent, nowhere, impossible];

      const reading = await readingOf(opened, pull, { references });

      expect(reading.references).toEqual([
        { ...issue, kind: 'issue', open: true, assignees: ['mia'] },
        { ...closed, kind: 'issue', open: false, assignees: [] },
        { ...pull, kind: 'pull-request', open: true, assignees: [] },
        { ...elsewhere, kind: 'issue', open: true, assignees: [] },
        { ...hidden, kind: 'absent' },
        { ...absent, kind: 'absent' },
        { ...nowhere, kind: 'absent' },
        { ...impossible, kind: 'absent' },
      ]);
    });

    test('may be 120, each answered in its place', async () => {
      const opened = await open();
      const { world } = opened;
      const issue = world.openIssue();
      const pull = world.openPull();
      const references = Array.from({ length: 120 }, (_, index) => ({
        ...HERE,
        number: 120 - index,
      }));

      const reading = await readingOf(opened, pull, { references });

      expect(reading.references.map(({ number }) => number)).toEqual(
        references.map(({ number }) => number),
      );
      expect(reading.references.filter(({ kind }) => kind === 'absent')).toHaveLength(118);
      expect(reading.references.at(-1)).toMatchObject({ ...issue, kind: 'issue' });
    });

    test('by keyword show late, those by hand at once and as such', async () => {
      const opened = await open({ linkLag: 12 * SECOND });
      const { world } = opened;
      const clock = world.clock as SteppedClock;
      const [typed, linked] = [world.openIssue(), world.openIssue()];
      const pull = world.openPull({ body: `Fixes #${typed.number}` });
      world.linkManually(pull, linked);
      const early = await readingOf(opened, pull);
      await clock.pass(12 * SECOND);

      const late = await readingOf(opened, pull);

      expect(early.closing).toEqual([{ ...linked, manual: true }]);
      expect(late.closing).toEqual([
        { ...typed, manual: false },
        { ...linked, manual: true },
      ]);
    });

    test('by keyword do not show when the base is not the default branch', async () => {
      const opened = await open();
      const { world } = opened;
      const issue = world.openIssue();
      const pull = world.openPull({ body: `Fixes #${issue.number}`, base: 'v1' });

      const { closing } = await readingOf(opened, pull);

      expect(closing).toEqual(
        opened.forge.abilities.closesOnlyFromDefaultBranch ? [] : [{ ...issue, manual: false }],
      );
    });
  });

  describe('people', () => {
    test.each([
      ['octo', 'admin'],
      ['mona', 'maintain'],
      ['wim', 'write'],
      ['tom', 'triage'],
      ['WIM', 'write'],
      ['ann', 'read'],
      ['nobody-at-all', 'none'],
    ] as const)('%s has %s permission in a public repository', async (login, permission) => {
      const { world, forge } = await open();
      world.permit('mona', 'maintain');
      world.permit('wim', 'write');
      world.permit('tom', 'triage');
      world.account('ann');

      expect(await forge.permissionOf(HERE, login)).toBe(permission);
    });

    test('outsiders have no permission in a private repository', async () => {
      const { world, forge } = await open();
      const secret = world.repository({ name: 'secret', private: true });
      world.account('ann');

      expect(await forge.permissionOf(secret, 'ann')).toBe('none');
    });

    test('are told with the read of a subject, as far as it can, just as when asked for alone', async () => {
      const opened = await open();
      const { world, forge } = opened;
      world.permit('wim', 'write');
      world.permit('wim-2', 'admin');
      world.permit('tom', 'triage');
      const pull = world.openPull({ author: 'ann' });
      const logins = ['wim', 'tom', 'ann', 'octo'];

      const { permissions } = await readingOf(opened, pull, { permissionsOf: logins });

      const alone = await Promise.all(
        [...permissions.keys()].map(async (login) => [
          login,
          await forge.permissionOf(HERE, login),
        ]),
      );
      expect([...permissions]).toEqual(alone);
      expect(logins).toEqual(expect.arrayContaining([...permissions.keys()]));
    });

    test.each([
      ['a member', 'core', 'mia', true],
      ['somebody else', 'core', 'ann', false],
      ['a member of a team that is hidden', 'ghosts', 'mia', false],
      ['anybody in a team that does not exist', 'none', 'mia', false],
    ])('%s is told from the team', async (_, team, login, isMember) => {
      const { world, forge } = await open();
      world.team('core', ['mia']);
      world.team('ghosts', ['mia'], { hidden: true });
      world.account('ann');

      expect(await forge.isTeamMember(HERE, team, login)).toBe(isMember);
    });
  });
}
