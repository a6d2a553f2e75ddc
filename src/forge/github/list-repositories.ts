import { z } from 'zod';
import type { Repository } from '../model.ts';
import type { GithubCalls } from './calls.ts';
import { checked } from './checked.ts';

const PAGE = 100;

const answer = z.object({
  repositories: z.array(
    z.object({
      name: z.string(),
      owner: z.object({ login: z.string() }),
      archived: z.boolean().optional(),
    }),
  ),
});

/** The repositories of the installation; archived ones cannot be written to and are left out. */
export async function* listRepositories(calls: GithubCalls): AsyncGenerator<Repository> {
  const purpose = { what: 'list the repositories of the installation', needs: 'metadata=read' };
  for (let page = 1; ; page += 1) {
    const data = await calls.rest(
      'GET /installation/repositories',
      { per_page: PAGE, page },
      purpose,
    );
    if (data === undefined) return;
    const { repositories } = checked(answer, data, purpose.what);
    for (const { name, owner, archived } of repositories) {
      if (archived !== true) yield { owner: owner.login, name };
    }
    if (repositories.length < PAGE) return;
  }
}
