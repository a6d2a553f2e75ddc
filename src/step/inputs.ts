import type { GiteaSettings } from '../forge/gitea/settings.ts';
import { MODES, type Mode } from '../hygiene/policy.ts';
import { readServerSettings, SERVER_SETTING_NAMES } from '../hygiene/server-settings.ts';
import type { RawInputs } from '../runner-environment.ts';
import { readDuration } from '../text/duration.ts';
import * as say from '../text/input-problems.ts';
import { nearest } from '../text/nearest.ts';
import * as sayStep from '../text/step-problems.ts';
import { STEP_INPUTS, type StepInputName, stepInputSpec } from './input-table.ts';

export type StepSettings = {
  token: string;
  /** The policy itself, or the path of a file of the default branch. */
  config?: { text: string } | { path: string };
  mode?: Mode;
  dryRun: boolean;
  /** Milliseconds. */
  sweepEvery?: number;
  sweepRecent?: number;
  sweepLimit: number;
  number?: number;
  failOnFindings: boolean;
  /** What a Gitea or Forgejo was told, too. */
  server: GiteaSettings;
};

export type ReadStepSettings =
  /** `warnings` are sentences about inputs that were ignored. */
  | { settings: StepSettings; warnings: string[] }
  /** One sentence each, all of them. */
  | { problems: string[] };

/** A month: who sweeps less often wants something else. */
const LONGEST_SPAN = 31 * 24 * 3_600_000;
const MOST = 1_000_000_000;

/** Turns what a person wrote into settings, or says everything that is wrong with it. */
export function readStepSettings(raw: RawInputs): ReadStepSettings {
  const { problems, warnings } = unknownInputs(raw);
  const written = (name: StepInputName): string | undefined => {
    const text = raw[name]?.trim();
    return text === '' ? undefined : text;
  };
  const read = <T>(name: StepInputName, parse: (text: string) => T | Problem): T | undefined => {
    // The token's default is an expression of the runner's, not a value.
    const text = written(name) ?? (name === 'token' ? undefined : stepInputSpec(name).default);
    if (text === undefined) return undefined;
    const value = parse(text);
    if (!(value instanceof Problem)) return value;
    problems.push(say.aboutInput(name, value.sentence));
    return undefined;
  };

  const token = read('token', (text) => text);
  if (token === undefined) problems.push(say.aboutInput('token', sayStep.noToken()));
  const config = read('config', parseConfig);
  const mode = read('mode', parseMode);
  const dryRun = read('dry-run', parseSwitch);
  const sweepEvery = read('sweep-every', parseSpan);
  const sweepRecent = read('sweep-recent', parseSpan);
  const sweepLimit = read('sweep-limit', parseCount);
  const number = read('number', parseCount);
  const failOnFindings = read('fail-on-findings', parseSwitch);
  const server = readServerSettings(
    Object.fromEntries(SERVER_SETTING_NAMES.map((name) => [name, written(name)])),
  );
  problems.push(...server.problems.map(([name, problem]) => say.aboutInput(name, problem)));
  if (problems.length > 0 || token === undefined) return { problems };
  return {
    warnings,
    settings: {
      token,
      ...(config === undefined ? {} : { config }),
      ...(mode === undefined ? {} : { mode }),
      dryRun: dryRun ?? false,
      ...(sweepEvery === undefined ? {} : { sweepEvery }),
      ...(sweepRecent === undefined ? {} : { sweepRecent }),
      sweepLimit: sweepLimit ?? 1,
      ...(number === undefined ? {} : { number }),
      failOnFindings: failOnFindings ?? false,
      server: server.settings,
    },
  };
}

/** One sentence on a value that cannot be used. */
class Problem {
  readonly sentence: string;

  constructor(sentence: string) {
    this.sentence = sentence;
  }
}

/** A slip of the pen stops the step; any other name may be an input of the composite action around it. */
function unknownInputs(raw: RawInputs): { problems: string[]; warnings: string[] } {
  const names: string[] = STEP_INPUTS.map(({ name }) => name);
  const problems: string[] = [];
  const warnings: string[] = [];
  for (const name of Object.keys(raw).filter((each) => !names.includes(each))) {
    const meant = nearest(name, names);
    if (meant === undefined) warnings.push(say.ignoredInput(name));
    else problems.push(say.unknownInput(name, meant));
  }
  return { problems, warnings };
}

/** A path has no brace, no line break and no `key: value`. */
function parseConfig(text: string): { text: string } | { path: string } | Problem {
  if (/^[{[]|\n|:(\s|$)/.test(text)) return { text };
  const path = text.replace(/^(\.?\/)+/, '');
  return path === '' || path.split('/').includes('..')
    ? new Problem(sayStep.notAConfigPath(text))
    : { path };
}

function parseMode(text: string): Mode | Problem {
  const mode = MODES.find((each) => each === text);
  return mode ?? new Problem(say.unknownValue(text, MODES, nearest(text, MODES)));
}

function parseSwitch(text: string): boolean | Problem {
  if (/^(true|True|TRUE)$/.test(text)) return true;
  return /^(false|False|FALSE)$/.test(text) ? false : new Problem(say.notASwitch(text));
}

function parseSpan(text: string): number | Problem {
  if (/^\d+(\.\d+)?$/.test(text)) return new Problem(say.durationWithoutUnit(text));
  const span = readDuration(text);
  if (span === undefined) return new Problem(say.notADuration(text));
  return span >= 60_000 && span <= LONGEST_SPAN ? span : new Problem(sayStep.spanOutOfRange(text));
}

function parseCount(text: string): number | Problem {
  const count = Number(text);
  const isCount = /^\d{1,10}$/.test(text) && count >= 1 && count <= MOST;
  return isCount ? count : new Problem(say.notACount(text, 1));
}
