import { truncateSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BRANDS, type CommentJob, openCommentJob } from '../support/comment-job.ts';
import { hasOpencode } from '../support/runner-job.ts';
import type { Step } from '../support/runner-step.ts';
import { say, script } from '../support/scripted-model.ts';

const SILENT = say('Never said.', { hold: 'for ever' });
const BOTH = ['read', 'write'] as const;

describe.runIf(hasOpencode).concurrent('a run that is ended from outside', () => {
  test('by SIGTERM says so in its comment', async (context) => {
    const here = await openCommentJob(context, 'github');
    const step = await atWork(here);

    const began = performance.now();
    step.signal('SIGTERM');
    const { exitCode, log } = await step.ended();

    expect(performance.now() - began).toBeLessThan(7000);
    expect(exitCode).toBe(130);
    expect(here.comments).toEqual([expect.stringContaining('Agent run: cancelled')]);
    expect(log).not.toContain('The comment on');
  });

  test.for(BRANDS)(
    'by SIGKILL on %s has its comment ended by the post step',
    async (brand, context) => {
      const here = await openCommentJob(context, brand);
      const step = await killed(here);
      expect(here.comments).toEqual([expect.stringContaining('Agent run: working')]);

      const { exitCode, outputs, log } = await here.job.runPostServed(step);

      expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 0, outcome: 'cancelled' });
      expect(here.comments).toEqual([expect.stringContaining('Agent run: cancelled')]);
      expect(log).not.toContain('The comment on');
      expect((await here.job.runPostServed(step)).log).toBe('');
    },
  );

  test('by SIGKILL, on a runner that loses state, has its comment ended too', async (context) => {
    const here = await openCommentJob(context, 'gitea');
    const step = await killed(here);
    truncateSync(step.environment['GITHUB_STATE'] ?? '');

    await here.job.runPostServed(step);

    expect(here.comments).toEqual([expect.stringContaining('Agent run: cancelled')]);
  });

  test('by SIGKILL, with a result wanted only, has a comment that says so', async (context) => {
    const here = await openCommentJob(context, 'github');
    const step = here.job.startStep(
      here.options({ prompt: script(SILENT), inputs: { comment: 'result' } }),
    );
    await here.job.model.reached('for ever');
    expect(here.comments).toEqual([]);
    step.signal('SIGKILL');
    await step.ended();

    await here.job.runPostServed(step);

    expect(here.comments).toEqual([expect.stringContaining('Agent run: cancelled')]);
  });

  test('by SIGKILL, with a token that is dead by then, is told of in the log', async (context) => {
    const here = await openCommentJob(context, 'forgejo');
    const step = await killed(here);
    here.trouble(BOTH, { kind: 'bad-token' });

    const { exitCode, outputs, log } = await here.job.runPostServed(step);

    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 0, outcome: 'cancelled' });
    expect(log.match(/The comment on #\d+ does not tell how the run ended/g)).toHaveLength(1);
    expect(log).toContain('give a token of an account of your own');
    here.world.faults.forget();
  });
});

describe.runIf(hasOpencode).concurrent('a forge in trouble', () => {
  test.for(BRANDS)('does not change how a run ends: 403 of %s', async (brand, context) => {
    const here = await openCommentJob(context, brand);
    here.trouble(['write'], { kind: 'forbidden', needs: 'issues=write' });

    const { exitCode, outputs, log } = await here.job.runStep(
      here.options({ prompt: script(say('Done.')) }),
    );

    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 0, outcome: 'completed' });
    expect(log.match(/^! The comment on #\d+/gm)).toHaveLength(1);
    expect(/^::warning/m.test(log)).toBe(brand === 'github');
    expect(here.comments).toEqual([]);
    here.world.faults.forget();
  });

  test('that is not there at all does not change it either', async (context) => {
    const here = await openCommentJob(context, 'github');

    const { exitCode, log } = await here.job.runStep(
      here.options({
        prompt: script(say('Done.')),
        environment: { GITHUB_API_URL: 'http://127.0.0.1:9' },
      }),
    );

    expect(exitCode).toBe(0);
    expect(log.match(/The comment on #\d+ .*does not answer/g)).toHaveLength(1);
  });

  test('that hangs costs seconds, and the post step makes up for it', async (context) => {
    const here = await openCommentJob(context, 'gitea');
    const step = here.job.startStep(
      here.options({ prompt: script(say('Done.', { hold: 'the answer' })) }),
    );
    await here.untilCommented('Agent run: working');
    await here.job.model.reached('the answer');
    here.trouble(BOTH, { kind: 'silent' });
    const began = performance.now();
    here.job.model.release('the answer');

    const { exitCode, outputs } = await step.ended();

    expect(performance.now() - began).toBeLessThan(20_000);
    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 0, outcome: 'completed' });
    expect(here.comments).toEqual([expect.stringContaining('Agent run: working')]);
    here.world.faults.forget();
    const post = await here.job.runPostServed(step);
    expect(post).toMatchObject({ exitCode: 0, outputs });
    expect(here.comments).toEqual([expect.stringContaining('Agent run: completed')]);
  });

  test('that hangs does not keep a cancelled run beyond 7 s', async (context) => {
    const here = await openCommentJob(context, 'github');
    const step = await atWork(here);
    here.trouble(BOTH, { kind: 'silent' });

    const began = performance.now();
    step.signal('SIGINT');
    const { exitCode } = await step.ended();

    expect(performance.now() - began).toBeLessThan(7000);
    expect(exitCode).toBe(130);
    here.world.faults.forget();
    await here.job.runPostServed(step);
    expect(here.comments).toEqual([expect.stringContaining('Agent run: cancelled')]);
  });
});

/** A step whose model is silent, and whose comment says that it works. */
async function atWork(here: CommentJob): Promise<Step> {
  const step = here.job.startStep(here.options({ prompt: script(SILENT) }));
  await here.job.model.reached('for ever');
  await here.untilCommented('Agent run: working');
  return step;
}

async function killed(here: CommentJob): Promise<Step> {
  const step = await atWork(here);
  step.signal('SIGKILL');
  await step.ended();
  return step;
}
