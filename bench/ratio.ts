import { installOpencode } from '../src/agent/install.ts';
import { OPENCODE_VERSION } from '../src/agent/pins.ts';
import { fakeProviderConfig } from '../test/support/opencode-config.ts';
import { call, say, script } from '../test/support/scripted-model.ts';
import { runStock } from '../test/support/stock-opencode.ts';
import { runAgent } from './agent-run.ts';
import { atMost, median, type Bench, type Measure, type Row, spread } from './measure.ts';
import { withScene, type Scene } from './scene.ts';

const PAIRS = 9;
const GOAL = 1;
const FLOOR = 1.1;
const PROMPT = script(call('bash', { command: 'git log', description: 'Look' }), say('Looked.'));

/**
 * The whole process against stock `opencode run` with the same prompt, one after the other in turns, each with folders
 * of its own: what a job pays for being told the truth.
 */
export const ratio: Measure = (bench) =>
  withScene(async (scene) => {
    const cache = await filledCache(scene.newFolder());
    const contestants = {
      stock: () => runTheirs(bench, scene),
      named: async () =>
        (
          await runAgent(bench, scene, {
            prompt: PROMPT,
            inputs: { 'opencode-path': bench.opencode },
          })
        ).took,
      ...(cache === undefined
        ? {}
        : {
            cached: async () =>
              (
                await runAgent(bench, scene, {
                  prompt: PROMPT,
                  environment: { RUNNER_TOOL_CACHE: cache },
                })
              ).took,
          }),
    };
    const times: Record<string, number[]> = {};
    for (let pair = 0; pair < (bench.repeat ?? PAIRS); pair += 1) {
      for (const [name, once] of inTurns(Object.entries(contestants), pair)) {
        (times[name] ??= []).push(await once());
      }
    }
    const { stock: stockTimes = [], named = [], cached } = times;
    return {
      title: 'Whole process against stock `opencode run`',
      rows: [
        { what: '`opencode run`', value: spread(stockTimes) },
        { what: 'agent-run, `opencode-path`', value: spread(named) },
        compared('ratio, `opencode-path`', named, stockTimes),
        ...(cached === undefined
          ? []
          : [
              { what: 'agent-run, cached install', value: spread(cached) },
              compared('ratio, cached install', cached, stockTimes),
            ]),
      ],
      notes: cached === undefined ? ['Cached install: left out, no registry is in reach.'] : [],
    };
  });

async function runTheirs({ opencode }: Bench, scene: Scene): Promise<number> {
  const { exitCode, took, output } = await runStock({
    executable: opencode,
    directory: scene.directory,
    folder: scene.newFolder(),
    config: fakeProviderConfig(scene.baseUrl),
    prompt: PROMPT,
  });
  if (exitCode === 0 && output.includes('Looked.')) return took;
  throw new Error(`opencode run ended with ${String(exitCode)}:\n${output}`);
}

/** The folder with everything installed in it; undefined when no registry is in reach. */
async function filledCache(folder: string): Promise<string | undefined> {
  const env = { ...process.env, RUNNER_TOOL_CACHE: folder };
  return installOpencode({ version: OPENCODE_VERSION, env, log: () => undefined }).then(
    () => folder,
    () => undefined,
  );
}

/** Whoever goes first in one round goes last in the next. */
function inTurns<T>(all: readonly T[], round: number): T[] {
  const start = round % all.length;
  return [...all.slice(start), ...all.slice(0, start)];
}

/** The median of the ratios of each pair, which ran next to each other. */
function compared(what: string, ours: readonly number[], stock: readonly number[]): Row {
  const ratios = ours.map((took, pair) => took / (stock[pair] ?? Number.NaN));
  const value = median(ratios);
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)];
  return {
    what,
    value: `${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`,
    bar: atMost(value, FLOOR, `at most ${FLOOR.toFixed(1)}, goal ${GOAL.toFixed(1)}`),
  };
}
