import type { PolicyRule } from '../action/settings.ts';

/** What the agent server is to know without it being in its environment. */
export type Keys = {
  /** Provider id to API key. */
  auth: Record<string, string>;
  /** Variables that a provider's own code reads, such as those of a cloud account. */
  variables: Record<string, string>;
  /** What stands behind the placeholders of the user's config, by variable name. */
  values: Record<string, string>;
};

export const NO_KEYS: Keys = { auth: {}, variables: {}, values: {} };

/** Names the file below. */
export const HANDOVER_VARIABLE = 'AGENT_RUN_HANDOVER';

/** The content of the file through which we speak to the guard; it is read once and removed at once. */
export type GuardHandover = {
  keys: Keys;
  /** Names of variables that the server needs and its tools must not have. */
  hidden: string[];
  /** Variables that we changed for the server, with the value that its tools get; null: none. */
  restored: Record<string, string | null>;
  /** The policy's rules before and behind everything that configs say. */
  defaults: PolicyRule[];
  rules: PolicyRule[];
};

/** Stands in a config for the value of a variable until the guard puts it in. */
export function placeholder(variable: string): string {
  return `{agent-run:${variable}}`;
}

export const PLACEHOLDER = /\{agent-run:([^}]+)\}/g;
