import type { Repository } from '../model.ts';
import type { GiteaCalls } from './calls.ts';
import { pages } from './pages.ts';
import { repository } from './repository-shapes.ts';

/** Those that our account may write to; archived ones cannot be written to and are left out. */
export async function* listRepositories(calls: GiteaCalls): AsyncGenerator<Repository> {
  const purpose = { what: 'list the repositories of our account', needs: 'read:user' };
  const told = new Set<string>();
  for await (const page of pages(calls, ['user', 'repos'], repository, purpose)) {
    for (const { owner, name, archived, permissions } of page) {
      const key = `${owner.login}/${name}`;
      if (archived || permissions?.push === false || told.has(key)) continue;
      told.add(key);
      yield { owner: owner.login, name };
    }
  }
}
