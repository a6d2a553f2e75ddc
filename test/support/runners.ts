import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { requireInCi } from './available.ts';
import type { StepOptions } from './runner-job.ts';

/** Where a step runs: what the runner says there, how it starts a step, and what people get to see. */
export type RunnerKind = {
  environment: NonNullable<StepOptions['environment']>;
  /** Standard input, output and errors of a step are one terminal. */
  hasTerminal: boolean;
  shows: { summary: boolean; annotations: boolean };
};

/** A forge on this machine that nobody answers for; no run may need it. */
const SILENT_FORGE = 'http://127.0.0.1:9';

const OF_GITEA = {
  GITEA_ACTIONS: 'true',
  GITEA_ACTIONS_RUNNER_VERSION: 'v3.3.0',
  GITHUB_SERVER_URL: SILENT_FORGE,
  GITHUB_API_URL: `${SILENT_FORGE}/api/v1`,
  GITHUB_GRAPHQL_URL: '',
  GITHUB_REF: 'refs/pull/7/head',
};

/** Every step of a job gets the job's token; it is dead as soon as the job is cancelled. */
export const DEAD_TOKEN = 'fj_dead_0123456789abcdef';

const OF_FORGEJO = {
  ...OF_GITEA,
  FORGEJO_ACTIONS: 'true',
  FORGEJO_ACTIONS_RUNNER_VERSION: 'v12.0.0',
  FORGEJO_REPOSITORY: 'org/project',
  FORGEJO_REF: 'refs/pull/7/head',
  GITHUB_GRAPHQL_URL: undefined,
  GITHUB_TOKEN: DEAD_TOKEN,
  FORGEJO_TOKEN: DEAD_TOKEN,
};

export const RUNNERS = {
  'GitHub’s runner': {
    environment: {
      GITHUB_SERVER_URL: SILENT_FORGE,
      GITHUB_REF: 'refs/pull/7/merge',
      RUNNER_ENVIRONMENT: 'github-hosted',
    },
    hasTerminal: false,
    shows: { summary: true, annotations: true },
  },
  'Gitea’s runner in a container, with a server that shows no summaries': {
    environment: OF_GITEA,
    hasTerminal: false,
    shows: { summary: false, annotations: false },
  },
  'Gitea’s runner on the host, with a server that shows summaries': {
    environment: {
      ...OF_GITEA,
      ACT: 'true',
      GITEA_RUN_ID: '4711',
      GITEA_ACTIONS_CAPABILITIES: 'cancelling,job-summary',
      RUNNER_ENVIRONMENT: 'self-hosted',
    },
    hasTerminal: true,
    shows: { summary: true, annotations: false },
  },
  'Forgejo’s runner on the host': {
    environment: OF_FORGEJO,
    hasTerminal: true,
    shows: { summary: false, annotations: false },
  },
} satisfies Record<string, RunnerKind>;

/** What Gitea and Forgejo tell of a push to a pull request; GitHub's has these fields too. */
export function pushToPull(head: string): NonNullable<StepOptions['event']> {
  const repo = (full_name: string): object => ({ id: 3, full_name, fork: full_name === head });
  const payload = {
    action: 'synchronized',
    number: 7,
    pull_request: {
      number: 7,
      url: `${SILENT_FORGE}/org/project/pulls/7`,
      body: '',
      head: { ref: 'feature', repo_id: 3, repo: repo(head) },
      base: { ref: 'main', repo_id: 3, repo: repo('org/project') },
    },
    repository: repo('org/project'),
    sender: { login: 'ada', username: 'ada' },
  };
  return { name: 'pull_request', payload };
}

/** For `test.runIf`: whether a step can be given a terminal here. */
export const canGiveTerminal = requireInCi(
  'script',
  isOnPath('script'),
  'it comes with util-linux',
);

/** For NODE_OPTIONS: runs this code before the program. */
export function firstRun(code: string): string {
  return `--import=data:text/javascript,${encodeURIComponent(code)}`;
}

/** Prints which of standard input, output and errors are a terminal. */
export const TELL_TERMINALS = firstRun(
  'import { isatty } from "node:tty"; console.log("terminals:", [0, 1, 2].map(isatty).join());',
);

/**
 * Starts a command with a terminal as its input, output and errors, as the runners do that ask for one. Not every shell
 * hands on variables whose names no shell can write, such as those of inputs; bash does.
 */
export function inTerminal(command: readonly string[]): readonly string[] {
  const quoted = command.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
  const options = ['--quiet', '--return', '--flush', '--command', quoted];
  return ['env', 'SHELL=/bin/bash', 'script', ...options, '/dev/null'];
}

/** Starts a command as the first of a process group, as the runners do that kill a step with all it has started. */
export function inOwnGroup(command: readonly string[]): readonly string[] {
  return ['setsid', ...command];
}

export function isOnPath(program: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.some((folder) => existsSync(join(folder, program)));
}
