import { describe, expect, test } from 'vitest';
import { httpWire } from '../../src/agent/http-wire.ts';
import { decide } from '../../src/agent/policy.ts';
import { openConversation } from '../../src/action/conversation.ts';
import { startAgentServer } from '../../src/action/provide.ts';
import type { RunOptions } from '../../src/action/run.ts';
import { watch } from '../../src/action/watch.ts';
import type { Ending } from '../../src/sessions/ending.ts';
import { members } from '../../src/sessions/tree.ts';
import { Chance } from '../support/fake-opencode/chance.ts';
import { OPENCODE, hasOpencode, openJob } from '../support/runner-job.ts';
import { optionsHere, SILENT } from '../support/run-here.ts';
import { heard, plantTree, type PlannedTree } from '../support/planned-tree.ts';

const TREES = 30;
const CONFIG = {
  subagent_depth: 2,
  agent: {
    lead: {
      mode: 'subagent',
      description: 'hands work on',
      prompt: 'You hand work on.',
      permission: { task: 'allow' },
    },
  },
};

describe.runIf(hasOpencode)('many trees on one server', () => {
  test(
    'each ends when all of its own sessions have ended, and not before',
    { timeout: 150_000 },
    async (context) => {
      const job = await openJob(context);
      const options = await optionsHere(job, { prompt: 'Given to each.' }, CONFIG);
      const server = await startAgentServer(options, { executable: OPENCODE, pathEntries: [] });
      context.onTestFinished(() => server.stop('at-once').then(() => undefined));
      const chance = new Chance(20_260_102);
      const trees = Array.from({ length: TREES }, (_, index) => plantTree(`t${index}`, chance));

      const runs = trees.map(async (tree) => {
        const { ending, sessions } = await runTree(options, server, tree);
        // Looked at in the very moment of the verdict: what comes later comes too late.
        return { name: tree.name, outcome: ending.outcome, sessions, unheard: unheard(tree) };
      });
      const found = await Promise.all(runs);

      expect(found).toEqual(
        trees.map(({ name, nodes }) => ({
          name,
          outcome: 'completed',
          sessions: nodes.length,
          unheard: [],
        })),
      );

      function unheard({ nodes }: PlannedTree): string[] {
        return nodes
          .flatMap((node) => node.children.map(({ name }) => name))
          .filter((name) => !heard(job.model, name));
      }
    },
  );
});

async function runTree(
  options: RunOptions,
  server: { url: string; password: string; exited: Promise<unknown> },
  { prompt }: PlannedTree,
): Promise<{ ending: Ending; sessions: number }> {
  const { clock, signal } = options;
  const settings = { ...options.settings, task: { kind: 'prompt', text: prompt } as const };
  const conversation = await openConversation({
    wire: httpWire(server),
    settings,
    answer: (ask) => decide(ask, settings.policy, settings.directory),
    progress: SILENT,
    clock,
  });
  try {
    await conversation.giveTask();
    const ending = await watch({
      attendance: conversation.attendance,
      limits: settings.limits,
      clock,
      progress: SILENT,
      deadline: clock.now() + 120_000,
      cancelled: signal,
      serverEnded: server.exited.then(() => 'it ended'),
      foreignPlugins: false,
    });
    return { ending, sessions: members(conversation.attendance.tree).length };
  } finally {
    conversation.close();
  }
}
