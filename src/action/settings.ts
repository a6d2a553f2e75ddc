import type { Outcome } from '../sessions/outcome.ts';

export type Action = 'allow' | 'deny';

/** One rule of the permission policy; the last rule that matches wins. `*` is a wildcard in both. */
export type PolicyRule = { permission: string; pattern: string; action: Action };

export type Policy = {
  rules: PolicyRule[];
  /** What a question is answered with; absent: our own sentence. */
  answer?: string;
};

export type Limits = {
  timeout: number;
  noProgress: number;
  /** Attempts in a row of one session. */
  retries: number;
  startup: number;
  /** Absent: 5 s with foreign plugins (15 s with open todos or unattributed children), else none. */
  quietWindow?: number;
  /** In the provider's currency (US dollars); absent: unlimited. */
  maxCost?: number;
  maxTokens?: number;
};

/** What one run is asked to do: checked, with every default filled in. All paths are absolute. */
export type Settings = {
  task: { kind: 'prompt'; text: string } | { kind: 'command'; name: string; arguments: string };
  model?: { provider: string; id: string };
  agent?: string;
  variant?: string;
  files: string[];
  title?: string;
  directory: string;
  /** `version` is exact, a range, or `latest`; with `path` nothing is installed. */
  opencode: { version: string; path?: string };
  /** The user's part of the server's config, an object. */
  config: Record<string, unknown>;
  projectConfig: 'trusted' | 'ignore' | 'auto';
  policy: Policy;
  limits: Limits;
  /** A JSON Schema, an object. */
  outputSchema?: Record<string, unknown>;
  /** Whether the session is exported at the end, for a later run to go on from. */
  export: boolean;
  /** An export of an earlier run to go on from. */
  session?: string;
  background: boolean;
  /** Names of variables the agent's tools may see besides the base list. */
  environment: string[];
  share: boolean;
  summary: 'full' | 'brief' | 'off';
  log: 'full' | 'brief' | 'quiet';
  expect: 'nothing' | 'changes' | 'commits' | 'output';
  /** Absent: every outcome that has an exit code other than 0. */
  failOn?: Outcome[];
};
