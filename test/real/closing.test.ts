import { expect, test } from 'vitest';
import type { SubjectRef } from '../../src/forge/model.ts';
import { isAtLeast, serverOf } from '../../src/forge/gitea/version.ts';
import { grammarOf } from '../../src/hygiene/links/grammar.ts';
import { findReferences } from '../../src/hygiene/links/references.ts';
import { onRealServers } from './support/given-servers.ts';
import { RealActs } from './support/pull-acts.ts';
import { type RealSite, siteOfFile } from './support/real-site.ts';
import { routeOf } from './support/repository-acts.ts';
import { untilFound } from './support/until-found.ts';

/** N stands for the number of an issue, REPO for `owner/name`, HERE for the address of the repository. */
const BODIES = [
  'Closes #N',
  'CLOSES #N',
  'closes: #N',
  'Closes  #N',
  'Closes\n#N',
  'Closes#N',
  'Closes !N',
  'Closes REPO#N',
  'closes, #N',
  '(fixes #N)',
  '[fixes #N]',
  '"fixes #N"',
  'It fixes #N.',
  'It fixes #N.x',
  'It fixes #N; and more',
  'fixes #N and resolves nothing',
  'prefixes #N',
  'hot-fixes #N',
  'This will not fix #N',
  'fixes GH-N',
  '**fixes #N**',
  '**Fixes** #N',
  'Fixes **#N**',
  '`fixes #N`',
  '```\nfixes #N\n```',
  '    fixes #N',
  '<!-- fixes #N -->',
  '<details>fixes #N</details>',
  '<details>\n\nfixes #N\n\n</details>',
  '- [x] fixes #N',
  '# fixes #N',
  '| a |\n|---|\n| fixes #N |',
  '[fixes #N](https://example.com)',
  '[fixes](https://example.com) #N',
  'fixes [the crash](HERE/issues/N)',
  'fixes HERE/issues/N',
  'fixes: HERE/issues/N',
  'fixes <HERE/issues/N>',
  'fixes HERE/issues/N.',
  'fixes HERE/issues/N#issuecomment-1',
  'fixes HERE/pulls/N',
  'See #N',
  '#N fixes it',
  'fixes #0N',
  'réfixes #N',
  'fixes\u00a0#N',
  'fixes\t#N',
];

/** The servers close by it and we do not, on purpose: a quotation is what somebody else has said. */
const QUOTED = '> fixes #N';

/** Each row is an issue, a pull request and a merge. */
const MANY = { timeout: 300_000 };

onRealServers((given) => {
  const site = siteOfFile(given);

  test(
    'a merge closes the issues that our grammar says it closes, and no others',
    MANY,
    async () => {
      const repository = { owner: 'octo', name: 'closing' };
      const acts = new RealActs(site());
      await acts.repository(repository);
      const server = await serverAt(site());
      const grammar = grammarOf(given.kind, {
        closesByAddress: isAtLeast(server, [1, 26]) && given.kind === 'gitea',
      });
      const url = `${site().server.url}/octo/closing`;
      const rows: { text: string; issue: SubjectRef; expected: boolean }[] = [];
      for (const [index, text] of [...BODIES, QUOTED].entries()) {
        const issue = await acts.openIssue({ repository, author: 'octo' });
        const body = filledIn(text, issue, url);
        const pull = await acts.openPull({
          repository,
          author: 'octo',
          title: 'feat: more',
          body,
          head: `branch-${index}`,
          files: { [`file-${index}`]: text },
        });
        await acts.merge(pull);
        const { closing } = findReferences({
          title: 'feat: more',
          body,
          grammar,
          host: site().server.host,
          repository: { ...repository, url },
          templates: [],
          external: [],
        });
        const expected = closing.some(({ reference }) => reference.number === issue.number);
        rows.push({ text, issue, expected: text === QUOTED ? !expected : expected });
      }
      // The last of them must be closed by the server for all others to be done.
      const stateOf = async (issue: SubjectRef): Promise<string> =>
        (
          await site().admin.must<{ state: string }>(
            'GET',
            `${routeOf(issue)}/issues/${issue.number}`,
          )
        ).state;
      const seen = async (): Promise<Record<string, boolean>> =>
        Object.fromEntries(
          await Promise.all(
            rows.map(
              async ({ text, issue }) => [text, (await stateOf(issue)) === 'closed'] as const,
            ),
          ),
        );

      await expect
        .poll(seen, { timeout: 10_000 })
        .toEqual(Object.fromEntries(rows.map(({ text, expected }) => [text, expected])));
    },
  );

  test('a title closes as well', async () => {
    const repository = { owner: 'octo', name: 'closing-titles' };
    const acts = new RealActs(site());
    await acts.repository(repository);
    const issue = await acts.openIssue({ repository, author: 'octo' });
    const title = `fix: a crash, closes #${issue.number}`;
    const pull = await acts.openPull({ repository, author: 'octo', title });
    await acts.merge(pull);

    const closed = await untilFound('the issue is closed', async () => {
      const { state } = await site().admin.must<{ state: string }>(
        'GET',
        `${routeOf(issue)}/issues/${issue.number}`,
      );
      return state === 'closed' ? state : undefined;
    });

    expect(closed).toBe('closed');
  });
});

async function serverAt(site: RealSite): Promise<ReturnType<typeof serverOf>> {
  const { version } = await site.admin.must<{ version: string }>('GET', 'version');
  return serverOf(version);
}

function filledIn(text: string, { owner, name, number }: SubjectRef, here: string): string {
  return text
    .replaceAll('REPO', `${owner}/${name}`)
    .replaceAll('HERE', here)
    .replaceAll(/(?<![A-Z])N(?![A-Za-z])/g, String(number));
}
