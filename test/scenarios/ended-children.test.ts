import { describe, expect, test } from 'vitest';
import { hasOpencode, openJob, type RunnerJob } from '../support/runner-job.ts';
import { runHere, type RunHere } from '../support/run-here.ts';
import { call, say, script, task } from '../support/scripted-model.ts';
import { turns, turnsPlayed } from '../support/turns-played.ts';

const HELD = script(say('Never said.', { hold: 'child' }));
const WAITS = call('bash', { command: 'true', description: 'nothing' });

type Act = (hand: RunHere, child: string, job: RunnerJob) => Promise<unknown>;

const abort: Act = ({ agent }, child, { workspace }) => agent.abort(child, workspace.path);
const remove: Act = ({ wire }, child) => wire.call({ method: 'DELETE', path: `/session/${child}` });

/** A child of the main session works; the main session is idle, or waits for it. */
async function endChild(job: RunnerJob, background: boolean, act: Act) {
  const prompt = script(task({ prompt: HELD, background }), say('First.'), say('Second.'));
  const hand = await runHere(job, prompt);
  await job.model.reached('child');
  const child = turns(job.model).find(({ parentSessionId }) => parentSessionId !== undefined);
  await act(hand, child?.sessionId ?? '', job);
  return hand.report;
}

describe.runIf(hasOpencode).concurrent('a child that somebody else ends', () => {
  test.for([
    ['aborted', abort],
    ['deleted', remove],
  ] as const)(
    'in the background, %s: nobody is told, so it is a failure',
    async ([how, act], context) => {
      const job = await openJob(context);

      const { outcome, reason, finalMessage, sessions } = await endChild(job, true, act);

      expect({ outcome, finalMessage }).toEqual({ outcome: 'child-error', finalMessage: 'First.' });
      expect(reason).toContain(how);
      expect(sessions.map(({ state }) => state)).toEqual(['completed', how]);
      expect(turnsPlayed(job.model)).toEqual([2, 1]);
    },
  );

  test('in the foreground, aborted: its parent is told, and goes on', async (context) => {
    const job = await openJob(context);

    const { outcome, finalMessage, sessions } = await endChild(job, false, abort);

    expect({ outcome, finalMessage }).toEqual({ outcome: 'completed', finalMessage: 'First.' });
    expect(sessions.map(({ state }) => state)).toEqual(['completed', 'aborted']);
  });

  test('in the main session: it is a failure', async (context) => {
    const job = await openJob(context);
    const { agent, report } = await runHere(job, script(WAITS, say('Never.', { hold: 'root' })));
    await job.model.reached('root');

    await agent.abort(turns(job.model)[0]?.sessionId ?? '', job.workspace.path);

    expect(await report).toMatchObject({ outcome: 'agent-error', finalMessage: '' });
  });
});
