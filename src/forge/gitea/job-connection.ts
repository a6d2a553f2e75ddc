import type { Clock } from '../../clock.ts';
import { Forbidden } from '../errors.ts';
import type { Forge } from '../forge.ts';
import type { Rate } from './calls.ts';
import { giteaForge, type GiteaForgeOptions } from './gitea-forge.ts';
import type { Account } from '../model.ts';

/** Gitea or Forgejo for the token of a job, or one of a person. */
export async function connectToGitea(given: {
  kind: GiteaForgeOptions['kind'];
  token: string;
  host: string;
  apiUrl: string;
  clock: Clock;
  onRate: (rate: Rate) => void;
}): Promise<{ forge: Forge; self: () => Promise<Account> }> {
  const { kind, token, host, apiUrl, clock, onRate } = given;
  const options = { kind, token, host, clock, onRate, baseUrl: apiUrl.replace(/\/api\/v1$/, '') };
  const self = await selfOf(giteaForge(options));
  return { forge: giteaForge({ ...options, self }), self: async () => self };
}

/**
 * A job's own token may be kept from asking who it is. A person's token without the scope for the question is another
 * matter: to take its account for the job's would hide our own notices from us.
 */
async function selfOf(forge: Forge): Promise<Account> {
  try {
    return await forge.self();
  } catch (error) {
    if (!(error instanceof Forbidden) || /scope/i.test(error.message)) throw error;
    return { login: `${forge.kind}-actions`, isBot: true };
  }
}
