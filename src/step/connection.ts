import type { Clock } from '../clock.ts';
import type { Forge } from '../forge/forge.ts';
import type { Account } from '../forge/model.ts';
import type { StepSettings } from './inputs.ts';
import type { Surroundings } from './surroundings.ts';

export type Connection = {
  forge: Forge;
  /** The account that the token writes as; asked for once. */
  self: () => Promise<Account>;
  /** How many requests are left, as far as the forge has told. */
  left: () => number;
};

/** The forge whose runner this is; only its own code is loaded. */
export async function connect(
  { forge: kind, host, apiUrl }: Surroundings,
  { token, server: settings }: Pick<StepSettings, 'token' | 'server'>,
  clock: Clock,
): Promise<Connection> {
  const rates = new Map<string, number>();
  const given = {
    token,
    host,
    apiUrl,
    clock,
    onRate: ({ resource, remaining }: { resource: string; remaining: number }): void => {
      rates.set(resource, remaining);
    },
  };
  const left = (): number => Math.min(...rates.values());
  if (kind === 'github') {
    const { connectToGithub } = await import('../forge/github/job-connection.ts');
    return { ...connectToGithub(given), left };
  }
  const { connectToGitea } = await import('../forge/gitea/job-connection.ts');
  return { ...(await connectToGitea({ ...given, kind, settings })), left };
}
