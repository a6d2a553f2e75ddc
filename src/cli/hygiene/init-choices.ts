import type { ForgeKind } from '../../forge/model.ts';
import * as say from '../../text/cli-init.ts';
import { Mistake } from '../mistake.ts';
import type { Desk } from './desk.ts';
import { forgeOfCheckout, forgeOfHost } from './place.ts';
import type { InitRequest } from './request.ts';

const FORGES = ['github', 'gitea', 'forgejo'] as const;
const PRESETS = ['recommended', 'strict', 'opencode'] as const;
const WORKFLOWS = ['hygiene', 'agent', 'both', 'none'] as const;
export type Workflow = (typeof WORKFLOWS)[number];

type Asking = Pick<Desk, 'ask' | 'environment' | 'err'>;

/** The forge that was named, or that the remote or the folders tell; a guess is asked about. */
export async function chooseForge(
  { forge }: InitRequest,
  host: string | undefined,
  paths: readonly string[],
  desk: Asking,
): Promise<ForgeKind> {
  if (forge !== undefined) return forge;
  const guess = forgeOfCheckout(host, paths, desk.environment);
  const isSure =
    host === undefined
      ? paths.some((path) => /^\.(github|gitea|forgejo)\//.test(path))
      : forgeOfHost(host, desk.environment) !== undefined || guess !== 'github';
  if (isSure) return guess;
  if (desk.ask === undefined && host !== undefined) throw new Mistake(say.whichForge(host));
  return choose(say.askForge(), FORGES, guess, desk);
}

export async function choosePreset({ preset }: InitRequest, desk: Asking): Promise<string> {
  return preset ?? (await choose(say.askPreset(), PRESETS, 'recommended', desk));
}

export async function chooseWorkflow({ workflow }: InitRequest, desk: Asking): Promise<Workflow> {
  const told = WORKFLOWS.find((name) => name === workflow);
  return told ?? (await choose(say.askWorkflow(), WORKFLOWS, 'hygiene', desk));
}

export async function chooseTemplates({ templates }: InitRequest, desk: Asking): Promise<boolean> {
  return templates && (await isYes(say.askTemplates(), true, desk));
}

/** `fallback` where nobody answers, or with nothing. */
export async function isYes(
  question: string,
  fallback: boolean,
  { ask }: Asking,
): Promise<boolean> {
  const answer = (await ask?.(`${question} [${fallback ? 'Y/n' : 'y/N'}] `))?.trim().toLowerCase();
  return answer === undefined || answer === '' ? fallback : answer === 'y' || answer === 'yes';
}

const MOST_TRIES = 5;

async function choose<T extends string>(
  question: string,
  options: readonly T[],
  fallback: T,
  { ask, err }: Asking,
): Promise<T> {
  if (ask === undefined) return fallback;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const answer = (await ask(`${question} (${options.join(', ')}) [${fallback}] `)).trim();
    if (answer === '') break;
    const chosen = options.filter((option) => option.startsWith(answer.toLowerCase()));
    if (chosen.length === 1 && chosen[0] !== undefined) return chosen[0];
    err.write(`${say.notAnOption(answer, options)}\n`);
  }
  return fallback;
}
