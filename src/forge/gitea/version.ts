import { z } from 'zod';
import type { ForgeKind } from '../model.ts';
import { UnexpectedAnswer } from '../errors.ts';
import { giteaCalls, type GiteaCalls, type GiteaConnection } from './calls.ts';
import { checked } from './checked.ts';

export type GiteaKind = Exclude<ForgeKind, 'github'>;

/** What a server is; its version decides where it looks for files. */
export type GiteaServer = {
  kind: GiteaKind;
  /** As the server tells it. */
  version: string;
  major: number;
  minor: number;
};

const answer = z.object({ version: z.string() });

/** The oldest versions that this project is tested against, and what older ones lack, newest first. */
const SUPPORTED = { gitea: [1, 25], forgejo: [11, 0] } as const;

/** Forgejo is a fork of Gitea 1.22 and has everything named here. */
const LACKS: readonly { until: readonly [number, number]; what: string }[] = [
  { until: [1, 20], what: 'it does not tell whether blank issues are allowed: taken as allowed' },
  { until: [1, 17], what: 'it has no timeline: what people did to a subject is not seen' },
];

/** Asks the server itself: its name says nothing about what it runs. */
export async function probeGitea(given: GiteaConnection): Promise<GiteaServer> {
  return readServer(giteaCalls(given));
}

export async function readServer(calls: GiteaCalls): Promise<GiteaServer> {
  const purpose = { what: 'ask for its version', needs: 'a valid token' };
  const found = await calls.get(['version'], purpose);
  if (found === undefined) {
    throw new UnexpectedAnswer(
      'The forge has no /api/v1/version: its address should be that of a Gitea or Forgejo server, with its path',
    );
  }
  return serverOf(checked(answer, found.data, purpose.what).version);
}

/** Forgejo tells the Gitea that its API is compatible with: `15.0.3+gitea-1.22.0`. */
export function serverOf(version: string): GiteaServer {
  const [, major = '0', minor = '0'] = /^v?(\d+)\.(\d+)/.exec(version) ?? [];
  const kind = /\+gitea-|forgejo/i.test(version) ? 'forgejo' : 'gitea';
  return { kind, version, major: Number(major), minor: Number(minor) };
}

/** A sentence on a server that is older than what is supported; undefined for one that is not. */
export function agedServer(server: GiteaServer): string | undefined {
  const oldest = SUPPORTED[server.kind];
  if (isAtLeast(server, oldest)) return undefined;
  const name = server.kind === 'gitea' ? 'Gitea' : 'Forgejo';
  const lacks =
    server.kind === 'gitea' ? LACKS.filter(({ until }) => !isAtLeast(server, until)) : [];
  const missing =
    lacks.length === 0
      ? 'nothing that is needed is known to be missing, but it is not tested'
      : lacks.map(({ what }) => what).join('; ');
  return `${name} ${server.version} is older than ${oldest.join('.')}, the oldest that is supported: ${missing}.`;
}

export function isAtLeast(
  { major, minor }: Pick<GiteaServer, 'major' | 'minor'>,
  [least, leastMinor]: readonly [number, number],
): boolean {
  return major > least || (major === least && minor >= leastMinor);
}
