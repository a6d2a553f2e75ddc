import { readFileSync } from 'node:fs';

/** Whose runner a step runs on. Forgejo's also says that it is Gitea's. */
export function forgeOfRunner(environment: NodeJS.ProcessEnv): 'github' | 'gitea' | 'forgejo' {
  if (isSet(environment['FORGEJO_ACTIONS'])) return 'forgejo';
  return isSet(environment['GITEA_ACTIONS']) ? 'gitea' : 'github';
}

/** Where the forge shows what a step tells, besides the job's log. */
export type Shown = { summary: boolean; annotations: boolean };

/**
 * Gitea shows summaries when server and runner both know of them. Forgejo's runner only repeats them in its own log, act
 * drops them, and annotations are GitHub's alone.
 */
export function shownBy(environment: NodeJS.ProcessEnv): Shown {
  const forge = forgeOfRunner(environment);
  const capabilities = (environment['GITEA_ACTIONS_CAPABILITIES'] ?? '').split(/[\s,]+/);
  const hasSummaries = {
    github: !isSet(environment['ACT']),
    gitea: capabilities.includes('job-summary'),
    forgejo: false,
  };
  return {
    summary: hasSummaries[forge] && isSet(environment['GITHUB_STEP_SUMMARY']),
    annotations: forge === 'github',
  };
}

/** The payload of the event that started the job; undefined where there is none that can be read. */
export function readEventPayload(environment: NodeJS.ProcessEnv): unknown {
  try {
    return JSON.parse(readFileSync(environment['GITHUB_EVENT_PATH'] ?? '', 'utf8'));
  } catch {
    return undefined;
  }
}

/** Inputs by name as they were written; an empty one counts as not given. */
export type RawInputs = Readonly<Record<string, string | undefined>>;

/** The inputs in a step's environment: the runner passes `prompt-file` as `INPUT_PROMPT-FILE`. */
export function rawInputs(environment: NodeJS.ProcessEnv): RawInputs {
  const found: Record<string, string | undefined> = {};
  for (const [variable, value] of Object.entries(environment)) {
    const name = /^INPUT_(.+)$/i.exec(variable)?.[1];
    if (name !== undefined) found[name.toLowerCase()] = value;
  }
  return found;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== 'false';
}
