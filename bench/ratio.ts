import { installOpencode } from '../src/agent/install.ts';
import { OPENCODE_VERSION } from '../src/agent/pins.ts';
import { fakeProviderConfig } from '../test/support/opencode-config.ts';
import { call, say, script } from '../test/support/scripted-model.ts';
import { runStock } from '../test/support/stock-opencode.ts';
import { runAgent, type AgentRunOptions } from './agent-run.ts';
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
    const ours = async (options: Omit<AgentRunOptions, 'prompt'>): Promise<number> =>
      (await runAgent(bench, scene, { prompt: PROMPT, ...options })).took;
    const contestants = {
      stock: () => runTheirs(bench, scene),
      plugged: () => runTheirs(bench, scene, true),
      named: () => ours({ inputs: { 'opencode-path': bench.opencode } }),
      ...(cache === undefined
        ? {}
        : {
            cached: () => ours({ environment: { RUNNER_TOOL_CACHE: cache } }),
            whole: () =>
              ours({
                environment: { RUNNER_TOOL_CACHE: cache },
                inputs: { config: JSON.stringify(anyModel(scene)) },
              }),
          }),
    };
    const times: Record<string, number[]> = {};
    for (let pair = 0; pair < (bench.repeat ?? PAIRS); pair += 1) {
      for (const [name, once] of inTurns(Object.entries(contestants), pair)) {
        (times[name] ??= []).push(await once());
      }
    }
    const { stock = [], plugged = [], named = [], cached, whole = [] } = times;
    return {
      title: 'Whole process against stock `opencode run`',
      rows: [
        { what: '`opencode run`, its built-in plugins off', value: spread(stock) },
        { what: '`opencode run`, its built-in plugins on', value: spread(plugged) },
        ...rowsFor('`opencode-path`', named, { stock, plugged }),
        ...(cached === undefined
          ? []
          : [
              ...rowsFor('cached install', cached, { stock, plugged }),
              barredRow('cached install, any model', whole, stock),
            ]),
      ],
      notes: cached === undefined ? ['Cached install: left out, no registry is in reach.'] : [],
    };
  });

/** Where a variable names a model, opencode has to know those of all providers. */
function anyModel({ baseUrl }: Scene): Record<string, unknown> {
  const command = { later: { template: 'Later.', model: '{env:LATER}' } };
  return { ...fakeProviderConfig(baseUrl), command };
}

async function runTheirs(
  { opencode }: Bench,
  scene: Scene,
  defaultPlugins = false,
): Promise<number> {
  const { exitCode, took, output } = await runStock({
    executable: opencode,
    directory: scene.directory,
    folder: scene.newFolder(),
    config: fakeProviderConfig(scene.baseUrl),
    prompt: PROMPT,
    defaultPlugins,
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

/** Against the fastest there is, which the bar is about, and against what people have. */
function rowsFor(
  how: string,
  ours: readonly number[],
  { stock, plugged }: { stock: readonly number[]; plugged: readonly number[] },
): Row[] {
  return [
    { what: `agent-run, ${how}`, value: spread(ours) },
    barredRow(how, ours, stock),
    { what: `ratio, ${how}, stock with its plugins`, value: ratios(ours, plugged)[1] },
  ];
}

function barredRow(how: string, ours: readonly number[], stock: readonly number[]): Row {
  const [value, shown] = ratios(ours, stock);
  const bar = atMost(value, FLOOR, `at most ${FLOOR.toFixed(1)}, goal ${GOAL.toFixed(1)}`);
  return { what: `ratio, ${how}`, value: shown, bar };
}

/** The median of the ratios of runs that were next to each other, as a number and with its spread. */
function ratios(ours: readonly number[], theirs: readonly number[]): [number, string] {
  const all = ours.map((took, round) => took / (theirs[round] ?? Number.NaN));
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const value = median(all);
  return [value, `${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`];
}
