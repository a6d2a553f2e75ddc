import { formatInstant } from '../../text/instant.ts';
import type { Policy } from '../policy.ts';
import type { ConfigLayers } from './config.ts';
import { resolveSettings } from './resolve.ts';
import type { Setting } from './settings.ts';

export type ExplainedKey = {
  /** Dotted path. */
  key: string;
  /** As it counts: rule modes are resolved, and capped when the config has problems. */
  value: unknown;
  /** The file or preset that said it. */
  from: string;
};

/** Every key with its effective value and who said it, in the order of the built-in defaults. */
export function explainConfig(layers: ConfigLayers): readonly ExplainedKey[] {
  const { policy, problems, settings } = resolveSettings(layers);
  const modeFrom = settings.get('mode')?.from ?? '';
  const keys = [...settings].map(([key, setting]) => {
    const rule = key === 'mode' ? policy : ruleOfMode(key, policy);
    if (rule === undefined) return { key, value: setting.value, from: setting.from };
    const from = saidBy(setting, rule.mode, { modeFrom, isBroken: problems.length > 0 });
    return { key, value: rule.mode, from };
  });
  if (policy.since === undefined || settings.has('since')) return keys;
  const since = { key: 'since', value: formatInstant(policy.since), from: FIRST_SEEN };
  return [...keys, since];
}

const FIRST_SEEN = 'when the bot first saw the repository';
const CAPPED = 'the config has problems';

function ruleOfMode(key: string, { rules }: Policy): { mode: string } | undefined {
  const [, name] = /^rules\.([^.]+)\.mode$/.exec(key) ?? [];
  const { custom: _, ...builtIn } = rules;
  return name !== undefined && name in builtIn ? builtIn[name as keyof typeof builtIn] : undefined;
}

function saidBy(
  { value, from }: Setting,
  mode: string,
  { modeFrom, isBroken }: { modeFrom: string; isBroken: boolean },
): string {
  if (mode === value) return from;
  return isBroken && mode === 'dry-run' ? CAPPED : modeFrom;
}
