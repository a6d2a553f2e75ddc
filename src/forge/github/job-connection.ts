import { getOctokit } from '@actions/github';
import type { Clock } from '../../clock.ts';
import { Forbidden } from '../errors.ts';
import type { Forge } from '../forge.ts';
import type { Rate } from './calls.ts';
import { githubForge } from './github-forge.ts';
import type { Account } from '../model.ts';

const silent = (): void => undefined;

/** GitHub for the token of a job, or one of a person or an app. Nothing is repeated or held back. */
export function connectToGithub(given: {
  token: string;
  host: string;
  apiUrl: string;
  clock: Clock;
  onRate: (rate: Rate) => void;
}): { forge: Forge; self: () => Promise<Account> } {
  const { token, host, apiUrl, clock, onRate } = given;
  const octokit = getOctokit(token, {
    baseUrl: apiUrl,
    userAgent: 'agent-run',
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
  const forge = githubForge({ octokit, host, clock, onRate });
  let self: Promise<Account> | undefined;
  return { forge, self: () => (self ??= selfOf(forge, token)) };
}

/** What GitHub calls the account of a job's own token. */
const JOB_ACCOUNT: Account = { login: 'github-actions[bot]', isBot: true };

async function selfOf(forge: Forge, token: string): Promise<Account> {
  const isOfApp = token.startsWith('ghs_');
  try {
    const { login } = await forge.self();
    // Comments name an app with this suffix, whatever the viewer is called.
    return isOfApp && !login.endsWith('[bot]')
      ? { login: `${login}[bot]`, isBot: true }
      : await forge.self();
  } catch (error) {
    if (isOfApp && error instanceof Forbidden) return JOB_ACCOUNT;
    throw error;
  }
}
