import { expect, test } from 'vitest';
import { ForgeUnavailable } from '../../../src/forge/errors.ts';
import { giteaWire } from './gitea-wire.ts';
import { ANN } from './subject-answers.ts';

const wire = giteaWire();
const HERE = { owner: 'octo', name: 'hello' };
const REPO = 'repos/octo/hello';
const ASKED = `${REPO}/collaborators/ann/permission`;
const FORBIDDEN = { message: 'Only admins can query all permissions' };

const ask = async (login = 'ann'): Promise<string> => wire().forge().permissionOf(HERE, login);

test.each([
  ['owner', 'admin'],
  ['admin', 'admin'],
  ['write', 'write'],
  ['read', 'read'],
  ['none', 'none'],
  ['sovereign', 'none'],
])('%s is %s', async (permission, told) => {
  wire().on('GET', ASKED, 200, { permission, role_name: permission, user: ANN });

  expect(await ask()).toBe(told);
});

test('an account that does not exist, or has no name, has none', async () => {
  wire().on('GET', ASKED, 404);

  expect([await ask(), await ask('')]).toEqual(['none', 'none']);
});

test('where it is not told, whoever can be assigned may write', async () => {
  wire()
    .on('GET', ASKED, 403, FORBIDDEN)
    .on('GET', `${REPO}/assignees`, 200, [null, { ...ANN, login: 'Ann' }]);

  expect(await ask()).toBe('write');
  expect(wire().debugged).toHaveLength(1);
});

test.each([
  [204, 'read'],
  [404, 'none'],
  [422, 'none'],
])('in a private repository %i says that somebody has %s', async (status, told) => {
  wire()
    .on('GET', ASKED, 403, FORBIDDEN)
    .on('GET', `${REPO}/assignees`, 200, 'null')
    .on('GET', REPO, 200, { name: 'hello', owner: { login: 'octo' }, html_url: '', private: true })
    .on('GET', `${REPO}/collaborators/ann`, status);

  expect(await ask()).toBe(told);
});

test('a server that fails is not taken for a missing permission', async () => {
  wire().on('GET', ASKED, 403, FORBIDDEN).on('GET', `${REPO}/assignees`, 502);

  await expect(ask()).rejects.toThrow(ForgeUnavailable);
});

const SEARCH = 'orgs/octo/teams/search?q=core&limit=50';
const TEAMS = {
  ok: true,
  data: [
    { id: 4, name: 'core-friends' },
    { id: 5, name: 'Core' },
  ],
};

test('a team is found by its name among those that resemble it, and once', async () => {
  const forge = wire().forge();
  wire()
    .on('GET', SEARCH, 200, TEAMS)
    .on('GET', 'teams/5/members/ann', 200, ANN)
    .on('GET', 'teams/5/members/bob', 404);

  expect(await forge.isTeamMember(HERE, 'core', 'ann')).toBe(true);
  expect(await forge.isTeamMember(HERE, 'core', 'bob')).toBe(false);
});

test('a team that lost its members may be another one by now', async () => {
  const forge = wire().forge();
  const renewed = { ok: true, data: [{ id: 6, name: 'core' }] };
  wire()
    .on('GET', SEARCH, 200, TEAMS)
    .on('GET', 'teams/5/members/ann', 404)
    .on('GET', SEARCH, 200, renewed)
    .on('GET', 'teams/6/members/ann', 200, ANN);

  expect(await forge.isTeamMember(HERE, 'core', 'ann')).toBe(false);
  expect(await forge.isTeamMember(HERE, 'core', 'ann')).toBe(true);
});

test.each([
  [200, { ok: true, data: null }],
  [200, { ok: true, data: [{ id: 4, name: 'core-friends' }] }],
  [403, { message: 'Must be an organization member' }],
  [404, {}],
])('nobody is in a team that is not told: %i %j', async (status, body) => {
  wire().on('GET', SEARCH, status, body);

  expect(await wire().forge().isTeamMember(HERE, 'core', 'ann')).toBe(false);
});

test('members that are hidden are none', async () => {
  wire().on('GET', SEARCH, 200, TEAMS).on('GET', 'teams/5/members/ann', 403, {});

  expect(await wire().forge().isTeamMember(HERE, 'core', 'ann')).toBe(false);
});
