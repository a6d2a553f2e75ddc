import { describe, expect, test } from 'vitest';
import { Forbidden, ForgeUnavailable, RateLimited } from '../../src/forge/errors.ts';
import type { Fault } from '../support/forge-world/faults.ts';
import { LOOK, NOTHING_SPECIAL, NOTICE, type OpenForge, readingOf } from './opened-forge.ts';

type Row = [name: string, fault: Fault, error: new (...given: never[]) => Error];

const FAULTS: Row[] = [
  ['a quota that is used up', { kind: 'quota', seconds: 1200 }, RateLimited],
  ['a burst', { kind: 'burst', seconds: 90 }, RateLimited],
  ['a burst by its other name', { kind: 'burst', seconds: 90, status: 429 }, RateLimited],
  ['a missing permission', { kind: 'forbidden', needs: 'issues=write' }, Forbidden],
  ['an error of the server', { kind: 'broken', status: 500 }, ForgeUnavailable],
  ['a gateway without server', { kind: 'broken', status: 502 }, ForgeUnavailable],
  ['a server in maintenance', { kind: 'broken', status: 503 }, ForgeUnavailable],
  ['a server that stumbles', { kind: 'stumbled' }, ForgeUnavailable],
  ['a token that is not known', { kind: 'bad-token' }, Forbidden],
  ['a connection that ends', { kind: 'cut-before' }, ForgeUnavailable],
];

/** What goes wrong must be told apart, and never be repeated behind the caller's back. */
export function failureContract(open: OpenForge): void {
  describe('what goes wrong', () => {
    test.each(FAULTS)('with a read is told as such: %s', async (_, fault, error) => {
      const { world, forge } = await open();
      const pull = world.openPull();
      world.faults.next('read', fault);

      await expect(forge.readSubject(pull, NOTHING_SPECIAL)).rejects.toThrow(error);

      expect(world.requests.total).toBe(1);
      expect(await forge.readSubject(pull, NOTHING_SPECIAL)).toMatchObject({
        subject: { number: pull.number, state: 'open' },
      });
    });

    test.each(FAULTS)('with a write leaves nothing written: %s', async (_, fault, error) => {
      const opened = await open();
      const { world, forge } = opened;
      const pull = world.openPull();
      await readingOf(opened, pull);
      world.faults.next('write', fault);

      await expect(forge.write(pull, [{ do: 'post-notice', body: NOTICE }])).rejects.toThrow(error);

      expect(world.noticesOn(pull)).toEqual([]);
      expect(world.requests.writes).toBe(1);
    });

    test.each(FAULTS)(
      'with a check leaves the writes in front of it: %s',
      async (_, fault, error) => {
        const opened = await open();
        const { world, forge } = opened;
        const pull = world.openPull();
        const sha = world.subject(pull).pull?.headSha ?? '';
        world.makeLabel(pull, LOOK);
        await readingOf(opened, pull);
        world.faults.next('write', fault, { after: 1 });
        const check = { conclusion: 'neutral' as const, title: 'Soon', summary: '' };

        const writing = forge.write(pull, [
          { do: 'add-labels', labels: [LOOK] },
          { do: 'set-check', sha, check },
          { do: 'post-notice', body: NOTICE },
        ]);

        await expect(writing).rejects.toThrow(error);
        expect(world.labelsOn(pull)).toEqual([LOOK.name]);
        expect(world.checkOn(pull)).toBeUndefined();
        expect(world.noticesOn(pull)).toEqual([]);
      },
    );

    test.each([
      ['primary', { kind: 'quota', seconds: 1200 }, 1200],
      ['secondary', { kind: 'burst', seconds: 90 }, 90],
    ] as const)('says how long to wait for a %s limit', async (limit, fault, seconds) => {
      const { world, forge } = await open();
      const pull = world.openPull();
      world.faults.next('read', fault);

      const error: unknown = await forge
        .readSubject(pull, NOTHING_SPECIAL)
        .catch((thrown: unknown) => thrown);

      expect(error).toBeInstanceOf(RateLimited);
      const { limit: told, retryAt } = error as RateLimited;
      expect(told).toBe(limit);
      expect(Math.abs(retryAt - (world.clock.now() + seconds * 1000))).toBeLessThanOrEqual(1000);
    });

    test('behind a write whose answer is lost is not known to the caller', async () => {
      const opened = await open();
      const { world, forge } = opened;
      const pull = world.openPull();
      await readingOf(opened, pull);
      world.faults.next('write', { kind: 'cut-after' });

      const writing = forge.write(pull, [{ do: 'post-notice', body: NOTICE }]);

      await expect(writing).rejects.toThrow(ForgeUnavailable);
      expect(world.noticesOn(pull)).toMatchObject([{ body: NOTICE }]);
    });

    test('with a permission or a file is told, not taken for an absence', async () => {
      const { world, forge } = await open();
      const { owner, name } = world.repository();
      const asked = [
        () => forge.permissionOf({ owner, name }, 'octo'),
        () => forge.isTeamMember({ owner, name }, 'core', 'octo'),
        () => forge.readFile({ owner, name }, 'README.md'),
        () => forge.fileVersions({ owner, name }, 'README.md', 0),
        () => forge.readRepository({ owner, name }),
        () => forge.listRepositories()[Symbol.asyncIterator]().next(),
        () => forge.listOpen({ owner, name })[Symbol.asyncIterator]().next(),
      ];

      for (const ask of asked) {
        world.faults.next('read', { kind: 'broken' });
        await expect(ask()).rejects.toThrow(ForgeUnavailable);
      }
    });
  });
}
