import { expect, test } from 'vitest';
import { Forbidden, UnexpectedAnswer } from '../../../src/forge/errors.ts';
import { connectGitea } from '../../../src/forge/gitea/gitea-forge.ts';
import { agedServer, probeGitea, serverOf } from '../../../src/forge/gitea/version.ts';
import { BASE, giteaWire, TOKEN } from './gitea-wire.ts';

const wire = giteaWire();
const connection = () => ({ baseUrl: BASE, token: TOKEN, clock: wire().clock });

test.each([
  ['1.26.1', 'gitea', 1, 26],
  ['1.25.0+dev-12-gabcdef', 'gitea', 1, 25],
  ['v1.27.0-rc0', 'gitea', 1, 27],
  ['development', 'gitea', 0, 0],
  ['15.0.3+gitea-1.22.0', 'forgejo', 15, 0],
  ['11.0.7-1-abc+gitea-1.22.0', 'forgejo', 11, 0],
])('%s is %s %i.%i', async (version, kind, major, minor) => {
  wire().on('GET', 'version', 200, { version });

  expect(await probeGitea(connection())).toEqual({ kind, version, major, minor });
});

test('a server without that address is told how it should be given', async () => {
  wire().on('GET', 'version', 404, '<html>');

  await expect(probeGitea(connection())).rejects.toThrow(
    'its address should be that of a Gitea or Forgejo server, with its path',
  );
});

test('a token that is not known is told as such', async () => {
  wire().on('GET', 'version', 401, { message: 'invalid username, password or token' });

  await expect(probeGitea(connection())).rejects.toThrow(Forbidden);
});

test.each(['1.25.0', '1.26.3', '2.0.0', '11.0.0+gitea-1.22.0', '15.0.3+gitea-1.22.0'])(
  '%s is supported',
  (version) => {
    expect(agedServer(serverOf(version))).toBeUndefined();
  },
);

test.each([
  ['1.24.9', 'Gitea 1.24.9 is older than 1.25', 'nothing that is needed is known to be missing'],
  ['1.19.0', 'Gitea 1.19.0 is older than 1.25', 'blank issues'],
  ['1.16.0', 'Gitea 1.16.0 is older than 1.25', 'timeline'],
  ['9.0.3+gitea-1.22.0', 'Forgejo 9.0.3+gitea-1.22.0 is older than 11.0', 'not tested'],
])('%s is told to be old, and what it lacks', (version, old, lacks) => {
  const sentence = agedServer(serverOf(version));

  expect(sentence).toContain(old);
  expect(sentence).toContain(lacks);
});

test('a forge may be asked which of the two it is', async () => {
  wire().on('GET', 'version', 200, { version: '15.0.3+gitea-1.22.0' });

  const forge = await connectGitea({ ...connection(), host: 'code.test' });

  expect(forge).toMatchObject({ kind: 'forgejo', host: 'code.test' });
  expect(forge.abilities).toMatchObject({ minimise: false, checks: 'commit-status' });
});

test('a server of the other kind than configured does not go unnoticed', async () => {
  const forge = wire().forge({ kind: 'gitea', server: undefined as never });
  wire()
    .on('GET', 'repos/octo/hello', 200, { name: 'hello', owner: { login: 'octo' }, html_url: '' })
    .on('GET', 'version', 200, { version: '15.0.3+gitea-1.22.0' });

  const reading = forge.readRepository({ owner: 'octo', name: 'hello' });

  await expect(reading).rejects.toThrow(UnexpectedAnswer);
  await expect(reading).rejects.toThrow('correct the kind');
});
