import { isRecord } from './permission-rules.ts';
import { placeholder } from './guard-handover.ts';

export type ServerConfigOptions = {
  /** The user's part of the config. */
  config: Record<string, unknown>;
  /** `provider/model`; absent: what the configs say. */
  model?: string;
  share: boolean;
  /** Names of variables whose values the guard puts in; the config itself then holds none. */
  variables: Iterable<string>;
};

/**
 * The config that the server starts with: ours, then the user's. It is a part of the server's environment, so it must hold
 * no secret. The policy is not in it: the guard puts it behind everything, for agents too that only the checkout defines.
 */
export function serverConfig({
  config,
  model,
  share,
  variables,
}: ServerConfigOptions): Record<string, unknown> {
  const ours = { autoupdate: false, snapshot: false };
  const decided = { share: share ? 'auto' : 'disabled', ...(model === undefined ? {} : { model }) };
  return withPlaceholders({ ...ours, ...config, ...decided }, new Set(variables)) as Record<
    string,
    unknown
  >;
}

const VARIABLE = /\{env:([^}]+)\}/g;

/** The variables that a config refers to as `{env:NAME}`. */
export function variablesIn(config: unknown): string[] {
  const names = new Set<string>();
  for (const text of textsIn(config)) {
    for (const [, name] of text.matchAll(VARIABLE)) if (name !== undefined) names.add(name.trim());
  }
  return [...names];
}

function withPlaceholders(value: unknown, names: ReadonlySet<string>): unknown {
  if (typeof value === 'string') {
    return value.replaceAll(VARIABLE, (whole, name: string) =>
      names.has(name.trim()) ? placeholder(name.trim()) : whole,
    );
  }
  if (Array.isArray(value)) return value.map((item) => withPlaceholders(item, names));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withPlaceholders(item, names)]),
  );
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isRecord(value) ? Object.values(value).flatMap(textsIn) : [];
}
