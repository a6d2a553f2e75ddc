import type { RepositoryFile } from '../../../src/forge/model.ts';

export const BUG: RepositoryFile = {
  path: '.github/ISSUE_TEMPLATE/bug.yml',
  text: 'name: Bug\ndescription: It broke\nbody:\n  - {type: input, attributes: {label: Version}}\n',
};

export const LINK =
  'contact_links:\n  - name: Forum\n    url: https://example.org\n    about: Ask\n';

export function config(text: string, path = '.github/ISSUE_TEMPLATE/config.yml'): RepositoryFile {
  return { path, text };
}
