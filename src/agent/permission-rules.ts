import type { PolicyRule } from '../action/settings.ts';

/** A rule as the server knows them: in its own configs `ask` is possible. */
export type PermissionRule = {
  permission: string;
  pattern: string;
  action: PolicyRule['action'] | 'ask';
};

/** The `permission` object of an opencode config: by permission an action, or actions by pattern. Later keys win. */
export type PermissionConfig = Record<
  string,
  PermissionRule['action'] | Record<string, PermissionRule['action']>
>;

/** Matches as the server does: `*` is any text, `?` one character, and a last ` *` may be missing altogether. */
export function matches(text: string, wildcard: string): boolean {
  let expression = slashes(wildcard)
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/\*+/g, '.*')
    .replaceAll('?', '.');
  if (expression.endsWith(' .*')) expression = `${expression.slice(0, -3)}( .*)?`;
  return new RegExp(`^${expression}$`, 's').test(slashes(text));
}

function slashes(text: string): string {
  return text.replaceAll('\\', '/');
}

/** The last rule that matches, or undefined. */
export function ruleFor<R extends PermissionRule>(
  rules: readonly R[],
  permission: string,
  pattern: string,
): R | undefined {
  return rules.findLast(
    (rule) => matches(permission, rule.permission) && matches(pattern, rule.pattern),
  );
}

/** The rules that a config's `permission` means; what is malformed is left for the server to complain about. */
export function rulesOf(config: unknown): PermissionRule[] {
  if (isAction(config)) return [{ permission: '*', pattern: '*', action: config }];
  if (!isRecord(config)) return [];
  return Object.entries(config).flatMap(([permission, value]) => {
    if (isAction(value)) return [{ permission, pattern: '*', action: value }];
    if (!isRecord(value)) return [];
    return Object.entries(value).flatMap(([pattern, action]) =>
      isAction(action) ? [{ permission, pattern, action }] : [],
    );
  });
}

/**
 * The config that means these rules. An object cannot say "this key, that key, then this key again", so each permission
 * named in full repeats the wildcard rules that concern it, and stands behind them.
 */
export function permissionConfig(rules: readonly PermissionRule[]): PermissionConfig {
  const general = new Map<string, Patterns>();
  const named = new Map<string, Patterns>();
  const seen: PermissionRule[] = [];
  for (const rule of rules) {
    if (isWildcard(rule.permission)) {
      const patterns = general.get(rule.permission) ?? new Map<string, PermissionRule['action']>();
      general.delete(rule.permission);
      general.set(rule.permission, put(patterns, rule));
      for (const [permission, own] of named) {
        if (matches(permission, rule.permission)) put(own, rule);
      }
    } else {
      const patterns = named.get(rule.permission) ?? patternsFor(rule.permission, seen);
      named.set(rule.permission, put(patterns, rule));
    }
    seen.push(rule);
  }
  return Object.fromEntries(
    [...general, ...named].map(([permission, patterns]) => [permission, compact(patterns)]),
  );
}

type Patterns = Map<string, PermissionRule['action']>;

function patternsFor(permission: string, rules: readonly PermissionRule[]): Patterns {
  const patterns: Patterns = new Map();
  for (const rule of rules) if (matches(permission, rule.permission)) put(patterns, rule);
  return patterns;
}

function put(patterns: Patterns, { pattern, action }: PermissionRule): Patterns {
  if (pattern === '*') patterns.clear();
  // A key that is set again keeps its place; the last rule must come last.
  patterns.delete(pattern);
  return patterns.set(pattern, action);
}

function compact(patterns: Patterns): PermissionConfig[string] {
  const everything = patterns.get('*');
  return patterns.size === 1 && everything !== undefined
    ? everything
    : Object.fromEntries(patterns);
}

function isWildcard(permission: string): boolean {
  return /[*?]/.test(permission);
}

function isAction(value: unknown): value is PermissionRule['action'] {
  return value === 'allow' || value === 'deny' || value === 'ask';
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
