/**
 * Measures what docs/benchmarks.md tells, and prints it as Markdown: `npm run bench`, or some measures alone:
 * `node bench/run.ts ratio ending`. Ends with 1 when a bar is missed, unless `--no-bars` is given; `--repeat 3` repeats
 * less often. Wants a machine that does nothing else: the load is printed with the results.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildBundles } from '../test/support/bundles.ts';
import { bundles } from './bundles.ts';
import { childrenOnFake, childrenOnReal } from './children.ts';
import { ending } from './ending.ts';
import { hygieneRequests } from './hygiene-requests.ts';
import { install } from './install.ts';
import { kills } from './kills.ts';
import { markdown, Unavailable, type Bench, type Measure } from './measure.ts';
import { ratio } from './ratio.ts';
import { reconcile } from './reconcile.ts';
import { sweep } from './sweep.ts';
import { webhooks } from './webhooks.ts';

const MEASURES: Readonly<Record<string, Measure>> = {
  ratio,
  ending,
  install,
  'children-fake': childrenOnFake,
  'children-real': childrenOnReal,
  bundles,
  'hygiene-requests': hygieneRequests,
  webhooks,
  kills,
  sweep,
  reconcile,
};

const OPENCODE = resolve(import.meta.dirname, '../node_modules/opencode-linux-x64/bin/opencode');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'no-bars': { type: 'boolean' }, repeat: { type: 'string' } },
});
const names = positionals.length === 0 ? Object.keys(MEASURES) : positionals;
const missed = await printAll(names);
if (missed.length > 0) console.log(`\nMissed: ${missed.join('; ')}`);
process.exitCode = missed.length > 0 && values['no-bars'] !== true ? 1 : 0;

/** Prints one table after the other; gives the bars that do not hold. */
async function printAll(wanted: readonly string[]): Promise<string[]> {
  if (!existsSync(OPENCODE))
    throw new Error(`Expected the agent at ${OPENCODE}: npm ci on x64 Linux`);
  const folder = await mkdtemp(join(tmpdir(), 'agent-run-bundles-'));
  await buildBundles(folder);
  const bench: Bench = {
    bundles: folder,
    opencode: OPENCODE,
    ...(values.repeat === undefined ? {} : { repeat: Number(values.repeat) }),
  };
  const found: string[] = [];
  try {
    console.log(`${String(availableParallelism())} processors, Node ${process.versions.node}`);
    for (const name of wanted) found.push(...(await printOne(name, bench)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return found;
}

async function printOne(name: string, bench: Bench): Promise<string[]> {
  const measure = MEASURES[name];
  if (measure === undefined) {
    throw new Error(`No measure is called ${name}; there are ${Object.keys(MEASURES).join(', ')}`);
  }
  const before = load();
  try {
    const table = await measure(bench);
    console.log(`\n${markdown(table)}\n\nLoad: ${before} before, ${load()} after.`);
    return table.rows.filter(({ bar }) => bar?.holds === false).map(({ what }) => what);
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    console.log(`\n## ${name}: left out\n\n${error.message}`);
    return [];
  }
}

function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}
