import { ForgeUnavailable, RateLimited } from '../../forge/errors.ts';
import type { Forge, ListedSubject } from '../../forge/forge.ts';
import type { Permission, Repository, SubjectRef } from '../../forge/model.ts';
import { referencesIn } from '../../hygiene/observe.ts';
import type { RepositoryPolicy } from '../../hygiene/read-policy.ts';
import { MARKER_PREFIX } from '../../text/marker.ts';
import type { Connection } from './connection.ts';
import type { Desk } from './desk.ts';
import type { History, Past } from './history.ts';
import { ProgressLine } from './progress-line.ts';

/** Requests that are left to others who use the same token. */
const RESERVE = 50;
/** So much is read again at most after the process was killed. */
const SAVE_EVERY = 10;
/** A forge that stumbles is asked again a moment later. */
const PAUSES = [2000, 8000];

export type Collected = {
  history: History;
  /** Why not all was read, and until when it cannot go on. */
  stopped?: { why: 'cancelled' | 'quota' | 'silent'; until?: number };
};

type Collecting = {
  connection: Connection;
  /** The policy as it is judged by, which says what has to be known. */
  home: RepositoryPolicy;
  desk: Desk;
  save: (history: History) => Promise<void>;
};

/** The numbers of the subjects that were updated last, open and closed, the last one first. */
export async function lastUpdated(
  connection: Connection,
  repository: Repository,
  count: number,
): Promise<number[]> {
  const found: ListedSubject[] = [];
  for (const state of ['open', 'closed'] as const) {
    let left = count;
    for await (const subject of connection.list(repository, state)) {
      if ((left -= 1) < 0) break;
      found.push(subject);
    }
  }
  return found
    .toSorted((one, other) => other.updatedAt - one.updatedAt || other.number - one.number)
    .slice(0, count)
    .map(({ number }) => number);
}

/** Reads what is still to be read; what was read is kept whatever happens. */
export async function collect(begun: History, given: Collecting): Promise<Collected> {
  const { connection, desk, save } = given;
  const progress = new ProgressLine(desk.err);
  const { permissionOf, teamsOf } = people(connection.forge, begun, given.home);
  let history = begun;
  const stop = async (stopped: NonNullable<Collected['stopped']>): Promise<Collected> => {
    await save(history);
    return { history, stopped };
  };
  try {
    while (history.queue.length > 0) {
      const [number = 0, ...queue] = history.queue;
      const quota = connection.quota();
      if (desk.signal.aborted) return await stop({ why: 'cancelled' });
      if (quota !== undefined && quota.remaining < RESERVE) {
        return await stop({ why: 'quota', until: quota.resetAt });
      }
      const done = begun.queue.length + begun.subjects.length - history.queue.length;
      progress.show(done, begun.queue.length + begun.subjects.length, `#${String(number)}`);
      const ref = { ...history.reading.repository, number };
      const past = await patiently(() => pastOf(ref, given, permissionOf, teamsOf), desk);
      history = {
        ...history,
        queue,
        subjects: past === undefined ? history.subjects : [...history.subjects, past],
      };
      if (queue.length % SAVE_EVERY === 0) await save(history);
    }
    return { history };
  } catch (error) {
    if (error instanceof RateLimited) return await stop({ why: 'quota', until: error.retryAt });
    if (error instanceof ForgeUnavailable) return await stop({ why: 'silent' });
    await save(history);
    throw error;
  } finally {
    progress.end();
  }
}

async function patiently<T>(work: () => Promise<T>, { clock, signal }: Desk): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ForgeUnavailable) || signal.aborted) throw error;
      await clock.sleep(pause, signal);
    }
  }
  return work();
}

/** Undefined for one that is gone. */
async function pastOf(
  ref: SubjectRef,
  { connection: { forge }, home }: Collecting,
  permissionOf: (login: string) => Promise<Permission>,
  teamsOf: (login: string) => Promise<string[]>,
): Promise<Past | undefined> {
  const wanted = {
    marker: MARKER_PREFIX,
    commandPrefix: home.policy.commands.prefix,
    permissionsOf: [],
    changes: true,
  };
  const first = await forge.readSubject(ref, { ...wanted, references: [] });
  if (first === undefined) return undefined;
  const { subject, closing, changes } = first;
  const named = referencesIn(subject, withLinks(home), forge);
  const references =
    named.length === 0
      ? []
      : (await forge.readSubject(ref, { ...wanted, changes: false, references: named }))
          ?.references;
  return {
    subject,
    references: references ?? [],
    ...(closing === undefined ? {} : { closing }),
    ...(changes === undefined ? {} : { changes }),
    permission: subject.author.isBot ? 'none' : await permissionOf(subject.author.login),
    teams: await teamsOf(subject.author.login),
  };
}

/** Another config may ask about links, even if this one does not. */
function withLinks(home: RepositoryPolicy): RepositoryPolicy {
  const { policy } = home;
  const rule = { ...policy.rules['pr-linked-issue'], mode: 'warn' as const };
  return { ...home, policy: { ...policy, rules: { ...policy.rules, 'pr-linked-issue': rule } } };
}

/** Each author is asked about once. */
function people(
  forge: Forge,
  { reading: { repository }, subjects }: History,
  { policy }: RepositoryPolicy,
): Record<'permissionOf', (login: string) => Promise<Permission>> &
  Record<'teamsOf', (login: string) => Promise<string[]>> {
  const permissions = new Map(
    subjects.map(({ subject, permission }) => [subject.author.login, permission]),
  );
  const teams = new Map(subjects.map((past) => [past.subject.author.login, [...past.teams]]));
  return {
    async permissionOf(login) {
      const known = permissions.get(login) ?? (await forge.permissionOf(repository, login));
      permissions.set(login, known);
      return known;
    },
    async teamsOf(login) {
      const known = teams.get(login);
      if (known !== undefined) return known;
      const found: string[] = [];
      for (const team of policy.exempt.teams) {
        if (await forge.isTeamMember(repository, team, login)) found.push(team);
      }
      teams.set(login, found);
      return found;
    },
  };
}
