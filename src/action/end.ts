import { writeFile } from 'node:fs/promises';
import { TIMED_OUT, within } from '../clock.ts';
import type { Ending } from '../sessions/ending.ts';
import { refusedCalls } from '../sessions/denials.ts';
import { NO_TOKENS } from '../sessions/event.ts';
import type { Denial, RunReport, SessionReport } from '../sessions/outcome.ts';
import { sessionReports, totalsOf } from '../sessions/report.ts';
import { history, lastAssistant, type SessionTree, textOf } from '../sessions/tree.ts';
import { reasonOf } from '../text/reasons.ts';
import { NOT_EXPORTED } from '../text/server-sentences.ts';
import { type Changes, changesSince, NO_CHANGES } from './git.ts';
import type { RunOptions, Scene } from './run.ts';
import type { Settings } from './settings.ts';
import { workFiles } from './work-files.ts';

/** How long the sessions get to end after an abort, ms; their last events are worth that much. */
const ABORT_PATIENCE = 2_000;
/** After SIGINT a runner waits 7.5 s before it kills: aborting, disposing and looking around share that. */
const HURRIED_PATIENCE = 1_000;

/** Lets go of everything the run holds, whatever way it ended, and puts together what is known of it. */
export async function endInOrder(
  options: RunOptions,
  scene: Scene,
  ending: Ending,
): Promise<RunReport> {
  const { clock, settings } = options;
  const { conversation, server } = scene;
  const isSettled = ending.outcome === 'completed' || ending.outcome === 'child-error';
  const isHurried = ending.outcome === 'cancelled';
  if (!isSettled) await conversation?.abortAll(isHurried ? HURRIED_PATIENCE : ABORT_PATIENCE);
  const ended = clock.now();
  const paths = await leftPaths(options, scene, isHurried);
  const stopped = server?.stop(isHurried ? 'hurried' : 'orderly');
  if (!isSettled) await stopped;
  const looking = whatChanged(scene);
  const [changes] = await Promise.all([
    isHurried ? within(clock, HURRIED_PATIENCE, looking) : looking,
    stopped,
  ]);
  conversation?.close();
  const found = { scene, changes: changes === TIMED_OUT ? NO_CHANGES : changes };
  const denials = denialsOf(scene);
  return reportOf(scene, {
    ending: withExpectation(ending, settings, { ...found, denials }),
    ended,
    changes: found.changes,
    denials,
    paths,
  });
}

/** Refused asks, and calls that the server's own rules refused, in the order in which they happened. */
function denialsOf({ conversation }: Scene): Denial[] {
  if (conversation === undefined) return [];
  const { denials, tree } = conversation.attendance;
  return [...denials, ...refusedCalls(tree)].toSorted((a, b) => a.at - b.at);
}

async function whatChanged(scene: Scene): Promise<Changes> {
  const before = await scene.before;
  return before === undefined ? NO_CHANGES : changesSince(before);
}

/** The transcript is there in any case; the export when it was asked for and the server still answers. */
async function leftPaths(
  options: RunOptions,
  { conversation }: Scene,
  isHurried: boolean,
): Promise<RunReport['paths']> {
  const { transcript, export: path } = workFiles(options.workDir);
  const isWanted = options.settings.export && !isHurried;
  if (!isWanted || conversation === undefined) return { transcript };
  try {
    const session = await conversation.agent.exportSession(conversation.rootId);
    await writeFile(path, JSON.stringify(session));
    return { transcript, export: path };
  } catch {
    options.progress.notice('warning', NOT_EXPORTED);
    return { transcript };
  }
}

type Found = { scene: Scene; changes: Changes; denials: Denial[] };

/** What a settled run is worth in the end: what was expected has to be there, and a denial is worth a word. */
function withExpectation(ending: Ending, { expect }: Settings, found: Found): Ending {
  if (ending.outcome !== 'completed') return ending;
  const { files, commits } = found.changes;
  const isThere = {
    nothing: true,
    changes: files.length > 0 || commits > 0,
    commits: commits > 0,
    output: (finalMessage(found.scene) ?? '').trim() !== '',
  }[expect];
  if (!isThere && expect !== 'nothing') return { outcome: 'nothing-produced', expected: expect };
  if (found.denials.length === 0) return ending;
  return { outcome: 'completed-with-denials', denials: found.denials.length };
}

type Known = {
  ending: Ending;
  ended: number;
  changes: Changes;
  denials: Denial[];
  paths: RunReport['paths'];
};

function reportOf(scene: Scene, { ending, ended, changes, denials, paths }: Known): RunReport {
  const tree = scene.conversation?.attendance.tree;
  const sessions = tree === undefined ? [] : sessionReports(tree, ended).map(asEnded);
  const { cost, tokens } = tree === undefined ? { cost: 0, tokens: NO_TOKENS } : totalsOf(sessions);
  const model = tree === undefined ? undefined : modelOf(tree);
  const version = scene.opencode?.version;
  return {
    outcome: ending.outcome,
    reason: reasonOf(ending),
    finalMessage: finalMessage(scene) ?? '',
    ...(scene.structuredOutput === undefined ? {} : { structuredOutput: scene.structuredOutput }),
    ...(tree === undefined ? {} : { rootId: tree.rootId }),
    sessions,
    cost,
    tokens,
    started: scene.began,
    ended,
    denials,
    changes: changes.files,
    commits: changes.commits,
    ...(model === undefined ? {} : { model }),
    ...(version === undefined ? {} : { opencodeVersion: version }),
    paths,
    warnings: scene.warnings,
  };
}

/** The server has ended: what was still at work was cut off, whether or not an event had the time to say so. */
export function asEnded(session: SessionReport): SessionReport {
  const isOpen = session.state === 'working' || session.state === 'waiting';
  return isOpen ? { ...session, state: 'aborted' } : session;
}

function finalMessage(scene: Scene): string | undefined {
  const tree = scene.conversation?.attendance.tree;
  return scene.finalMessage ?? (tree === undefined ? undefined : finalMessageOf(tree));
}

/** The text of the root's last answer; of an earlier one where the last has none. */
export function finalMessageOf(tree: SessionTree): string {
  const root = tree.sessions.get(tree.rootId);
  const answers = (root === undefined ? [] : history(root)).filter(
    ({ message }) => message.role === 'assistant' && !message.summary,
  );
  return answers.map(textOf).findLast((text) => text.trim() !== '') ?? '';
}

function modelOf(tree: SessionTree): string | undefined {
  const root = tree.sessions.get(tree.rootId);
  return root === undefined ? undefined : lastAssistant(root)?.model;
}
