import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Attendance } from '../../src/action/attend.ts';
import type { Conversation } from '../../src/action/conversation.ts';
import { endInOrder } from '../../src/action/end.ts';
import { lookAtCheckout } from '../../src/action/git.ts';
import type { RunOptions, Scene } from '../../src/action/run.ts';
import type { Settings } from '../../src/action/settings.ts';
import type { Agent } from '../../src/agent/client.ts';
import type { AgentServer } from '../../src/agent/server.ts';
import { systemClock } from '../../src/clock.ts';
import type { Ending } from '../../src/sessions/ending.ts';
import type { Denial } from '../../src/sessions/outcome.ts';
import { settingsFor, SILENT } from '../support/fake-run.ts';
import { createGitWorkspace, type GitWorkspace } from '../support/git-workspace.ts';
import { DAWN, idOf, Story } from '../support/tree-builder.ts';

let workspace: GitWorkspace;
let workDir: string;
/** What the run did to let go, in order. */
let done: string[];

beforeEach(async () => {
  workspace = await createGitWorkspace();
  workDir = mkdtempSync(join(tmpdir(), 'agent-run-end-'));
  done = [];
});

afterEach(async () => {
  await workspace.remove();
  rmSync(workDir, { recursive: true });
});

const COMPLETED: Ending = { outcome: 'completed' };
const CANCELLED: Ending = { outcome: 'cancelled', by: 'SIGTERM' };
const TIMED_OUT: Ending = { outcome: 'timed-out', limit: 1, waiting: [] };
const ANSWERED = new Story().prompt('root').say('root', 'It is done.').idle('root');

type World = {
  story?: Story;
  denials?: Denial[];
  exports?: () => Promise<unknown>;
  settings?: Partial<Settings>;
};

function optionsFor({ settings }: World): RunOptions {
  return {
    settings: settingsFor({ directory: workspace.path, ...settings }),
    environment: {},
    workDir,
    projectTrusted: true,
    mask: (text) => text,
    progress: { ...SILENT, notice: (_, sentence) => done.push(sentence) },
    clock: systemClock,
    signal: new AbortController().signal,
  };
}

const stop: AgentServer['stop'] = async (pace) => {
  done.push(`stop ${pace}`);
  return { how: 'disposed', survivors: 0 };
};

function sceneOf({ story = ANSWERED, denials = [], exports = session }: World): Scene {
  const conversation: Partial<Conversation> = {
    attendance: { tree: story.tree, denials } as Partial<Attendance> as Attendance,
    agent: { exportSession: () => exports() } as Partial<Agent> as Agent,
    rootId: idOf('root'),
    abortAll: async (patience) => void done.push(`abort ${patience}`),
    close: () => void done.push('close'),
  };
  return {
    began: DAWN,
    warnings: ['a warning'],
    before: lookAtCheckout(workspace.path, join(workDir, 'checkout')),
    server: { stop } as Partial<AgentServer> as AgentServer,
    conversation: conversation as Conversation,
  };
}

const session = (): Promise<unknown> => Promise.resolve({ info: { id: idOf('root') } });

const silence = (): Promise<unknown> => Promise.reject(new Error('hang up'));

/** Ends a run in this way, after `work` in the checkout. */
async function end(ending: Ending, world: World = {}, work = async () => {}) {
  const scene = sceneOf(world);
  await scene.before;
  await work();
  return endInOrder(optionsFor(world), scene, ending);
}

const write = (): Promise<void> => writeFile(join(workspace.path, 'new.txt'), 'x');
const commit = async (): Promise<void> => {
  await write();
  await workspace.git('add', '--all');
  await workspace.git('commit', '--quiet', '--message=Work');
};
const nothing = async (): Promise<void> => {};
const MUTE = new Story().prompt('root').say('root', '  ').idle('root');

describe('what was expected', () => {
  test.each<[string, Settings['expect'], World, () => Promise<void>, string]>([
    ['changes, and a file is new', 'changes', {}, write, 'completed'],
    ['changes, and there is a commit', 'changes', {}, commit, 'completed'],
    ['changes, and there are none', 'changes', {}, nothing, 'nothing-produced'],
    ['commits, and there is one', 'commits', {}, commit, 'completed'],
    ['commits, and a file is new', 'commits', {}, write, 'nothing-produced'],
    ['output, and there is some', 'output', {}, nothing, 'completed'],
    ['output, and there are blanks', 'output', { story: MUTE }, nothing, 'nothing-produced'],
    ['nothing, and there is nothing', 'nothing', { story: MUTE }, nothing, 'completed'],
  ])('%s', async (_, expected, world, work, outcome) => {
    const report = await end(COMPLETED, { ...world, settings: { expect: expected } }, work);

    expect(report.outcome).toBe(outcome);
  });

  test('does not hide a worse ending', async () => {
    const { outcome } = await end(TIMED_OUT, { settings: { expect: 'changes' } });

    expect(outcome).toBe('timed-out');
  });
});

const denial = (at: number): Denial => {
  return { sessionId: idOf('root'), kind: 'permission', what: 'edit', patterns: [], at };
};
const refusedByRule = (): Story => {
  const story = new Story().prompt('root').wait(1000);
  story.call('root', 'bash', 'rm').complete('', { status: 'error', refused: true });
  return story.say('root', 'I may not.').idle('root');
};

describe('denials', () => {
  test('are worth a word, but what is missing is worth more', async () => {
    const denials = [denial(DAWN)];

    expect(await end(COMPLETED, { denials })).toMatchObject({
      outcome: 'completed-with-denials',
      denials,
    });
    expect(await end(COMPLETED, { denials, settings: { expect: 'changes' } })).toMatchObject({
      outcome: 'nothing-produced',
      denials,
    });
  });

  test('by our policy and by the rules of a config come in the order of time', async () => {
    const denials = [denial(DAWN), denial(DAWN + 5000)];

    const report = await end(COMPLETED, { story: refusedByRule(), denials });

    expect(report.denials.map(({ what, at }) => [what, at - DAWN])).toEqual([
      ['edit', 0],
      ['bash', 1000],
      ['edit', 5000],
    ]);
  });
});

describe('letting go', () => {
  test.each<[string, Ending, string[]]>([
    ['of a settled tree: nobody is aborted', COMPLETED, ['stop orderly', 'close']],
    [
      'after a failed child: nobody is aborted',
      { outcome: 'child-error', children: [] },
      ['stop orderly', 'close'],
    ],
    ['at a limit: in order', TIMED_OUT, ['abort 2000', 'stop orderly', 'close']],
    ['on a cancel: in a hurry', CANCELLED, ['abort 1000', 'stop hurried', 'close']],
  ])('%s', async (_, ending, steps) => {
    await end(ending);

    expect(done).toEqual(steps);
  });

  test('of nothing, when nothing had begun', async () => {
    const scene: Scene = { began: DAWN, warnings: [], before: Promise.resolve(undefined) };

    const report = await endInOrder(optionsFor({}), scene, {
      outcome: 'failed-to-start',
      message: 'no such model',
    });

    expect(report).toMatchObject({
      outcome: 'failed-to-start',
      finalMessage: '',
      sessions: [],
      changes: [],
      cost: 0,
    });
    expect(report).not.toHaveProperty('rootId');
  });
});

describe('the report', () => {
  test('tells the tree, the last answer with a text, and the warnings', async () => {
    const story = new Story().prompt('root');
    story.say('root', 'It is done.', { cost: 0.5 }).say('root', '').idle('root');

    const report = await end(COMPLETED, { story }, write);

    expect(report).toMatchObject({
      finalMessage: 'It is done.',
      rootId: idOf('root'),
      model: 'fake/fake',
      cost: 0.5,
      changes: [{ path: 'new.txt' }],
      commits: 0,
      started: DAWN,
      warnings: ['a warning'],
    });
  });

  test('has the export that was asked for, read before the server stops', async () => {
    const exports = async (): Promise<unknown> => {
      done.push('export');
      return session();
    };

    const { paths } = await end(COMPLETED, { exports, settings: { export: true } });

    expect(JSON.parse(await readFile(paths.export ?? '', 'utf8'))).toEqual(await session());
    expect(done).toEqual(['export', 'stop orderly', 'close']);
  });

  test.each<[string, Ending, Partial<Settings>]>([
    ['nobody asked', COMPLETED, {}],
    ['time is short', CANCELLED, { export: true }],
  ])('has no export when %s', async (_, ending, settings) => {
    const { paths } = await end(ending, { settings });

    expect(paths).not.toHaveProperty('export');
    expect(existsSync(join(workDir, 'session.json'))).toBe(false);
  });

  test('has no export when the server does not answer, and a warning tells', async () => {
    const report = await end(COMPLETED, { exports: silence, settings: { export: true } });

    expect(report.outcome).toBe('completed');
    expect(report.paths).not.toHaveProperty('export');
    expect(done[0]).toContain('could not be exported');
  });
});
