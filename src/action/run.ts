import { isContinuing } from '../agent/continuation-marker.ts';
import { isGuard } from '../agent/guard-location.ts';
import { httpWire } from '../agent/http-wire.ts';
import { GrowingTexts } from '../agent/growing-texts.ts';
import { Transcript } from '../agent/transcript.ts';
import { type Decision, decide } from '../agent/policy.ts';
import type { AgentServer } from '../agent/server.ts';
import type { Clock } from '../clock.ts';
import type { Ending } from '../sessions/ending.ts';
import type { Ask } from '../sessions/event.ts';
import type { RunReport } from '../sessions/outcome.ts';
import { lastAssistant } from '../sessions/tree.ts';
import { formatDuration } from '../text/duration.ts';
import { STRUCTURE_PROMPT } from '../text/prompts.ts';
import { NOT_GUARDED, serverEndedSentence, serverReadySentence } from '../text/server-sentences.ts';
import { type Conversation, openConversation } from './conversation.ts';
import { diagnose } from './diagnose.ts';
import { endInOrder, finalMessageOf } from './end.ts';
import { failureEnding } from './failure.ts';
import { type CheckoutBefore, lookAtCheckout } from './git.ts';
import { untilInterrupted } from './interruption.ts';
import { withPage } from './page-file.ts';
import { type Progress, together } from './progress.ts';
import { earlierSession, type Opencode, provideOpencode, startAgentServer } from './provide.ts';
import type { Settings } from './settings.ts';
import { VERSION } from '../version.ts';
import { watch } from './watch.ts';
import { workFiles } from './work-files.ts';

export type RunOptions = {
  settings: Settings;
  /** The environment of the step; what of it the agent may see is decided by `settings`. */
  environment: NodeJS.ProcessEnv;
  /** A folder of this run alone, outside the checkout; what the run leaves behind lies in it. */
  workDir: string;
  /** Whether the checkout's own config, agents and plugins may be loaded. */
  projectTrusted: boolean;
  /** Takes secrets out of a text. */
  mask: (text: string) => string;
  progress: Progress;
  clock: Clock;
  /** Aborted to cancel the run, with the cause ("SIGTERM") as its reason. */
  signal: AbortSignal;
  /** Told as soon as there is a server process that would outlive us if we were killed. */
  onServer?: (server: AgentServer) => void;
};

/** What a run has got hold of so far; ending it in order lets go of all of it. */
export type Scene = {
  began: number;
  warnings: string[];
  before: Promise<CheckoutBefore | undefined>;
  opencode?: Opencode;
  server?: AgentServer;
  conversation?: Conversation;
  /** Whether the agent was given its task. */
  hasTask?: boolean;
  /** The last answer before the structured output was asked for. */
  finalMessage?: string;
  structuredOutput?: unknown;
};

/** One execution of the agent, from settings to report. It never rejects: whatever happens is an outcome. */
export async function run(options: RunOptions): Promise<RunReport> {
  const transcript = openTranscript(options);
  const { mask, clock } = options;
  const growing = new GrowingTexts(workFiles(options.workDir).growing, { mask, clock });
  const recorded = { ...options, progress: together(options.progress, transcript, growing) };
  const scene: Scene = {
    began: clock.now(),
    warnings: [],
    before: lookAtCheckout(options.settings.directory, workFiles(options.workDir).checkout),
  };
  const ending = await untilInterrupted(recorded, scene.began, async (signal) =>
    runToItsEnd({ ...recorded, signal }, scene).catch((error: unknown) =>
      failureEnding(error, options.signal, scene.hasTask === true),
    ),
  );
  const report = await endInOrder(recorded, scene, ending);
  transcript.unfinished(growing.close());
  transcript.outcome(report.outcome, report.reason);
  transcript.close();
  return withPage(report, options.workDir, mask);
}

async function runToItsEnd(options: RunOptions, scene: Scene): Promise<Ending> {
  const { settings, progress, clock } = options;
  const earlier = await earlierSession(options);
  scene.opencode = await provideOpencode(options, (warning) => scene.warnings.push(warning));
  const server = await startAgentServer(options, scene.opencode);
  scene.server = server;
  options.onServer?.(server);
  const took = formatDuration(clock.now() - scene.began);
  progress.notice('info', serverReadySentence(scene.opencode.version, took));

  const wire = httpWire(server);
  const answer = (ask: Ask): Decision => decide(ask, settings.policy, settings.directory);
  const talk = { wire, settings, ...earlier, answer, progress, clock };
  const conversation = await openConversation(talk);
  scene.conversation = conversation;
  // The first request has loaded the server's plugins; without ours the agent's tools would see the keys.
  if (!server.isGuarded()) throw new Error(NOT_GUARDED);
  await conversation.giveTask();
  scene.hasTask = true;
  const foreignPlugins = await hasForeignPlugins(conversation);
  scene.opencode.version ??= await conversation.agent.version();

  const settle = (): Promise<Ending> =>
    untilSettled(options, { scene, server, conversation, foreignPlugins });
  const ending = await settle();
  if (ending.outcome === 'failed-to-start') return diagnose(ending, settings, wire);
  if (ending.outcome !== 'completed' || settings.outputSchema === undefined) return ending;

  scene.finalMessage = finalMessageOf(conversation.attendance.tree);
  await conversation.askForStructure(STRUCTURE_PROMPT, settings.outputSchema);
  return withStructure(scene, conversation, await settle());
}

function openTranscript({ workDir, mask, clock, progress }: RunOptions): Transcript {
  return new Transcript(workFiles(workDir).transcript, {
    mask,
    now: () => clock.now(),
    version: VERSION,
    onFailure: (sentence) => progress.notice('warning', sentence),
  });
}

type Watched = {
  scene: Scene;
  server: AgentServer;
  conversation: Conversation;
  foreignPlugins: boolean;
};

function untilSettled(options: RunOptions, watched: Watched): Promise<Ending> {
  const { settings, clock, progress, signal } = options;
  const { scene, server, conversation, foreignPlugins } = watched;
  return watch({
    attendance: conversation.attendance,
    limits: settings.limits,
    clock,
    progress,
    deadline: scene.began + settings.limits.timeout,
    cancelled: signal,
    serverEnded: server.exited.then(({ code, signal: by, tail }) =>
      serverEndedSentence(code, by, tail),
    ),
    foreignPlugins,
    repeatPrompt: () => conversation.repeatPrompt(),
    continues: () => isContinuing(settings.directory, conversation.rootId),
  });
}

/** Plugins that we know nothing about may wake a session by a timer of their own. */
async function hasForeignPlugins({ agent }: Conversation): Promise<boolean> {
  const plugins = await agent.plugins();
  return plugins.some((plugin) => !isGuard(plugin));
}

/** Moves the structured output into the scene; an ending without it is no success. */
function withStructure(scene: Scene, { attendance }: Conversation, ending: Ending): Ending {
  const root = attendance.tree.sessions.get(attendance.tree.rootId);
  scene.structuredOutput = root === undefined ? undefined : lastAssistant(root)?.structured;
  if (ending.outcome === 'completed' && scene.structuredOutput === undefined) {
    return { outcome: 'agent-error', why: { kind: 'no-structure' } };
  }
  return ending;
}
