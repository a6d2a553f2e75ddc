import type { TranscriptEntry } from '../src/sessions/transcript-entry.ts';
import { call, say, script, task } from '../test/support/scripted-model.ts';
import { runAgent } from './agent-run.ts';
import { atMost, median, type Measure, type Row, spread } from './measure.ts';
import { withScene } from './scene.ts';

const RUNS = 10;
const LIMIT = 400;

const PLAIN = script(call('bash', { command: 'git log', description: 'Look' }), say('Looked.'));
const CHILD = script(call('bash', { command: 'sleep 1', description: 'Work' }), say('Worked.'));
const BACKGROUND = script(
  task({ prompt: CHILD, background: true }),
  say('It is at work.'),
  say('It has worked.'),
);

/** From the last idle of the root, as heard on the stream, to the exit of our process: proof, goodbye, report. */
export const ending: Measure = (bench) =>
  withScene(async (scene) => {
    const late = async (what: string, prompt: string): Promise<Row> => {
      const times: number[] = [];
      for (let run = 0; run < (bench.repeat ?? RUNS); run += 1) {
        const inputs = { 'opencode-path': bench.opencode };
        const { exited, transcript } = await runAgent(bench, scene, { prompt, inputs });
        times.push(exited - lastIdle(transcript));
      }
      const bar = atMost(median(times), LIMIT, `at most ${String(LIMIT)} ms`);
      return { what, value: spread(times), bar };
    };
    return {
      title: 'From the last idle event to our exit',
      rows: [
        await late('a main session alone', PLAIN),
        await late('with a background session', BACKGROUND),
      ],
    };
  });

function lastIdle(transcript: readonly TranscriptEntry[]): number {
  const idle = transcript.findLast(
    (entry) =>
      entry.type === 'event' && entry.event.type === 'status' && entry.event.status.type === 'idle',
  );
  if (idle === undefined) throw new Error('The transcript tells of no session that went idle.');
  return idle.at;
}
