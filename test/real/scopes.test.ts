import { beforeAll, expect, test } from 'vitest';
import type { Forge } from '../../src/forge/forge.ts';
import type { Change, SubjectRef } from '../../src/forge/model.ts';
import { collected, LOOK, NOTHING_SPECIAL, NOTICE } from '../contract/opened-forge.ts';
import { onRealServers } from './support/given-servers.ts';
import { RealActs } from './support/pull-acts.ts';
import { type RealSite, siteOfFile } from './support/real-site.ts';
import { BOT } from './support/repository-acts.ts';
import { outcomeOf } from './support/story.ts';

const repository = { owner: 'octo', name: 'scoped' };
const CHECK = { conclusion: 'success', title: 'All set', summary: '' } as const;

type Subjects = { pull: SubjectRef; issue: SubjectRef; sha: string };
type Use = (forge: Forge, on: Subjects) => Promise<unknown>;

const writing =
  (of: 'pull' | 'issue', ...changes: readonly Change[]): Use =>
  (forge, on) =>
    forge.write(on[of], changes);

/** The least scopes for each use: with one of them less it is forbidden. */
const USES: readonly [title: string, least: readonly string[], use: Use][] = [
  ['who we are', ['read:user'], (forge) => forge.self()],
  ['a repository', ['read:repository'], (forge) => forge.readRepository(repository)],
  ['a permission', ['read:repository'], (forge) => forge.permissionOf(repository, 'ann')],
  [
    'a subject',
    ['read:repository', 'read:issue', 'read:user'],
    (forge, { pull }) => forge.readSubject(pull, { ...NOTHING_SPECIAL, changes: true }),
  ],
  ['a list of subjects', ['read:issue'], (forge) => collected(forge.listOpen(repository))],
  [
    'a list of repositories',
    ['read:user', 'read:repository'],
    (forge) => collected(forge.listRepositories()),
  ],
  ['a notice', ['write:issue'], writing('pull', { do: 'post-notice', body: NOTICE })],
  ['a label', ['write:issue'], writing('pull', { do: 'add-labels', labels: [LOOK] })],
  ['an issue that is closed', ['write:issue'], writing('issue', { do: 'close' })],
  ['an issue that is edited', ['write:issue'], writing('issue', { do: 'edit-body', body: 'x' })],
  [
    'the status of a commit',
    ['write:repository'],
    (forge, { pull, sha }) => forge.write(pull, [{ do: 'set-check', sha, check: CHECK }]),
  ],
  [
    'a commit',
    ['write:repository'],
    async (forge) =>
      forge.files?.commitFiles(repository, {
        branch: 'main',
        onto: '',
        message: 'More',
        files: [{ path: 'more.md', text: 'more' }],
      }),
  ],
];

onRealServers((given) => {
  const site = siteOfFile(given);
  let on: Subjects;

  beforeAll(async () => {
    const acts = new RealActs(site());
    await acts.repository(repository);
    const [pull, issue] = [
      await acts.openPull({ repository }),
      await acts.openIssue({ repository }),
    ];
    const forge = await site().forge(await site().token(BOT));
    const reading = await forge.readSubject(pull, NOTHING_SPECIAL);
    on = { pull, issue, sha: reading?.subject.branches?.headSha ?? '' };
  });

  test.each(USES)('%s takes %j and no less', async (_, least, use) => {
    const outcome = await outcomeWith(site(), least, (forge) => use(forge, on));
    const others = ['read:misc', 'read:organization'];
    const withLess = await Promise.all(
      least.map((left) =>
        outcomeWith(site(), [...others, ...least.filter((scope) => scope !== left)], (forge) =>
          use(forge, on),
        ),
      ),
    );

    expect(outcome).not.toEqual(expect.stringContaining('fails'));
    expect(new Set(withLess)).toEqual(new Set(['fails: Forbidden']));
  });
});

async function outcomeWith(
  site: RealSite,
  scopes: readonly string[],
  use: (forge: Forge) => Promise<unknown>,
): Promise<unknown> {
  const forge = await site.forge(await site.token(BOT, scopes));
  return outcomeOf(() => use(forge));
}
