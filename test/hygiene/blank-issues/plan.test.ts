import { describe, expect, test } from 'vitest';
import { planBlankIssues, type PlanInput } from '../../../src/hygiene/blank-issues/plan.ts';
import { BUG, config, LINK } from './repository-files.ts';

const ON = 'blank_issues_enabled: true # why\n';
const OFF = 'blank_issues_enabled: false # why\n';
const PATH = '.github/ISSUE_TEMPLATE/config.yml';

function plan(rest: Partial<PlanInput>): ReturnType<typeof planBlankIssues> {
  return planBlankIssues({
    kind: 'github',
    files: [],
    ownerFiles: [],
    wanted: false,
    copyOwners: false,
    ...rest,
  });
}

describe.each(['github', 'gitea', 'forgejo'] as const)('on %s', (kind) => {
  test('the file that decides is edited', () => {
    expect(plan({ kind, files: [BUG, config(ON)] })).toEqual({
      do: 'edit',
      path: PATH,
      before: ON,
      text: OFF,
      warnings: [],
    });
  });

  test('a file is created where there is none', () => {
    expect(plan({ kind, files: [BUG] })).toEqual({
      do: 'create',
      path: PATH,
      text: 'blank_issues_enabled: false\n',
      copies: [],
      warnings: [],
    });
  });

  test.each([
    ['the file says so', [BUG, config(OFF)], false],
    ['it is the default', [BUG], true],
    ['it is the default of a file that says nothing', [BUG, config(LINK)], true],
  ])('nothing is done when %s', (_, files, wanted) => {
    expect(plan({ kind, files, wanted })).toMatchObject({ do: 'nothing', warnings: [] });
  });

  test('doing it twice does nothing the second time', () => {
    const first = plan({ kind, files: [BUG, config(ON)] });
    const text = first.do === 'edit' ? first.text : '';

    expect(plan({ kind, files: [BUG, config(text)] }).do).toBe('nothing');
  });

  test('a setting without an effect is written, with a warning', () => {
    expect(plan({ kind, files: [config(ON)] })).toMatchObject({
      do: 'edit',
      warnings: [{ kind: 'no-effect' }],
    });
  });

  test.each([
    ['blank_issues_enabled: [\n', 'not-yaml'],
    ['a: 1\na: 2\n', 'duplicate-key'],
    ['- a\n', 'not-a-mapping'],
  ])('of %j nothing is written', (text, problem) => {
    expect(plan({ kind, files: [BUG, config(text)] })).toMatchObject({
      do: 'refuse',
      refusal: { kind: 'not-changed', path: PATH, problem: { kind: problem } },
    });
  });
});

describe('on Gitea and Forgejo', () => {
  test.each([
    ['gitea', '.gitea/ISSUE_TEMPLATE/config.yml'],
    ['gitea', '.github/ISSUE_TEMPLATE/config.yaml'],
    ['forgejo', '.forgejo/issue_template/config.yml'],
    ['forgejo', '.gitea/ISSUE_TEMPLATE/config.yaml'],
  ] as const)('%s goes by %s, and people hear of the other file', (kind, path) => {
    const files = [BUG, config(ON), config(ON, path)];

    expect(plan({ kind, files })).toMatchObject({
      do: 'edit',
      path,
      warnings: [{ kind: 'other-config', path: PATH }],
    });
  });

  test('a broken link would undo the setting, so nothing is written', () => {
    const files = [BUG, config(`${ON}contact_links: [{name: a}]\n`)];

    expect(plan({ kind: 'gitea', files })).toMatchObject({
      do: 'refuse',
      refusal: { problem: { kind: 'link-incomplete', position: 1, lacks: 'url' } },
    });
  });

  test('a file that is dropped for a mistake allows blank issues already, with a warning', () => {
    const files = [BUG, config(`${OFF}contact_links: [{name: a}]\n`)];

    expect(plan({ kind: 'forgejo', files, wanted: true })).toMatchObject({
      do: 'nothing',
      warnings: [{ kind: 'invalid', path: PATH }],
    });
  });

  test('a word that is no truth value is put right', () => {
    const files = [BUG, config('blank_issues_enabled: nope\n')];

    expect(plan({ kind: 'gitea', files })).toMatchObject({ do: 'edit' });
  });

  test('a template past the menu is named', () => {
    const files = [BUG, { path: 'ISSUE_TEMPLATE.md', text: 'Hello' }];

    expect(plan({ kind: 'gitea', files })).toMatchObject({
      do: 'create',
      warnings: [{ kind: 'single-template', path: 'ISSUE_TEMPLATE.md' }],
    });
  });
});

describe('on GitHub', () => {
  test('a file that decides on other forges is named', () => {
    const files = [BUG, config(ON), config(ON, '.gitea/ISSUE_TEMPLATE/config.yaml')];

    expect(plan({ files })).toMatchObject({
      do: 'edit',
      path: PATH,
      warnings: [
        {
          kind: 'other-config',
          path: '.gitea/ISSUE_TEMPLATE/config.yaml',
          decidesOn: ['gitea', 'forgejo'],
        },
      ],
    });
  });

  test('a new file lies beside the templates, however their folder is spelled', () => {
    const files = [{ ...BUG, path: '.github/Issue_Template/bug.yml' }];

    expect(plan({ files })).toMatchObject({ path: '.github/Issue_Template/config.yml' });
  });

  test('templates of the owner are not hidden', () => {
    expect(plan({ ownerFiles: [BUG, config(ON)] })).toEqual({
      do: 'refuse',
      refusal: { kind: 'hides-owner-files', files: [BUG.path] },
      warnings: [],
    });
  });

  test('asked to, it copies them along with the owner’s config', () => {
    const owned = { ...BUG, url: 'https://github.com/o/.github/blob/main/bug.yml' };

    expect(plan({ ownerFiles: [owned, config(LINK + ON)], copyOwners: true })).toEqual({
      do: 'create',
      path: PATH,
      text: LINK + OFF,
      copies: [BUG],
      warnings: [{ kind: 'detached-from-owner', files: [BUG.path, PATH] }],
    });
  });

  test('a config of the owner alone is copied without being asked, because nothing is lost', () => {
    expect(plan({ ownerFiles: [config(LINK + ON)] })).toMatchObject({
      do: 'create',
      text: LINK + OFF,
      copies: [],
      warnings: [{ kind: 'detached-from-owner', files: [PATH] }],
    });
  });

  test('nothing is done when the owner’s config says so', () => {
    expect(plan({ ownerFiles: [BUG, config(OFF)] })).toEqual({
      do: 'nothing',
      path: PATH,
      warnings: [],
    });
  });

  test('with a template of its own the owner’s files do not matter', () => {
    expect(plan({ files: [BUG], ownerFiles: [BUG, config(OFF)] })).toMatchObject({
      do: 'create',
      text: 'blank_issues_enabled: false\n',
      copies: [],
    });
  });
});
