import { buildPolicy } from './build-policy.ts';
import type { ConfigLayers, ConfigProblem, ExtendsTarget, ResolvedConfig } from './config.ts';
import { labelConflicts } from './label-conflicts.ts';
import { readLayers } from './layers.ts';
import { mergeLayers, type Settings } from './settings.ts';

export { targetKey } from './extends.ts';

/** What all layers want together. Whatever the files hold, there is a policy; it never throws. */
export function resolvePolicy(layers: ConfigLayers): ResolvedConfig {
  const { policy, problems } = resolveSettings(layers);
  return { policy, problems };
}

/** The same, and who said what. */
export function resolveSettings(layers: ConfigLayers): ResolvedConfig & { settings: Settings } {
  const { layers: read, problems } = readLayers(layers);
  const settings = mergeLayers(read);
  const { knownSince } = layers;
  const asSaid = buildPolicy(settings, { knownSince, most: 'enforce' });
  const all: readonly ConfigProblem[] = [...problems, ...labelConflicts(asSaid, settings)];
  if (all.length === 0) return { policy: asSaid, problems: [], settings };
  const policy = buildPolicy(settings, { knownSince, most: 'dry-run' });
  return { policy, problems: all, settings };
}

/** What `extends` of all known files names, for the caller to fetch; presets need no fetching. */
export function extendsTargets(layers: ConfigLayers): readonly ExtendsTarget[] {
  return readLayers(layers).targets;
}
