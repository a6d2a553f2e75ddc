import { type Clock, TIMED_OUT, within } from '../../clock.ts';
import type { ForgeKind } from '../../forge/model.ts';
import { probeGitea, serverOf } from '../../forge/gitea/version.ts';
import * as say from '../../text/cli-problems.ts';
import { Mistake } from '../mistake.ts';

const PATIENCE = 15_000;

/**
 * Asks a server what it is. A Gitea or Forgejo that tells nothing to strangers is asked again with the token for it; no
 * other server is shown one.
 */
export async function probe(
  server: string,
  clock: Clock,
  giteaToken: () => string,
): Promise<ForgeKind> {
  const version = await ask(`${server}/api/v1/version`, clock);
  if (typeof version.fields['version'] === 'string') {
    return serverOf(version.fields['version']).kind;
  }
  if (version.status === 401 || version.status === 403) {
    return (await probeGitea({ baseUrl: server, token: giteaToken(), clock })).kind;
  }
  const meta = await ask(`${server}/api/v3/meta`, clock);
  if (typeof meta.fields['installed_version'] === 'string') return 'github';
  throw new Mistake(say.serverUnknown(server));
}

type Told = { status: number; fields: Readonly<Record<string, unknown>> };

async function ask(url: string, clock: Clock): Promise<Told> {
  const controller = new AbortController();
  const { origin } = new URL(url);
  try {
    const answer = await within(clock, PATIENCE, answerOf(url, controller.signal));
    if (answer !== TIMED_OUT) return answer;
  } catch (thrown) {
    const cause = thrown instanceof Error ? thrown.cause : undefined;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no connection';
    throw new Mistake(say.serverSilent(origin, code));
  }
  controller.abort();
  throw new Mistake(say.serverSilent(origin, `nothing for ${String(PATIENCE / 1000)} seconds`));
}

async function answerOf(url: string, signal: AbortSignal): Promise<Told> {
  // A redirect to a page for signing in tells nothing.
  const response = await fetch(url, { signal, redirect: 'manual' });
  const value: unknown = await response.json().catch(() => undefined);
  const fields = typeof value === 'object' && value !== null ? value : {};
  return { status: response.status, fields: fields as Told['fields'] };
}
