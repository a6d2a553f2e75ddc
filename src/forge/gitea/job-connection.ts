import type { Clock } from '../../clock.ts';
import { Forbidden } from '../errors.ts';
import type { Forge } from '../forge.ts';
import type { Rate } from './calls.ts';
import { giteaForge, type GiteaForgeOptions } from './gitea-forge.ts';
import type { Account } from '../model.ts';
import type { GiteaSettings } from './settings.ts';

/** Gitea or Forgejo for the token of a job, or one of a person. */
export async function connectToGitea(given: {
  kind: GiteaForgeOptions['kind'];
  token: string;
  host: string;
  apiUrl: string;
  clock: Clock;
  onRate: (rate: Rate) => void;
  settings?: GiteaSettings;
}): Promise<{ forge: Forge; self: () => Promise<Account> }> {
  const { kind, token, host, apiUrl, clock, onRate, settings = {} } = given;
  const baseUrl = apiUrl.replace(/\/api\/v1$/, '');
  const options = { kind, token, host, clock, onRate, settings, baseUrl };
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
