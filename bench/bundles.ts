import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { atMost, megabytes, median, type Measure, spread } from './measure.ts';
import { withScene } from './scene.ts';

const RUNS = 15;
const LARGEST = 1.5e6;
const SLOWEST = 150;

/** How large the bundles are, and how long `main.js` takes until it has read its inputs. */
export const bundles: Measure = (bench) =>
  withScene(async ({ directory, newFolder }) => {
    const files = readdirSync(bench.bundles).map((name) => ({
      name,
      size: statSync(join(bench.bundles, name)).size,
    }));
    const env = {
      PATH: process.env['PATH'] ?? '',
      GITHUB_WORKSPACE: directory,
      RUNNER_TEMP: newFolder(),
    };
    const nothing: number[] = [];
    const refused: number[] = [];
    for (let run = 0; run < (bench.repeat ?? RUNS); run += 1) {
      nothing.push(timeOf(['--eval', ''], env, 0));
      // Without a prompt it ends as soon as it has read its inputs and said so.
      refused.push(timeOf([join(bench.bundles, 'main.js')], env, 2));
    }
    const load = median(refused) - median(nothing);
    return {
      title: 'Bundles',
      rows: [
        ...files.map(({ name, size }) => ({
          what: `\`${name}\``,
          value: megabytes(size),
          ...(name === 'main.js' ? { bar: atMost(size, LARGEST, 'at most 1.5 MB') } : {}),
        })),
        { what: 'Node that does nothing', value: spread(nothing) },
        { what: '`main.js` that refuses its inputs', value: spread(refused) },
        {
          what: 'the difference: to load it, read the inputs and report',
          value: `${load.toFixed(0)} ms`,
          bar: atMost(load, SLOWEST, `at most ${String(SLOWEST)} ms`),
        },
      ],
    };
  });

function timeOf(argv: string[], env: NodeJS.ProcessEnv, expected: number): number {
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, argv, { env, encoding: 'utf8' });
  const took = performance.now() - began;
  if (status !== expected) throw new Error(`Ended with ${String(status)}: ${stderr}`);
  return took;
}
