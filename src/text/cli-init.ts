import type { ForgeKind, Repository } from '../forge/model.ts';
import { clipLine } from './clip.ts';
import { oneLine } from './escape.ts';
import { listing } from './listing.ts';

/** What `agent-run init` asks and says. */

export function askForge(): string {
  return 'Which forge is the repository on?';
}

export function askPreset(): string {
  return 'What should the config start from?';
}

export function askWorkflow(): string {
  return 'Which workflows?';
}

export function askTemplates(): string {
  return 'A pull request template and issue forms?';
}

export function askReplace(path: string): string {
  return `${path} is there. Write over it?`;
}

export function notAnOption(found: string, options: readonly string[]): string {
  return `Expected ${listing([...options], 'or')}, found "${clipLine(oneLine(found), 60)}".`;
}

export function whichForge(host: string): string {
  return `cannot tell what ${oneLine(host)} runs. Say it: --forge github|gitea|forgejo.`;
}

export function noCheckout(folder: string): string {
  return `warning: ${oneLine(folder)} lies in no git checkout; files are written all the same.`;
}

export function leadsOutside(path: string): string {
  return `${oneLine(path)} leads out of the checkout through a link, so that nothing is written there.`;
}

export function wrote(path: string, replaced: boolean): string {
  return `${replaced ? 'replaced' : 'wrote'}  ${path}`;
}

export function wouldWrite(path: string, replaces: boolean): string {
  return `would ${replaces ? 'replace' : 'write'}  ${path}`;
}

export function left(path: string): string {
  return `left as it is  ${path}`;
}

export function thereAlready(path: string, other: string): string {
  return `not needed  ${path}, because of ${oneLine(other)}`;
}

/** Two at most: nothing is to be committed, or written, where nothing is new. */
export function nextSteps(done: {
  forge: ForgeKind;
  workflow: 'hygiene' | 'agent' | 'both' | 'none';
  branch: string;
  isDryRun: boolean;
  isAnythingNew: boolean;
  repository: Repository | undefined;
}): string[] {
  const { forge, workflow, branch, isDryRun, isAnythingNew, repository } = done;
  const name = repository === undefined ? 'owner/name' : `${repository.owner}/${repository.name}`;
  const first = isDryRun
    ? 'Run the same without --dry-run.'
    : `Commit this and bring it to ${oneLine(branch)}: nothing counts before it is there.`;
  const steps = [...(isAnythingNew ? [first] : []), secondStep(forge, workflow, oneLine(name))];
  return ['', 'Next:', ...steps.map((step, index) => `  ${String(index + 1)}. ${step}`)];
}

function secondStep(
  forge: ForgeKind,
  workflow: 'hygiene' | 'agent' | 'both' | 'none',
  name: string,
): string {
  const key = 'ANTHROPIC_API_KEY';
  const secrets = [
    ...(forge !== 'github' && (workflow === 'hygiene' || workflow === 'both')
      ? ['HYGIENE_TOKEN, a token of the account that is to write the notices']
      : []),
    ...(workflow === 'agent' || workflow === 'both' ? [`${key}, the key of the model`] : []),
  ];
  return secrets.length > 0
    ? `Store as ${secrets.length === 1 ? 'a secret' : 'secrets'} of the repository: ${secrets.join('; ')}.`
    : `See what the config would have done: agent-run simulate --repo ${name}.`;
}
