import { openConversation } from '../../src/action/conversation.ts';
import type { Progress } from '../../src/action/progress.ts';
import type { Limits, Settings } from '../../src/action/settings.ts';
import { watch } from '../../src/action/watch.ts';
import { decide } from '../../src/agent/policy.ts';
import type { Wire } from '../../src/agent/wire.ts';
import type { Clock } from '../../src/clock.ts';
import type { Ending } from '../../src/sessions/ending.ts';
import type { SessionTree } from '../../src/sessions/tree.ts';

export const SILENT: Progress = {
  notice: () => undefined,
  event: () => undefined,
  asked: () => undefined,
  waiting: () => undefined,
};

const MINUTE = 60_000;

export const LIMITS: Limits = {
  timeout: 60 * MINUTE,
  noProgress: 20 * MINUTE,
  retries: 10,
  startup: MINUTE,
};

export function settingsFor(differences: Partial<Settings> = {}): Settings {
  return {
    task: { kind: 'prompt', text: 'do it' },
    files: [],
    directory: '/repo',
    opencode: { version: '1.18.33' },
    config: {},
    projectConfig: 'auto',
    policy: { rules: [] },
    limits: LIMITS,
    export: false,
    background: true,
    environment: [],
    share: false,
    summary: 'full',
    log: 'full',
    expect: 'nothing',
    ...differences,
  };
}

export type WatchedRun = { ending: Ending; endedAt: number; tree: SessionTree; waits: number };

/** Everything of a run but the process: opens the conversation, gives the task, watches to the end. */
export async function runAgainst(options: {
  wire: Wire;
  clock: Clock;
  limits?: Partial<Limits>;
  foreignPlugins?: boolean;
  continues?: (rootId: string) => boolean;
  serverEnded?: Promise<string>;
  cancelled?: AbortSignal;
}): Promise<WatchedRun> {
  const { wire, clock } = options;
  const limits = { ...LIMITS, ...options.limits };
  const settings = settingsFor({ limits });
  let waits = 0;
  const progress = { ...SILENT, waiting: () => (waits += 1) };
  const conversation = await openConversation({
    wire,
    settings,
    answer: (ask) => decide(ask, settings.policy, settings.directory),
    progress,
    clock,
  });
  const { attendance, rootId } = conversation;
  await conversation.giveTask();
  const ending = await watch({
    attendance,
    limits,
    clock,
    progress,
    deadline: clock.now() + limits.timeout,
    cancelled: options.cancelled ?? new AbortController().signal,
    serverEnded: options.serverEnded ?? new Promise(() => undefined),
    foreignPlugins: options.foreignPlugins ?? false,
    repeatPrompt: () => conversation.repeatPrompt(),
    continues: () => Promise.resolve(options.continues?.(rootId) ?? false),
  });
  const endedAt = clock.now();
  conversation.close();
  return { ending, endedAt, tree: attendance.tree, waits };
}
