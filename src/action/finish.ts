import { removeAdded } from '../agent/checkout.ts';
import { removeKeys } from '../agent/server-folder.ts';
import { adoptGrowingTexts } from '../agent/growing-texts.ts';
import { readTranscript } from '../agent/read-transcript.ts';
import { killLeftovers } from '../agent/survivors.ts';
import { isAlive } from '../agent/own-process.ts';
import { createMask } from '../agent/masking.ts';
import type { Clock } from '../clock.ts';
import { NO_TOKENS } from '../sessions/event.ts';
import type { RunReport } from '../sessions/outcome.ts';
import { sessionReports, totalsOf } from '../sessions/report.ts';
import { KILLED, leftoversEnded } from '../text/server-sentences.ts';
import { finishComment } from './comment/finish-comment.ts';
import { asEnded, finalMessageOf } from './end.ts';
import { changesSince, earlierLook, NO_CHANGES } from './git.ts';
import { type Handover, readHandover, unfinished, writeHandover } from './handover.ts';
import { keptFolder, publish } from './publish.ts';
import { withPage } from './page-file.ts';
import { readRunner, type Runner, stepFolder } from './runner.ts';
import { workFiles } from './work-files.ts';

export type FinishOptions = {
  environment: NodeJS.ProcessEnv;
  clock: Clock;
  write: (line: string) => void;
};

/**
 * The post step: nothing to do when the main step has reported its run and written its comment. When it was killed, ends
 * what it left running and reports what its transcript tells. On several runners this is the only thing that happens after
 * a cancel.
 */
export async function finishStep({ environment, clock, write }: FinishOptions): Promise<void> {
  const runner = readRunner(environment);
  for (const folder of await openFolders(runner)) {
    await endMain(folder, clock);
    const handover = readHandover(folder);
    if (handover === undefined) continue;
    const comment = { folder, handover, runner, environment, clock, write };
    if (handover.reported) {
      await finishComment(comment);
      continue;
    }
    const ended = cleanUp(folder, handover);
    if (ended > 0) write(leftoversEnded(ended));
    const mask = createMask([]);
    const report = withPage(await reportOfKilled(folder, handover), folder, mask);
    const { shown } = runner;
    await publish(report, { summary: handover.summary, mask, fails: true, write, shown });
    writeHandover(folder, { ...handover, reported: true });
    await finishComment(comment, report);
  }
}

/** A cancelled run ends within 7 s; its report takes moments. */
const MAIN_PATIENCE = 10_000;
const LOOK_AGAIN = 100;

/** The folder that was saved for us, or, where state is lost with the step, those that are not finished. */
async function openFolders(runner: Runner): Promise<string[]> {
  const kept = await keptFolder();
  return kept === undefined ? unfinished(stepFolder(runner)) : [kept];
}

/**
 * Where a runner cannot signal into its container, a cancelled main step works on while its post step runs already:
 * it is told to end now, and given the time that it needs to do so in order.
 */
async function endMain(folder: string, clock: Clock): Promise<void> {
  const main = readHandover(folder)?.main;
  if (main === undefined || !isAlive(main)) return;
  process.kill(main.pid, 'SIGTERM');
  const until = clock.now() + MAIN_PATIENCE;
  while (isAlive(main) && clock.now() < until) await clock.sleep(LOOK_AGAIN);
  if (isAlive(main)) process.kill(main.pid, 'SIGKILL');
}

function cleanUp(folder: string, { server }: Handover): number {
  removeKeys(workFiles(folder).server);
  if (server === undefined) return 0;
  const ended = killLeftovers(server);
  removeAdded(server.added);
  return ended;
}

async function reportOfKilled(folder: string, { started }: Handover): Promise<RunReport> {
  const { transcript: path, growing, checkout } = workFiles(folder);
  adoptGrowingTexts(growing, path);
  const before = await earlierLook(checkout);
  const changes = before === undefined ? NO_CHANGES : await changesSince(before);
  const transcript = readTranscript(path);
  const ended = transcript?.lastAt ?? started;
  const tree = transcript?.tree;
  const sessions = tree === undefined ? [] : sessionReports(tree, ended).map(asEnded);
  return {
    outcome: 'cancelled',
    reason: KILLED,
    finalMessage: tree === undefined ? '' : finalMessageOf(tree),
    ...(tree === undefined ? {} : { rootId: tree.rootId }),
    sessions,
    ...(tree === undefined ? { cost: 0, tokens: NO_TOKENS } : totalsOf(sessions)),
    started,
    ended,
    denials: transcript?.denials ?? [],
    changes: changes.files,
    commits: changes.commits,
    paths: transcript === undefined ? {} : { transcript: path },
    warnings: [],
  };
}
