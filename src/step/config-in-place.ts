import { isMap, parseDocument } from 'yaml';
import type { Forge } from '../forge/forge.ts';
import type { Repository, RepositoryFile } from '../forge/model.ts';
import { MODES, type Mode, type Policy, type RulePolicies } from '../hygiene/policy.ts';
import * as say from '../text/step-problems.ts';
import { StepFailed } from './failure.ts';
import type { StepSettings } from './inputs.ts';

/** How a problem in the policy names the input that it was written into. */
const INPUT = 'input `config`';

/** The config files of a repository once the inputs `config` and `mode` have taken their place. */
export async function configsInPlace(
  own: readonly RepositoryFile[],
  { config, mode }: Pick<StepSettings, 'config' | 'mode'>,
  repository: Repository,
  forge: Pick<Forge, 'readFile'>,
): Promise<readonly RepositoryFile[]> {
  const files = config === undefined ? own : [await given(config, repository, forge)];
  if (mode === undefined) return files;
  const [first = { path: INPUT, text: 'version: 1\n' }, ...others] = files;
  return [{ ...first, text: withMode(first.text, mode) }, ...others];
}

/**
 * A path is looked up where the policy itself lies, on the default branch: what a job has checked out may be a stranger's.
 */
async function given(
  config: NonNullable<StepSettings['config']>,
  repository: Repository,
  forge: Pick<Forge, 'readFile'>,
): Promise<RepositoryFile> {
  if ('text' in config) return { path: INPUT, text: config.text };
  const file = await forge.readFile(repository, config.path);
  if (file === undefined) throw new StepFailed(say.configNotThere(config.path));
  return file;
}

/** The text with this `mode`, its other lines where they were; one that does not parse stays as it is. */
export function withMode(text: string, mode: Mode): string {
  const document = parseDocument(text);
  const { contents, errors } = document;
  if (errors.length > 0 || (contents !== null && !isMap(contents))) return text;
  const value = contents?.get('mode', true);
  const range = value?.range;
  if (range !== undefined && range !== null && range[1] > range[0]) {
    return `${text.slice(0, range[0])}${mode}${text.slice(range[1])}`;
  }
  if (contents === null || contents.flow === true || contents.has('mode')) {
    document.set('mode', mode);
    return document.toString({ lineWidth: 0 });
  }
  return `${text.replace(/\n*$/, '\n')}mode: ${mode}\n`;
}

/** The policy with no rule doing more than `mode`. */
export function capped(policy: Policy, mode: Mode | undefined): Policy {
  if (mode === undefined) return policy;
  const cap = <T extends { mode: Mode }>(rule: T): T => ({ ...rule, mode: lower(rule.mode, mode) });
  const rules: RulePolicies = {
    'pr-template': cap(policy.rules['pr-template']),
    'pr-linked-issue': cap(policy.rules['pr-linked-issue']),
    'pr-title': cap(policy.rules['pr-title']),
    'pr-body': cap(policy.rules['pr-body']),
    'issue-template': cap(policy.rules['issue-template']),
    custom: policy.rules.custom.map(cap),
  };
  return { ...policy, mode: lower(policy.mode, mode), rules };
}

function lower(one: Mode, other: Mode): Mode {
  return MODES[Math.min(MODES.indexOf(one), MODES.indexOf(other))] ?? 'off';
}
