import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Forge } from '../../forge/forge.ts';
import type { RepositoryFile } from '../../forge/model.ts';
import { builtInNotices } from '../../hygiene/notice-files.ts';
import { readPolicy, type RepositoryPolicy } from '../../hygiene/read-policy.ts';
import { notLookedUp, problemLine } from '../../text/cli-config.ts';
import * as say from '../../text/cli-problems.ts';
import * as words from '../../text/cli-simulate.ts';
import { simulatedPage } from '../../text/cli-simulate-page.ts';
import { EXIT, Mistake } from '../mistake.ts';
import { collect, type Collected, lastUpdated } from './collect.ts';
import { inFolder } from './checked.ts';
import { connect } from './connection.ts';
import { type Desk, print, printJson, tell } from './desk.ts';
import { folderForge } from './folder-forge.ts';
import { type History, readHistory, writeHistory } from './history.ts';
import { judgePast } from './judge-past.ts';
import { repositoryPlace } from './place.ts';
import { withConfig } from './read-only-forge.ts';
import type { SimulateRequest } from './request.ts';
import { demandFolderOf, readText, writeText } from './text-file.ts';
import { countOf } from './spans.ts';

const MOST = 5000;

type Simulated = Collected & { home: RepositoryPolicy; forge: Forge; notRead: ReadonlySet<string> };

/** Tries a config on what was, and tells whom it would have flagged or closed. Writes nothing to the forge. */
export async function simulate(request: SimulateRequest, desk: Desk): Promise<number> {
  if (request.from !== undefined && request.repo !== undefined)
    throw new Mistake(words.fromAndRepo());
  const { config } = request;
  // Before an hour of reading, not after it.
  await demandFolderOf('--export', request.export, desk.folder);
  await demandFolderOf('--html', request.html, desk.folder);
  const own =
    config === undefined
      ? undefined
      : { path: config, text: await readText('the config', config, desk.folder) };
  const simulated =
    request.from === undefined
      ? await fromForge(request, own, desk)
      : await fromFile(request.from, own, desk);
  const { history, home, forge, stopped } = simulated;
  const { repository } = history.reading;
  const problems = own === undefined ? home.problems : inFolder(home.problems, repository);
  const rows = judgePast(history, home, { forge, clock: desk.clock });
  const summary = words.summaryOf(rows);
  tell(desk, [
    ...problems.map((problem) => say.warningLine(problemLine(problem))),
    ...[...simulated.notRead].map((file) => say.warningLine(notLookedUp(file))),
  ]);
  if (request.json) printJson(desk, { complete: stopped === undefined, summary, subjects: rows });
  else print(desk, [...words.simulatedTable(rows), '', ...words.summaryLines(summary)]);
  if (request.html !== undefined) {
    const page = simulatedPage({ reading: history.reading, rows, left: history.queue.length });
    await writeText('--html', request.html, page, desk.folder);
    tell(desk, [words.pageWritten(request.html)]);
  }
  tell(desk, [words.caveat()]);
  if (stopped === undefined) return EXIT.fine;
  tell(desk, [words.stopped(stopped, history.queue.length, historyFile(request, history))]);
  return stopped.why === 'cancelled' ? EXIT.cancelled : EXIT.unfinished;
}

async function fromForge(
  request: SimulateRequest,
  own: RepositoryFile | undefined,
  desk: Desk,
): Promise<Simulated> {
  const last = countOf('--last', request.last, MOST);
  const remote = await repositoryPlace(request, desk);
  const { repository, host } = remote;
  const path = resolve(desk.folder, historyFile(request, { host, reading: { repository } }));
  const before = await readHistory(path, request.export === undefined ? 'the state' : '--export');
  const connection = await connect(remote, request, desk);
  const forge = withConfig(connection.forge, own);
  const home = await policyOf(forge, repository, desk);
  const isSame =
    before?.host === host &&
    before.last === last &&
    before.queue.length > 0 &&
    before.reading.repository.owner === repository.owner &&
    before.reading.repository.name === repository.name;
  const begun: History = isSame
    ? before
    : {
        format: 'agent-run history 1',
        forge: forge.kind,
        host,
        last,
        reading: home.reading,
        files: [],
        older: [],
        queue: await lastUpdated(connection, repository, last),
        subjects: [],
      };
  if (isSame) {
    const { subjects, queue } = before;
    tell(desk, [words.goesOn(subjects.length, subjects.length + queue.length)]);
  }
  const collected = await collect(begun, {
    connection,
    home,
    desk,
    save: (history) => writeHistory(path, history),
  });
  const history =
    collected.stopped === undefined
      ? await withOlderTemplates(collected.history, home, forge)
      : collected.history;
  if (request.export !== undefined) await writeHistory(path, history);
  else if (collected.stopped === undefined) await rm(path, { force: true });
  return { ...collected, history, home, forge, notRead: new Set() };
}

async function fromFile(
  path: string,
  own: RepositoryFile | undefined,
  desk: Desk,
): Promise<Simulated> {
  const history = await readHistory(resolve(desk.folder, path), '--from');
  if (history === undefined) throw new Mistake(words.historyMissing(path));
  const { reading, host } = history;
  const files = new Map(
    [...reading.pullRequestTemplates, ...history.files].map((file) => [file.path, file]),
  );
  const folder = { paths: [...files.keys()], read: async (wanted: string) => files.get(wanted) };
  const kept = folderForge({ kind: history.forge, host, folder, reading });
  const forge = withConfig(kept, own);
  const home = await policyOf(forge, reading.repository, desk);
  return { history, home, forge, notRead: kept.notRead };
}

async function policyOf(
  forge: Forge,
  repository: History['reading']['repository'],
  { clock }: Desk,
): Promise<RepositoryPolicy> {
  const sources = { forge, clock, builtInNotices: builtInNotices() };
  const home = await readPolicy(repository, undefined, sources);
  if (home === undefined) {
    throw new Mistake(say.repositoryGone(`${repository.owner}/${repository.name}`));
  }
  return home;
}

/** The versions that templates had since the oldest of the subjects. */
async function withOlderTemplates(
  history: History,
  { reading }: RepositoryPolicy,
  forge: Forge,
): Promise<History> {
  const since = Math.min(...history.subjects.map(({ subject }) => subject.createdAt));
  if (!Number.isFinite(since)) return history;
  const older: RepositoryFile[] = [];
  for (const { path, url } of [...reading.pullRequestTemplates, ...reading.issueTemplates]) {
    // One of the owner's has its history elsewhere.
    if (url === undefined)
      older.push(...(await forge.fileVersions(reading.repository, path, since)));
  }
  return { ...history, older };
}

/** Where what was read is kept: the named file, or one of our own until all is done. */
function historyFile(
  { export: named, from }: SimulateRequest,
  { host, reading }: { host: string; reading: Pick<History['reading'], 'repository'> },
): string {
  const { owner, name } = reading.repository;
  const own = `.agent-run-simulate-${host}-${owner}-${name}.json`.replaceAll(/[^\w.-]/g, '_');
  return named ?? from ?? own;
}
