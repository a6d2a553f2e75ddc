import { DEFAULTS } from './defaults.ts';
import type { Layer } from './layers.ts';
import type { Path } from './read-document.ts';

/** The value of one key and who said it. */
export type Setting = {
  path: readonly string[];
  value: unknown;
  from: string;
  line?: number;
};

/** By dotted path of the key. */
export type Settings = ReadonlyMap<string, Setting>;

export const BUILT_IN = 'preset:recommended';

/** Maps of a maintainer's own names, which replace each other as lists do. */
const MAPS = new Set(['rules.pr-template.sections', 'report.templates']);
/** About the file itself. */
const NOT_SETTINGS = new Set(['version', 'extends']);

/** Key by key the word of the highest layer that says something; lists and maps count as a whole. */
export function mergeLayers(layers: readonly Layer[]): Settings {
  const builtIn: Layer = { from: BUILT_IN, config: DEFAULTS, lineOf: () => undefined };
  const settings = new Map<string, Setting>();
  for (const { from, config, lineOf } of [builtIn, ...layers]) {
    for (const { path, value } of valuesIn(config)) {
      const line = lineOf(path);
      settings.set(path.join('.'), { path, value, from, ...(line === undefined ? {} : { line }) });
    }
  }
  return settings;
}

/** The settings as one tree again. */
export function treeOf(settings: Settings): unknown {
  const tree: Record<string, unknown> = {};
  for (const { path, value } of settings.values()) {
    let place = tree;
    for (const part of path.slice(0, -1)) {
      place = (place[part] ??= {}) as Record<string, unknown>;
    }
    place[path.at(-1) ?? ''] = value;
  }
  return tree;
}

function valuesIn(config: object): { path: readonly string[]; value: unknown }[] {
  return Object.entries(config)
    .filter(([name, value]) => !NOT_SETTINGS.has(name) && value !== undefined)
    .flatMap(([name, value]: [string, unknown]) => valuesBelow([name], value));
}

function valuesBelow(
  path: readonly string[],
  value: unknown,
): { path: readonly string[]; value: unknown }[] {
  if (!isGroup(path) || typeof value !== 'object' || value === null) return [{ path, value }];
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .flatMap(([name, inner]: [string, unknown]) => valuesBelow([...path, name], inner));
}

/** Groups are the maps of the built-in defaults. */
function isGroup(path: Path): boolean {
  if (MAPS.has(path.join('.'))) return false;
  const place = path.reduce<unknown>(
    (value, part) => (value as Record<string, unknown> | undefined)?.[part],
    DEFAULTS,
  );
  return typeof place === 'object' && place !== null && !Array.isArray(place);
}
