import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { build, type OutputOptions } from 'rolldown';
import { onTestFinished } from 'vitest';
import config from '../../rolldown.config.ts';
import type { SubjectRef } from '../../src/forge/model.ts';
import { readCommandFile } from './command-file.ts';
import { GiteaServer } from './forge-world/gitea/server.ts';
import { FORGEJO, GITEA, VERSIONS } from './forge-world/gitea/traits.ts';
import { githubServer, GithubServer } from './forge-world/github/server.ts';
import { START } from './forge-world/ground.ts';
import { type ForgeTraits, GITHUB } from './forge-world/traits.ts';
import { forgeWorld, type ForgeWorld } from './forge-world/world.ts';
import { SteppedClock } from './stepped-clock.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const WORLD_TIME = pathToFileURL(join(ROOT, 'test/support/world-time.mjs')).href;
/** Far more than any step needs. */
const PATIENCE = 30_000;

/** Builds the bundle of the step as it is published: in `dist`, beside the templates. */
export async function buildStep(folder: string): Promise<string> {
  const bundle = config.find(({ input }) => input === 'src/step/main.ts');
  if (bundle === undefined) throw new Error('no bundle of the step');
  const output = bundle.output as OutputOptions;
  const file = join(folder, 'dist', basename(output.file ?? ''));
  // Other plugins collect licences into dist/ and change no code.
  await build({ ...bundle, plugins: [], output: { ...output, file } });
  symlinkSync(join(ROOT, 'templates'), join(folder, 'templates'));
  return file;
}

export type JobOptions = {
  /** The event's name and payload; the last thing that happened in the world unless told. */
  event?: { name: string; payload: unknown };
  /** By name as in a workflow. */
  inputs?: Readonly<Record<string, string>>;
  environment?: Readonly<Record<string, string>>;
  node?: string;
};

export type JobEnd = {
  exitCode: number | null;
  outputs: Record<string, string>;
  findings: Record<string, unknown>[];
  actions: Record<string, unknown>[];
  summary: string;
  log: string;
  /** Milliseconds of the process, start included. */
  took: number;
  /** Requests of this job, by name. */
  requests: string[];
};

export type Brand = 'github' | 'gitea' | 'forgejo';

const TRAITS: Readonly<Record<Brand, ForgeTraits>> = {
  github: GITHUB,
  gitea: GITEA,
  forgejo: FORGEJO,
};

/** The account of a job's own token. */
const BOTS: Readonly<Record<Brand, string>> = {
  github: 'github-actions[bot]',
  gitea: 'gitea-actions',
  forgejo: 'forgejo-actions',
};

/** What only this brand's runner says. */
const MARKS: Readonly<Record<Brand, Record<string, string>>> = {
  github: {},
  gitea: { GITEA_ACTIONS: 'true' },
  forgejo: { GITEA_ACTIONS: 'true', FORGEJO_ACTIONS: 'true' },
};

/** A forge before a world, and a runner that starts the step for what happens there. */
export class HygieneWorld {
  readonly clock = new SteppedClock(START);
  readonly world: ForgeWorld;
  readonly folder = mkdtempSync(join(tmpdir(), 'agent-run-hygiene-'));
  readonly #bundle: string;
  readonly #brand: Brand;
  #server: GithubServer | GiteaServer | undefined;
  readonly #logs: string[] = [];
  #jobs = 0;

  constructor(bundle: string, brand: Brand = 'github') {
    this.#bundle = bundle;
    this.#brand = brand;
    this.world = forgeWorld({ clock: this.clock, traits: TRAITS[brand], bot: BOTS[brand] });
  }

  async start(): Promise<void> {
    const server = await this.#open();
    this.#server = server;
    onTestFinished(async ({ task }) => {
      if (task.result?.state === 'fail') console.error(this.#evidence());
      rmSync(this.folder, { recursive: true, force: true });
      await server.close();
    });
  }

  async #open(): Promise<GithubServer | GiteaServer> {
    const { world } = this;
    if (this.#brand === 'github') return githubServer(world);
    const version = VERSIONS[this.#brand];
    const server = new GiteaServer({ world, version, botIsAdmin: true, hiddenEntries: 0 });
    await server.listen();
    return server;
  }

  /** Where the forge's API is. */
  get url(): string {
    if (this.#server === undefined) throw new Error('no forge was started');
    return this.#server.url;
  }

  /** What a workflow would be started with for the last thing that somebody else than the bot did. */
  lastEvent(): { name: string; payload: unknown } {
    const server = this.#server;
    if (!(server instanceof GithubServer)) throw new Error('only GitHub announces what happened');
    const last = server.deliveries.take({ ownToo: false }).at(-1);
    if (last === undefined) throw new Error('nothing happened');
    const name = last.event === 'pull_request' ? 'pull_request_target' : last.event;
    return { name, payload: JSON.parse(last.body) as unknown };
  }

  async run(options: JobOptions = {}): Promise<JobEnd> {
    this.#jobs += 1;
    const folder = join(this.folder, `job-${this.#jobs}`);
    mkdirSync(folder);
    const files = {
      GITHUB_OUTPUT: join(folder, 'output'),
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
    };
    for (const path of Object.values(files)) writeFileSync(path, '');
    const event = options.event ?? this.lastEvent();
    const payload = join(folder, 'event.json');
    writeFileSync(payload, JSON.stringify(event.payload));
    const before = this.world.requests.entries.length;
    const began = performance.now();
    const child = spawn(options.node ?? process.execPath, [this.#bundle], {
      env: {
        ...this.environment,
        ...files,
        GITHUB_EVENT_NAME: event.name,
        GITHUB_EVENT_PATH: payload,
        ...inputVariables({ token: 'ghs_of_a_job', ...options.inputs }),
        ...options.environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: PATIENCE,
      killSignal: 'SIGKILL',
    });
    const [exitCode, ...said] = await Promise.all([
      new Promise<number | null>((ended) => child.once('close', ended)),
      text(child.stdout),
      text(child.stderr),
    ]);
    this.#logs.push(`job ${this.#jobs}, ${event.name}:`, ...said);
    const outputs = readCommandFile(files.GITHUB_OUTPUT);
    return {
      exitCode,
      outputs,
      findings: listIn(outputs['findings']),
      actions: listIn(outputs['actions']),
      summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
      log: said.join(''),
      took: performance.now() - began,
      requests: this.world.requests.entries.slice(before).map(({ name }) => name),
    };
  }

  /** The scheduled job. */
  sweep(inputs: JobOptions['inputs'] = {}): Promise<JobEnd> {
    const event = { name: 'schedule', payload: { schedule: '0 * * * *' } };
    return this.run({ event, inputs: { 'sweep-every': '1h', ...inputs } });
  }

  /** What people see of a subject. */
  look(ref: SubjectRef): { state: string; labels: readonly string[]; notices: number } {
    const { world } = this;
    return {
      state: world.stateOf(ref),
      labels: world.labelsOn(ref),
      notices: world.noticesOn(ref).length,
    };
  }

  /** What a person needs who looks into a failure. */
  #evidence(): string {
    const { world } = this;
    const subjects = world.subjectsOf(world.home()).map(({ ref }) => world.describe(ref));
    return [...this.#logs, ...subjects].join('\n');
  }

  /** What the runner tells every step. */
  get environment(): Record<string, string> {
    return {
      PATH: process.env['PATH'] ?? '',
      HOME: this.folder,
      NODE_OPTIONS: `--import ${WORLD_TIME}`,
      WORLD_NOW: String(this.clock.now()),
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_SERVER_URL: `https://${this.world.traits.host}`,
      GITHUB_API_URL: `${this.url}${this.#brand === 'github' ? '' : '/api/v1'}`,
      ...MARKS[this.#brand],
      GITHUB_REPOSITORY: 'octo/hello',
      GITHUB_RUN_ID: '4711',
      GITHUB_RUN_ATTEMPT: '1',
      RUNNER_TEMP: this.folder,
    };
  }
}

function inputVariables(inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
}

function listIn(json: string | undefined): Record<string, unknown>[] {
  return JSON.parse(json ?? '[]') as Record<string, unknown>[];
}
