import { expect, test } from 'vitest';
import type { Forge } from '../../src/forge/forge.ts';
import type { FileProposal, ForgeFiles, IssueFiles } from '../../src/forge/forge-files.ts';
import type { Repository } from '../../src/forge/model.ts';
import { collected } from '../contract/opened-forge.ts';
import { onRealServers } from './support/given-servers.ts';
import { siteOfFile } from './support/real-site.ts';
import { BOT } from './support/repository-acts.ts';
import { outcomeOf, playBoth, SOON, type Story } from './support/story.ts';

const CONFIG = '.github/ISSUE_TEMPLATE/config.yml';
const FORM =
  'name: Bug\nabout: A bug\nbody:\n  - type: input\n    attributes:\n      label: What\n';
const BUG = '---\nname: Bug\nabout: A bug\n---\nWhat?\n';
const OFF = 'blank_issues_enabled: false\n';
const BRANCH = 'hygiene/blank-issues-on';

const everything =
  (repository: Repository): Awaited<ReturnType<Story>> =>
  async (forge) => ({
    reading: await forge.readRepository(repository),
    config: await outcomeOf(() => filesOf(forge).issueConfig(repository)),
    files: shown(await filesOf(forge).readIssueFiles(repository)),
  });

/** A repository with these files. */
const having =
  (files: Readonly<Record<string, string>>): Story =>
  async ({ acts, repository }) => {
    await acts.repository({ ...repository, files: { 'src/a.ts': 'a', ...files } });
    return everything(repository);
  };

const STORIES: Readonly<Record<string, Story>> = {
  'no file of interest': having({}),

  'templates of pull requests in several places': having({
    '.github/pull_request_template.md': '## github',
    '.gitea/PULL_REQUEST_TEMPLATE.md': '## gitea',
    'docs/pull_request_template.md': '## docs',
  }),

  'a form for pull requests': having({ '.github/PULL_REQUEST_TEMPLATE.yaml': FORM }),

  'names of templates in another spelling': having({
    '.github/Pull_Request_Template.md': 'x',
    '.github/PULL_REQUEST_TEMPLATE/one.md': 'x',
    'pull_request_template.txt': 'x',
  }),

  'templates of issues in all folders': having({
    '.github/ISSUE_TEMPLATE/b.yml': FORM,
    '.github/ISSUE_TEMPLATE/a.md': BUG,
    '.gitea/issue_template/c.yaml': FORM,
    'ISSUE_TEMPLATE/d.md': BUG,
    '.gitlab/ISSUE_TEMPLATE/e.md': BUG,
    '.github/ISSUE_TEMPLATE/deeper/f.md': BUG,
    '.github/ISSUE_TEMPLATE/logo.png': 'x',
    '.github/ISSUE_TEMPLATE.md': 'A single one',
  }),

  'a single template of issues': having({ '.github/ISSUE_TEMPLATE.md': 'A single one' }),

  'blank issues switched off': having({ [CONFIG]: OFF, '.github/ISSUE_TEMPLATE/a.md': BUG }),

  'blank issues switched off where nothing else can be chosen': having({ [CONFIG]: OFF }),

  'a config that another one shadows': having({
    [CONFIG]: OFF,
    '.gitea/ISSUE_TEMPLATE/config.yaml': 'blank_issues_enabled: true\n',
  }),

  'a config in the wrong folder': having({ 'ISSUE_TEMPLATE/config.yml': OFF }),

  'a config with a mistake in it': having({
    [CONFIG]: `${OFF}contact_links:\n  - name: Chat\n`,
  }),

  'a config that is no YAML': having({ [CONFIG]: 'blank_issues_enabled: [\n' }),

  'a config with a word in place of a yes': having({ [CONFIG]: 'blank_issues_enabled: "no"\n' }),

  'a config with keys that nobody knows': having({ [CONFIG]: `${OFF}colour: red\n` }),

  'a config that is empty': having({ [CONFIG]: '' }),

  'own configs and a contributing guide': having({
    '.gitea/hygiene.yml': 'version: 1\n',
    '.github/hygiene.yml': 'version: 1\n',
    'docs/CONTRIBUTING.md': 'x',
    'CONTRIBUTING.md': 'x',
  }),

  'another default branch': async ({ acts, repository }) => {
    await acts.repository({ ...repository, defaultBranch: 'dev', files: { [CONFIG]: OFF } });
    return everything(repository);
  },

  'a repository that is not there, and a closed one': async ({ acts, repository }) => {
    await acts.repository({ ...repository, private: true, installed: false });
    return async (forge) => [
      await forge.readRepository(repository),
      await forge.readRepository({ owner: 'octo', name: 'gone' }),
      await forge.readFile(repository, 'README.md'),
      shown(await filesOf(forge).readIssueFiles(repository)),
      await collected(forge.listOpen(repository)),
    ];
  },

  'files, folders and what is not there': async ({ acts, repository }) => {
    await acts.repository({
      ...repository,
      files: { 'a b/ü#?%.md': 'wörds\r\n', 'src/a.ts': 'a', 'empty.md': '' },
    });
    await acts.commitFile('src/a.ts', 'b', { repository, branch: 'v1' });
    return async (forge) => [
      await forge.readFile(repository, 'a b/ü#?%.md'),
      await forge.readFile(repository, 'empty.md'),
      await forge.readFile(repository, 'src'),
      await forge.readFile(repository, 'src/b.ts'),
      await forge.readFile(repository, 'src/a.ts', 'v1'),
      await forge.readFile(repository, 'src/a.ts', 'v2'),
    ];
  },

  'versions of a file': async ({ acts, repository }) => {
    await acts.repository({ ...repository, files: { 'a.md': 'one', 'b.md': 'b' } });
    await acts.commitFile('a.md', 'two', { repository });
    await acts.commitFile('b.md', 'else', { repository });
    await acts.commitFile('a.md', 'three', { repository });
    return async (forge) => [
      await forge.fileVersions(repository, 'a.md', 0),
      await forge.fileVersions(repository, 'c.md', 0),
    ];
  },

  'an account and what it may': async ({ acts, repository }) => {
    await acts.repository({ ...repository, permissions: { wes: 'write', rita: 'read' } });
    await acts.openIssue({ repository, author: 'ann' });
    const logins = ['octo', 'wes', 'rita', 'ann', BOT, 'nobody-of-this-name'];
    return async (forge) => {
      const told = logins.map(async (login) => [
        login,
        await forge.permissionOf(repository, login),
      ]);
      return Promise.all(told);
    };
  },

  'an account and what it may where it is closed': async ({ acts, repository }) => {
    await acts.repository({ ...repository, private: true, permissions: { rita: 'read' } });
    const logins = ['octo', 'rita', 'site-visitor'];
    return async (forge) => {
      const told = logins.map(async (login) => [
        login,
        await forge.permissionOf(repository, login),
      ]);
      return Promise.all(told);
    };
  },

  'open subjects, and those with a label': async ({ acts, repository }) => {
    await acts.repository(repository);
    const pull = await acts.openPull({ repository, labels: ['x'] });
    const issue = await acts.openIssue({ repository, labels: ['x'] });
    const closed = await acts.openIssue({ repository, labels: ['x'] });
    await acts.close(closed);
    await acts.openIssue({ repository });
    return async (forge) => [
      pull.number,
      issue.number,
      await sorted(forge.listOpen(repository)),
      await sorted(forge.listLabelled(repository, 'x', 'open')),
      await sorted(forge.listLabelled(repository, 'x', 'closed')),
      await sorted(forge.listLabelled(repository, 'never-there', 'open')),
    ];
  },

  'a commit of two files, and one that is too late': async ({ acts, forge, repository }) => {
    await acts.repository({ ...repository, files: { [CONFIG]: OFF, 'a.txt': 'a' } });
    const files = filesOf(forge);
    const before = await issueFiles(files, repository);
    const made = await files.commitFiles(repository, {
      ...commitOn(before),
      files: [edit(before, '# on\r\n'), { path: 'new/ü.md', text: 'wörds' }],
    });
    const late = await files.commitFiles(repository, {
      ...commitOn(before),
      files: [edit(before, '# late\n')],
    });
    const twice = await files.commitFiles(repository, {
      ...commitOn(before),
      files: [{ path: 'new/ü.md', text: 'again' }],
    });
    return async (after) => [
      made,
      late,
      twice,
      await after.readFile(repository, CONFIG),
      await after.readFile(repository, 'new/ü.md'),
    ];
  },

  'a commit to a protected branch, and a proposal to it': async ({ acts, forge, repository }) => {
    await acts.repository({ ...repository, files: { [CONFIG]: OFF } });
    await acts.protectBranch({ repository });
    const files = filesOf(forge);
    const before = await issueFiles(files, repository);
    const commit = { ...commitOn(before), files: [edit(before, '# on\n')] };
    const pushed = await outcomeOf(() => files.commitFiles(repository, commit));
    const first = await files.ensurePullRequest(repository, proposalOf(before));
    const second = await files.ensurePullRequest(repository, proposalOf(before));
    return async (after) => [
      pushed,
      first,
      second,
      await after.readFile(repository, CONFIG, BRANCH),
    ];
  },

  'a proposal that was declined, and made again': async ({ acts, forge, repository }) => {
    await acts.repository({ ...repository, files: { [CONFIG]: OFF } });
    const files = filesOf(forge);
    const before = await issueFiles(files, repository);
    const first = await files.ensurePullRequest(repository, proposalOf(before));
    await acts.close({ ...repository, number: first.number }, { by: 'octo' });
    const declined = await files.ensurePullRequest(repository, proposalOf(before));
    const again = { ...proposalOf(before), again: true };
    const anew = await files.ensurePullRequest(repository, again);
    return async () => [first, declined, anew];
  },

  'an account that may not write files': async ({ acts, forge, repository }) => {
    await acts.repository({ ...repository, files: { [CONFIG]: OFF } });
    await acts.closeToCommits(repository);
    const files = filesOf(forge);
    const before = await issueFiles(files, repository);
    const commit = { ...commitOn(before), files: [edit(before, '# on\n')] };
    const outcome = await outcomeOf(() => files.commitFiles(repository, commit));
    return async () => outcome;
  },
};

onRealServers((given) => {
  const site = siteOfFile(given);

  test.each(Object.entries(STORIES))('%s: the fake tells the same', async (_, story) => {
    const { byFake, byServer } = await playBoth(site(), story);

    await expect.poll(byServer, SOON).toEqual(byFake);
  });
});

async function sorted(list: ReturnType<Forge['listOpen']>): Promise<object[]> {
  return (await collected(list)).toSorted((one, other) => one.number - other.number);
}

function filesOf({ files }: Forge): ForgeFiles {
  if (files === undefined) throw new Error('the forge should be able to write files');
  return files;
}

/** What the fake calls a file's content by is its own. */
function shown(found: IssueFiles | undefined): unknown {
  return found?.files.map(({ path, text, whole }) => ({ path, text, whole }));
}

async function issueFiles(files: ForgeFiles, repository: Repository): Promise<IssueFiles> {
  const found = await files.readIssueFiles(repository);
  if (found === undefined) throw new Error('the repository should be there');
  return found;
}

function commitOn({ commit, defaultBranch }: IssueFiles) {
  return { branch: defaultBranch, onto: commit, message: 'Allow them' };
}

function edit({ files }: IssueFiles, text: string) {
  const sha = files.find(({ path }) => path === CONFIG)?.sha;
  return { path: CONFIG, text, ...(sha === undefined ? {} : { sha }) };
}

function proposalOf(found: IssueFiles): FileProposal {
  return {
    ...commitOn(found),
    branch: BRANCH,
    base: found.defaultBranch,
    files: [edit(found, '# on\n')],
    title: 'Allow them',
    body: 'Because.',
    again: false,
  };
}
