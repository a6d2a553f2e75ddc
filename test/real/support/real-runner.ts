import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { systemClock, TIMED_OUT, within } from '../../../src/clock.ts';
import type { Repository } from '../../../src/forge/model.ts';
import { processesOf } from '../../support/runner-job.ts';
import { type Job, jobsFound, logOf } from './real-jobs.ts';
import type { RealSite } from './real-site.ts';
import { routeOf } from './repository-acts.ts';
import { untilFound } from './until-found.ts';

const LONGEST_JOB = 90_000;
const LONGEST_END = 15_000;

const REGISTRATION = {
  gitea: ['POST', 'admin/actions/runners/registration-token'],
  forgejo: ['GET', 'admin/runners/registration-token'],
} as const;

const run = promisify(execFile);

/** The runner that goes with a server, on this machine and without containers, in a folder of its own. */
export class RealRunner {
  readonly #site: RealSite;
  readonly #folder: string;
  readonly #daemon: ChildProcess;
  #said = '';

  private constructor(site: RealSite, folder: string, daemon: ChildProcess) {
    this.#site = site;
    this.#folder = folder;
    this.#daemon = daemon;
    for (const pipe of [daemon.stdout, daemon.stderr]) {
      pipe?.setEncoding('utf8').on('data', (piece: string) => {
        this.#said = (this.#said + piece).slice(-100_000);
      });
    }
  }

  static async start(executable: string, site: RealSite): Promise<RealRunner> {
    const folder = mkdtempSync(join(tmpdir(), 'real-runner-'));
    const config = join(folder, 'config.json');
    // Its config is YAML, of which JSON is a part.
    writeFileSync(
      config,
      JSON.stringify({
        runner: { file: join(folder, 'registered'), capacity: 2, fetch_interval: '1s' },
        cache: { enabled: false },
        host: { workdir_parent: join(folder, 'work') },
      }),
    );
    const around = { cwd: folder, env: { PATH: pathWithThisNode(folder), HOME: folder } };
    const [method, route] = REGISTRATION[site.server.kind];
    const { token } = await site.admin.must<{ token: string }>(method, route);
    const named = ['--no-interactive', '--name', 'here', '--labels', 'ubuntu-latest:host'];
    const where = ['--instance', site.server.url, '--token', token];
    await run(executable, ['--config', config, 'register', ...named, ...where], around);
    const daemon = spawn(executable, ['--config', config, 'daemon'], {
      ...around,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new RealRunner(site, folder, daemon);
  }

  async stop(): Promise<void> {
    const gone = once(this.#daemon, 'exit');
    this.#daemon.kill('SIGTERM');
    if ((await within(systemClock, LONGEST_END, gone)) === TIMED_OUT) this.#daemon.kill('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** The jobs of a repository's runs once all of them have ended, oldest first. */
  async jobsOf(repository: Repository, count: number): Promise<Job[]> {
    const ended = await untilFound(
      `${count} jobs of ${routeOf(repository)} have ended; the runner said: ${this.#said.slice(-3000)}`,
      async () => {
        const jobs = await jobsFound(this.#site, repository);
        return jobs.length >= count && jobs.every(({ isOver }) => isOver) ? jobs : undefined;
      },
      LONGEST_JOB,
    );
    return Promise.all(
      ended.map(async (job) => ({
        conclusion: job.conclusion,
        log: await logOf(this.#site, job),
      })),
    );
  }

  /** What runs of the jobs: the runner itself does not count. */
  processesOfJobs(): number[] {
    return processesOf(this.#folder).filter((pid) => pid !== this.#daemon.pid);
  }
}

/** On a host the runner starts the `node` of its PATH. */
function pathWithThisNode(folder: string): string {
  const own = join(folder, 'node');
  mkdirSync(own);
  symlinkSync(process.execPath, join(own, 'node'));
  return `${own}:${process.env['PATH'] ?? ''}`;
}
