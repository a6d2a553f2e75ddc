import { beforeAll, describe, expect, test } from 'vitest';
import type { Forge } from '../../src/forge/forge.ts';
import { onRealServers } from './support/given-servers.ts';
import { RealActs } from './support/pull-acts.ts';
import { siteOfFile } from './support/real-site.ts';
import { BOT } from './support/repository-acts.ts';

onRealServers((given) => {
  const site = siteOfFile(given);
  let forge: Forge;

  beforeAll(async () => {
    forge = await site().forge(await site().token(BOT));
  });

  describe.each([
    ['administers the repository', 'admin'],
    ['may only write', 'write'],
  ] as const)('what an account may is told to a bot that %s', (_, own) => {
    const open = { owner: 'octo', name: `open-to-${own}` };
    const closed = { owner: 'octo', name: `closed-to-${own}` };

    beforeAll(async () => {
      const acts = new RealActs(site());
      for (const repository of [open, closed]) {
        const permissions = { wes: 'write', rita: 'read', adam: 'admin', [BOT]: own } as const;
        await acts.repository({ ...repository, private: repository === closed, permissions });
      }
      await site().account('ann');
    });

    test.each([
      [open, 'octo', 'admin'],
      // Who cannot ask learns of nobody but the owner that they may do more than write.
      [open, 'adam', own],
      [open, 'wes', 'write'],
      [open, 'rita', 'read'],
      [open, 'ann', 'read'],
      [open, 'Wes', 'write'],
      [closed, 'wes', 'write'],
      [closed, 'rita', 'read'],
      [closed, 'ann', 'none'],
      [closed, 'nobody-of-this-name', 'none'],
    ] as const)('in %j %s has %s', async (repository, login, permission) => {
      expect(await forge.permissionOf(repository, login)).toBe(permission);
    });
  });

  test('teams are known where the bot is of the organisation, by name, in any letter case', async () => {
    const repository = { owner: 'acme', name: 'work' };
    await site().organisation('acme', 'octo');
    await site().account('wes');
    await site().account('ann');
    const admin = site().admin.as('octo');
    const units = { 'repo.code': 'read', 'repo.issues': 'write', 'repo.pulls': 'write' };
    for (const [name, members] of [
      ['Core', ['wes']],
      ['Core-Friends', ['ann', BOT]],
    ] as const) {
      const { id } = await admin.must<{ id: number }>('POST', 'orgs/acme/teams', {
        name,
        permission: 'write',
        units: Object.keys(units),
        units_map: units,
        includes_all_repositories: true,
      });
      for (const login of members) await admin.must('PUT', `teams/${id}/members/${login}`);
    }
    const isIn = (team: string, login: string): Promise<boolean> =>
      forge.isTeamMember(repository, team, login);

    expect({
      friend: await isIn('core-friends', 'ann'),
      stranger: await isIn('Core-Friends', 'wes'),
      unknown: await isIn('Nobody', 'wes'),
      elsewhere: await forge.isTeamMember({ owner: 'octo', name: 'x' }, 'Core', 'wes'),
    }).toEqual({ friend: true, stranger: false, unknown: false, elsewhere: false });
  });
});
