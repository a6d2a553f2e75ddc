import type { ForgeKind } from '../../forge/model.ts';

/** Where a repository is and who asks, as far as it was said. */
export type Whereabouts = {
  /** `owner/name`, or the address of its page. */
  repo?: string;
  /** Address of the forge, for a `repo` without one. */
  server?: string;
  forge?: ForgeKind;
  /** Name of the variable that holds the token. */
  tokenEnv?: string;
} & ServerSettingFlags;

/** Lists with commas, as they were typed. */
export type ServerSettingFlags = {
  closingKeywords?: string;
  draftPrefixes?: string;
  sharedRepositories?: string;
};

export type LintRequest = Whereabouts & { path?: string; json: boolean };

export type ExplainRequest = LintRequest;

export type CheckRequest = Whereabouts & {
  /** Of the pull request or issue; without it the other fields say what to check. */
  url?: string;
  title?: string;
  bodyFile?: string;
  templateFolder?: string;
  config?: string;
  issue: boolean;
  json: boolean;
};

export type InitRequest = {
  forge?: ForgeKind;
  preset?: string;
  workflow?: string;
  templates: boolean;
  branch?: string;
  yes: boolean;
  force: boolean;
  dryRun: boolean;
};

export type SweepRequest = Whereabouts & {
  dryRun: boolean;
  sweepEvery?: string;
  recent?: string;
  limit: string;
  json: boolean;
};

export type SimulateRequest = Whereabouts & {
  last: string;
  config?: string;
  /** File that what was read is kept in, to go on from or to try another config on. */
  export?: string;
  /** Such a file; nothing is read from the forge. */
  from?: string;
  html?: string;
  json: boolean;
};

export type InstallRequest = Whereabouts & {
  /** Address that the bot takes the webhooks at. */
  url: string;
  /** Name of the variable that holds the secret. */
  secretEnv: string;
  /** In place of a repository: all repositories of an organisation, or of the token's own account. */
  org?: string;
  user: boolean;
};

export type DoctorRequest = Whereabouts & {
  /** Address of the bot's webhooks; without it any webhook to such a path counts. */
  url?: string;
  json: boolean;
};

export type BlankIssuesRequest = Whereabouts & { json: boolean } & (
    | { do: 'get' }
    | {
        do: 'set';
        wanted: 'on' | 'off';
        dryRun: boolean;
        commit: boolean;
        copyOwnerTemplates: boolean;
      }
  );

export type HygieneRequest =
  | { do: 'blank-issues'; with: BlankIssuesRequest }
  | { do: 'install-hooks'; with: InstallRequest }
  | { do: 'doctor'; with: DoctorRequest }
  | { do: 'lint'; with: LintRequest }
  | { do: 'explain'; with: ExplainRequest }
  | { do: 'check'; with: CheckRequest }
  | { do: 'init'; with: InitRequest }
  | { do: 'sweep'; with: SweepRequest }
  | { do: 'simulate'; with: SimulateRequest };
