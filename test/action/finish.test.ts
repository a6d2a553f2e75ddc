import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readHandover } from '../../src/action/handover.ts';
import { workFiles } from '../../src/action/work-files.ts';
import { startTimeOf } from '../../src/agent/proc.ts';
import { MARKER_VARIABLE } from '../../src/agent/survivors.ts';
import { PostStep } from '../support/post-step.ts';
import { DAWN, Story } from '../support/tree-builder.ts';

let step: PostStep;

beforeEach(() => {
  step = new PostStep();
});

afterEach(() => step.remove());

const WAITS = 'setInterval(() => {}, 1000)';

/** The main session has answered, and its child still works. */
function halfDone(): Story {
  const story = new Story().prompt('root');
  story.launch('find', { by: 'background' }).say('root', 'It runs.', { cost: 0.5 }).idle('root');
  return story.wait(90_000).say('find', 'Not found yet.');
}

test('a run that was reported is left alone', async () => {
  const folder = step.leave({ reported: true }, halfDone());

  const post = await step.run({ STATE_folder: folder });

  expect(post).toEqual({ exitCode: 0, log: '', outputs: {}, summary: '' });
});

test('without any run there is nothing to do', async () => {
  expect(await step.run()).toEqual({ exitCode: 0, log: '', outputs: {}, summary: '' });
});

test.each([
  ['by the folder that was saved', (folder: string) => ({ STATE_folder: folder })],
  ['where the state was lost, by the name of the step', () => ({})],
])(
  'a killed run is found %s, and what its transcript tells is reported once',
  async (_, stateOf) => {
    const folder = step.leave({}, halfDone());

    const post = await step.run(stateOf(folder));

    expect(post).toMatchObject({
      exitCode: 0,
      summary: expect.stringContaining('killed') as unknown,
    });
    expect(post.outputs).toMatchObject({
      outcome: 'cancelled',
      'final-message': 'It runs.',
      cost: '0.5',
      duration: '90',
      transcript: workFiles(folder).transcript,
    });
    expect(JSON.parse(post.outputs['sessions'] ?? '')).toHaveLength(2);
    expect(existsSync(workFiles(folder).page)).toBe(true);
    expect(readHandover(folder)?.reported).toBe(true);
    expect(await step.run(stateOf(folder))).toMatchObject({ log: '', summary: post.summary });
  },
);

test('a transcript that ends in the middle of a line tells the rest', async () => {
  const folder = step.leave({}, halfDone());
  appendFileSync(workFiles(folder).transcript, '{"type":"event","at":17953');

  const { outputs } = await step.run();

  expect(outputs).toMatchObject({ outcome: 'cancelled', 'final-message': 'It runs.' });
});

test('a run that was killed before it had a session is reported without one', async () => {
  step.leave();

  const { outputs } = await step.run();

  expect(outputs).toMatchObject({ outcome: 'cancelled', sessions: '[]', transcript: '' });
});

test('what the run had started is ended, and what it had put into the checkout is gone', async () => {
  const marker = 'a marker of this test';
  const server = await step.start(WAITS);
  const tool = await step.start(WAITS, { [MARKER_VARIABLE]: marker });
  const stranger = await step.start(WAITS, { [MARKER_VARIABLE]: 'another' });
  const litter = join(step.folder, 'checkout', '.opencode');
  mkdirSync(join(litter, 'node_modules'), { recursive: true });
  const added = { paths: [join(litter, 'node_modules')], folders: [litter] };
  // The server's number belongs to another process by now.
  step.leave({ server: { pid: server.pid ?? 0, startTime: 1, marker, added } });

  const ended = once(tool, 'exit');
  const { log } = await step.run();

  expect(await ended).toEqual([null, 'SIGKILL']);
  expect(log).toContain('1 process that the run had left behind was ended.');
  expect(existsSync(litter)).toBe(false);
  expect([server, stranger].map(({ exitCode, signalCode }) => exitCode ?? signalCode)).toEqual([
    null,
    null,
  ]);
});

test('keys that the guard has not taken over yet are gone', async () => {
  const folder = step.leave();
  const keys = join(workFiles(folder).server, 'guard.json');
  mkdirSync(workFiles(folder).server);
  writeFileSync(keys, '{"keys":{"auth":{"anthropic":"sk-ant"}}}');

  await step.run();

  expect(existsSync(keys)).toBe(false);
});

test('a main step that still works is told to end, and reports by itself', async () => {
  const folder = step.leave({}, halfDone());
  const handover = JSON.stringify({ ...readHandover(folder), reported: true });
  const main = await step.start(
    `process.on('SIGTERM', () => {
      require('node:fs').writeFileSync(process.env.HANDOVER, process.env.REPORTED);
      process.exit(0);
    }); ${WAITS}`,
    { HANDOVER: join(folder, 'handover.json'), REPORTED: handover },
  );
  nameMain(folder, main.pid ?? 0);

  const ended = once(main, 'exit');
  const post = await step.run();

  expect(await ended).toEqual([0, null]);
  expect(post).toEqual({ exitCode: 0, log: '', outputs: {}, summary: '' });
});

test(
  'a main step that does not end when it is told to is killed',
  { timeout: 40_000 },
  async () => {
    const folder = step.leave({}, halfDone());
    const main = await step.start(`process.on('SIGTERM', () => {}); ${WAITS}`);
    nameMain(folder, main.pid ?? 0);

    const ended = once(main, 'exit');
    const { outputs } = await step.run();

    expect(await ended).toEqual([null, 'SIGKILL']);
    expect(outputs).toMatchObject({ outcome: 'cancelled', 'final-message': 'It runs.' });
  },
);

test('a process that has got the number of the main step is left alone', async () => {
  const stranger = await step.start(WAITS);
  step.leave({ main: { pid: stranger.pid ?? 0, startTime: 1 } });

  const { outputs } = await step.run();

  expect(outputs['outcome']).toBe('cancelled');
  expect(stranger.signalCode).toBe(null);
});

test.each([
  ['torn', '{"main":{"pid":4711},"repor'],
  ['of something else', '[]'],
])('a handover that is %s is not gone by', async (_, content) => {
  const folder = step.leave({}, halfDone());
  writeFileSync(join(folder, 'handover.json'), content);

  const post = await step.run({ STATE_folder: folder });

  expect(post).toEqual({ exitCode: 0, log: '', outputs: {}, summary: '' });
});

/** Says which process is the main step. */
function nameMain(folder: string, pid: number): void {
  const startTime = startTimeOf(pid);
  const main = { pid, ...(startTime === undefined ? {} : { startTime }) };
  const handover = { ...readHandover(folder), main, started: DAWN };
  writeFileSync(join(folder, 'handover.json'), JSON.stringify(handover));
}
