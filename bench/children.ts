import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { call, say, script, task, together } from '../test/support/scripted-model.ts';
import { runAgent, type AgentRun } from './agent-run.ts';
import { atMost, megabytes, type Measure, type Row } from './measure.ts';
import { withScene } from './scene.ts';

const MOST_MEMORY = 150e6;
const MANY = 500;
const FEW = 100;

/** Hundreds of background sessions on the fake server, which is as fast as loopback allows. */
export const childrenOnFake: Measure = (bench) =>
  withScene(async (scene) => {
    const rows: Row[] = [];
    for (const children of [FEW, MANY]) {
      const executable = join(scene.newFolder(), 'opencode');
      const server = resolve(import.meta.dirname, 'fake-server.ts');
      const command = `exec "${process.execPath}" "${server}" ${String(children)}`;
      writeFileSync(executable, `#!/bin/sh\n${command}\n`, { mode: 0o755 });
      const inputs = { 'opencode-path': executable };
      const run = await runAgent(bench, scene, { prompt: 'Go.', inputs, probed: true });
      rows.push(...rowsFor(children, run));
    }
    return { title: 'Many background sessions, fake server', rows };
  });

/** The same on the real server, in which everything takes its time. */
export const childrenOnReal: Measure = (bench) =>
  withScene(async (scene) => {
    const launches = Array.from({ length: FEW }, (_, index) =>
      task({ description: `child ${String(index)}`, prompt: childScript(index), background: true }),
    );
    const prompt = script(together(...launches), say('All of them are at work.'));
    // Too long for an environment variable.
    const file = join(scene.newFolder(), 'prompt.md');
    writeFileSync(file, prompt);
    const inputs = { 'prompt-file': file, 'opencode-path': bench.opencode };
    const run = await runAgent(bench, scene, { inputs, probed: true });
    return { title: 'Many background sessions, real server', rows: rowsFor(FEW, run) };
  });

function childScript(index: number): string {
  const todos = (status: string) =>
    call('todowrite', {
      todos: [{ id: '1', content: `Part ${String(index)}`, status, priority: 'high' }],
    });
  const words = 'Looked at the sources and found something worth telling. '.repeat(40);
  return script(todos('in_progress'), todos('completed'), say(words, { chunks: 20, chunk: 10 }));
}

function rowsFor(children: number, { outputs, took, cost, transcript }: AgentRun): Row[] {
  const sessions = JSON.parse(outputs['sessions'] ?? '[]') as { state: string }[];
  const completed = sessions.filter(({ state }) => state === 'completed').length;
  const { peakBytes = 0, cpu = 0, lagMedian = 0, lag99 = 0, lagMax = 0 } = cost ?? {};
  const about = `${String(children)} children:`;
  const all = children + 1;
  return [
    {
      what: `${about} sessions completed, as reported`,
      value: String(completed),
      bar: { text: `${String(all)} of ${String(all)}`, holds: completed === all },
    },
    { what: `${about} whole process`, value: `${(took / 1000).toFixed(1)} s` },
    { what: `${about} lines of transcript`, value: String(transcript.length) },
    {
      what: `${about} our memory at its peak`,
      value: megabytes(peakBytes),
      ...(children === MANY ? { bar: atMost(peakBytes, MOST_MEMORY, 'at most 150 MB') } : {}),
    },
    { what: `${about} our processor time`, value: `${(cpu / 1000).toFixed(1)} s` },
    {
      what: `${about} event-loop lag, median / 99 % / longest`,
      value: [lagMedian, lag99, lagMax].map((lag) => `${lag.toFixed(0)} ms`).join(' / '),
    },
  ];
}
