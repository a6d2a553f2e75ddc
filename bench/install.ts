import { spawn } from 'node:child_process';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installOpencode } from '../src/agent/install.ts';
import { OPENCODE_VERSION } from '../src/agent/pins.ts';
import { megabytes, spread, Unavailable, type Measure } from './measure.ts';
import { withScene } from './scene.ts';

const RUNS = 3;

type Installed = { took: number; bytes: number };

/**
 * What a job without a cache waits for: our installation of the one package that fits, against `npm i opencode-ai`.
 * Both with an empty npm cache, in turns. Needs the registry that npm is configured for.
 */
export const install: Measure = ({ repeat = RUNS }) =>
  withScene(async ({ newFolder }) => {
    const ours: Installed[] = [];
    const theirs: Installed[] = [];
    try {
      for (let run = 0; run < Math.min(repeat, RUNS); run += 1) {
        ours.push(await installOurs(newFolder()));
        theirs.push(await installTheirs(newFolder()));
      }
    } catch (error) {
      throw new Unavailable(`No registry is in reach: ${String(error)}`);
    }
    const row = (what: string, all: readonly Installed[]) => [
      { what: `${what}, time`, value: spread(all.map(({ took }) => took)) },
      { what: `${what}, on disk`, value: megabytes(all[0]?.bytes ?? 0) },
    ];
    return {
      title: 'Installation without a cache (network)',
      rows: [...row('agent-run', ours), ...row('`npm i opencode-ai`', theirs)],
      notes: ['agent-run also provides ripgrep where PATH has none; that is in its numbers.'],
    };
  });

async function installOurs(folder: string): Promise<Installed> {
  const [cache, npm] = [join(folder, 'tools'), join(folder, 'npm')];
  const env = { ...process.env, RUNNER_TOOL_CACHE: cache, npm_config_cache: npm };
  const began = performance.now();
  await installOpencode({ version: OPENCODE_VERSION, env, log: () => undefined });
  return { took: performance.now() - began, bytes: sizeOf(cache) };
}

async function installTheirs(folder: string): Promise<Installed> {
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const spec = `opencode-ai@${OPENCODE_VERSION}`;
  const began = performance.now();
  const child = spawn('npm', ['install', spec, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    env: { ...process.env, npm_config_cache: join(folder, 'npm') },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let problems = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (problems += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`npm ended with ${String(code)}: ${problems}`);
  return { took: performance.now() - began, bytes: sizeOf(join(folder, 'node_modules')) };
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
