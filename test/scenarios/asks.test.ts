import { describe, expect, test } from 'vitest';
import { hasOpencode, openJob } from '../support/runner-job.ts';
import { call, say, script, task, type Step } from '../support/scripted-model.ts';
import { toolResults } from '../support/turns-played.ts';

const run = (command: string) => call('bash', { command, description: 'runs' });
const OUTSIDE = call('read', { filePath: '/etc/hostname' });
const LEAD = {
  mode: 'subagent',
  description: 'hands work on',
  prompt: 'You hand work on.',
  permission: { task: 'allow' },
};
const NESTED = { subagent_depth: 2, agent: { lead: LEAD } };
/** What the server itself would ask about; nothing of ours comes behind it. */
const ASKING = { permission: { external_directory: 'ask' } };

/** The steps as they are done by the main session, a child, or a child's child. */
const BY = {
  'the main session': (...steps: Step[]) => script(...steps, say('Went on.')),
  'a child': (...steps: Step[]) =>
    script(task({ prompt: script(...steps, say('Child.')) }), say('Went on.')),
  'a grandchild': (...steps: Step[]) => {
    const child = script(task({ prompt: script(...steps, say('Grandchild.')) }), say('Child.'));
    return script(task({ prompt: child, agent: 'lead' }), say('Went on.'));
  },
};
const WHOS = Object.keys(BY) as (keyof typeof BY)[];

describe.runIf(hasOpencode).concurrent('asks', () => {
  test.for(WHOS.slice(0, 2))(
    '%s may not read outside of the workspace, is told so and goes on',
    async (who, context) => {
      const job = await openJob(context);

      const { exitCode, outputs, summary, log } = await job.runStep({
        prompt: BY[who](OUTSIDE),
        config: NESTED,
      });

      expect({ exitCode, ...outputs }).toMatchObject({
        exitCode: 0,
        outcome: 'completed-with-denials',
        'asks-denied': '1',
        'final-message': 'Went on.',
      });
      expect(toolResults(job.model)).toContainEqual(
        expect.stringContaining('a rule which prevents you from using this specific tool call'),
      );
      expect(summary).toContain('/etc/hostname');
      expect(log).toContain('/etc/hostname');
    },
  );

  test.for(WHOS)(
    'what %s is asked about all the same is refused at once, with a reason',
    async (who, context) => {
      const job = await openJob(context);

      const { outputs, summary, transcript } = await job.runStep({
        prompt: BY[who](OUTSIDE),
        config: { ...NESTED, ...ASKING },
      });

      expect(outputs).toMatchObject({
        outcome: 'completed-with-denials',
        'asks-denied': '1',
        'final-message': 'Went on.',
      });
      expect(toolResults(job.model)).toContainEqual(
        expect.stringContaining('policy of this run does not allow external_directory'),
      );
      expect(transcript?.denials).toMatchObject([{ what: 'external_directory' }]);
      expect(summary).toContain('external_directory');
    },
  );

  test('a permission that the policy allows is granted without a person', async (context) => {
    const job = await openJob(context);
    const prompt = BY['a child'](run('echo granted'));

    const { outputs, transcript } = await job.runStep({
      prompt,
      config: { permission: { bash: 'ask' } },
    });

    expect(outputs).toMatchObject({ outcome: 'completed', 'asks-denied': '0' });
    expect(toolResults(job.model)).toContainEqual(expect.stringContaining('granted'));
    const asked = transcript?.entries.filter(({ type }) => type === 'asked');
    expect(asked).toMatchObject([{ ask: { permission: 'bash' } }]);
  });

  test('the policy comes behind what configs and agents allow', async (context) => {
    const job = await openJob(context);
    const { outputs } = await job.runStep({
      prompt: BY['the main session'](run('echo fine'), run('git push origin main')),
      inputs: { permissions: 'bash:\n  "git push *": deny' },
      config: {
        permission: { bash: 'allow' },
        agent: { build: { permission: { bash: 'allow' } } },
      },
    });

    expect(outputs).toMatchObject({ outcome: 'completed-with-denials', 'asks-denied': '1' });
    expect(toolResults(job.model)).toEqual([
      expect.stringContaining('fine'),
      expect.stringContaining('prevents you from using'),
    ]);
  });

  test.for(['the main session', 'a child'] as const)(
    'a question of %s is answered as the policy says',
    async (who, context) => {
      const job = await openJob(context);
      const question = { question: 'Which colour?', header: 'Colour', options: [] };
      const options = [{ label: 'Red', description: 'as blood' }];

      const { outputs } = await job.runStep({
        prompt: BY[who](call('question', { questions: [{ ...question, options }] })),
        inputs: { permissions: 'question:\n  answer: Take the blue one.' },
      });

      expect(outputs).toMatchObject({ outcome: 'completed', 'final-message': 'Went on.' });
      expect(toolResults(job.model)).toContainEqual(expect.stringContaining('Take the blue one.'));
    },
  );

  test('without such a policy there is no tool for questions', async (context) => {
    const job = await openJob(context);

    const { outputs } = await job.runStep({ prompt: script(say('Nothing to ask.')) });

    expect(outputs['outcome']).toBe('completed');
    const tools = job.model.requests.flatMap(({ body }) => body.tools ?? []);
    const names = tools.map((tool) => tool.function.name);
    expect(names).toContain('bash');
    expect(names).not.toContain('question');
  });
});
