import { expect, test } from 'vitest';
import { issueConfigPaths } from '../../../src/forge/gitea/community-files.ts';
import { isDraftTitle } from '../../../src/forge/gitea/draft.ts';
import { serverOf } from '../../../src/forge/gitea/version.ts';

test.each([
  ['1.26.1', ['.gitea', '.github']],
  ['11.0.7+gitea-1.22.0', ['.forgejo', '.gitea', '.github']],
  ['15.0.3+gitea-1.22.0', ['.forgejo', '.gitea', '.github', 'docs']],
])('the menu of %s is set up in %j, the first file there is', (version, folders) => {
  expect(issueConfigPaths(serverOf(version))).toEqual(
    folders.flatMap((folder) => [
      `${folder}/ISSUE_TEMPLATE/config.yaml`,
      `${folder}/ISSUE_TEMPLATE/config.yml`,
      `${folder}/issue_template/config.yaml`,
      `${folder}/issue_template/config.yml`,
    ]),
  );
});

test('an empty prefix makes no drafts', () => {
  expect(isDraftTitle('a title', ['', 'WIP:'])).toBe(false);
});
