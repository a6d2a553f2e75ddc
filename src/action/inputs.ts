import * as say from '../text/input-problems.ts';
import { type CommentPlace, type CommentWish, readCommentWish } from './comment/wish.ts';
import { parseDuration } from './durations.ts';
import { failingOutcomes, parseVerdict } from './fail-on.ts';
import { givenInputs, type GivenInputs, type RawInputs } from './given-inputs.ts';
import { parseFile, parseFolder, parseTextFile } from './input-paths.ts';
import { inputSpec, type InputName, type NameOfKind, type ValueOf } from './input-table.ts';
import { parseModelName } from './model-name.ts';
import type { Parsed } from './parsed.ts';
import { readPolicy } from './permission-policy.ts';
import type { Place } from './place.ts';
import * as plain from './plain-values.ts';
import { parseSchema } from './schema.ts';
import type { Limits, Policy, Settings } from './settings.ts';
import { parseMap } from './structured-text.ts';
import { readTask } from './task-input.ts';
import { parseVersion } from './versions.ts';

export type ReadSettings =
  /** `warnings` are sentences for a person about what was ignored or may not do what was meant. */
  (
    | { settings: Settings; warnings: string[] }
    /** One sentence each, all of them. */
    | { problems: string[] }
  ) & {
    /** Told also when other inputs are wrong: then the comment says so. */
    comment?: CommentWish;
  };

/**
 * Turns what a person wrote into settings, or says everything that is wrong with it. Reads files only through `place`.
 * After a problem the readers go on with a stand-in (0, an empty list), which nobody gets to see.
 */
export async function readSettings(
  raw: RawInputs,
  place: Place,
  commentPlace: CommentPlace = NOWHERE,
): Promise<ReadSettings> {
  const given = givenInputs(raw);
  const text = (name: InputName): string | undefined => given.text(name);
  const file = (name: InputName): Promise<string | undefined> =>
    given.read(name, (path) => parseFile(path, place));

  const task = await readTask(given, place);
  const model = await given.read('model', parseModelName);
  const agent = text('agent');
  const variant = text('variant');
  const files = await given.readEach('files', plain.parsePathList, (path) =>
    parseFile(path, place),
  );
  const title = text('title');
  const directory = await given.read('working-directory', (path) => parseFolder(path, place));
  const opencode = {
    version: (await given.read('opencode-version', parseVersion)) ?? '',
    ...present('path', await file('opencode-path')),
  };
  const config = await given.read('config', (written) => parseConfig(written, place));
  const projectConfig = await choice(given, 'project-config');
  const policy = await readPermissions(given);
  const limits = await readLimits(given);
  const outputSchema = await readSchema(given, place);
  const session = await file('session');
  const exports = await given.read('export', plain.parseSwitch);
  const background = await given.read('background', plain.parseSwitch);
  const environment = await given.readEach('environment', plain.parseList, plain.parseVariableName);
  const share = await given.read('share', plain.parseSwitch);
  const summary = await choice(given, 'summary');
  const log = await choice(given, 'log');
  const expect = await choice(given, 'expect');
  const verdicts = await given.readEach('fail-on', plain.parseList, parseVerdict);

  const comment = present('comment', await readCommentWish(given, commentPlace));

  const { problems, warnings } = given;
  if (problems.length > 0 || task === undefined) return { problems, ...comment };
  return {
    warnings,
    ...comment,
    settings: {
      task,
      ...present('model', model),
      ...present('agent', agent),
      ...present('variant', variant),
      files,
      ...present('title', title),
      directory: directory ?? place.workspace,
      opencode,
      config: config ?? {},
      projectConfig,
      policy,
      limits,
      ...present('outputSchema', outputSchema),
      export: exports ?? false,
      ...present('session', session),
      background: background ?? true,
      environment,
      share: share ?? false,
      summary,
      log,
      expect,
      ...(verdicts.length === 0 ? {} : { failOn: failingOutcomes(verdicts) }),
    },
  };
}

/** A terminal, where no job is under way. */
const NOWHERE: CommentPlace = { event: '', subject: undefined, hasRepository: false };

/** The map itself, or the path of a file that holds one: a path has no brace, no line break and no `key: value`. */
async function parseConfig(
  written: string,
  place: Place,
): Promise<Parsed<Record<string, unknown>>> {
  if (/^[{[]|\n|:(\s|$)/.test(written)) return parseMap(written);
  const content = await parseTextFile(written, place);
  return content.ok ? parseMap(content.value) : content;
}

async function readPermissions(given: GivenInputs): Promise<Policy> {
  const read = await readPolicy(given.text('permissions'));
  if ('policy' in read) {
    given.warnings.push(...read.warnings);
    return read.policy;
  }
  for (const problem of read.problems) given.complain('permissions', problem);
  return { rules: [] };
}

async function readLimits(given: GivenInputs): Promise<Limits> {
  const limit = async (name: NameOfKind<'duration'>): Promise<number> =>
    (await given.read(name, (text) => parseDuration(text, { zero: false }))) ?? 0;
  const count = (name: NameOfKind<'count'>, least: number): Promise<number | undefined> =>
    given.read(name, (text) => plain.parseCount(text, least));

  return {
    timeout: await limit('timeout'),
    noProgress: await limit('no-progress-timeout'),
    retries: (await count('retry-limit', 0)) ?? 0,
    startup: await limit('startup-timeout'),
    ...present(
      'quietWindow',
      await given.read('quiet-window', (text) => parseDuration(text, { zero: true })),
    ),
    ...present('maxCost', await given.read('max-cost', plain.parseAmount)),
    ...present('maxTokens', await count('max-tokens', 1)),
  };
}

async function readSchema(
  given: GivenInputs,
  place: Place,
): Promise<Record<string, unknown> | undefined> {
  if (given.has('output-schema') && given.has('output-schema-file')) {
    given.problems.push(say.notTogether(['output-schema', 'output-schema-file']));
  }
  const inline = await given.read('output-schema', parseSchema);
  const fromFile = await given.read('output-schema-file', async (path) => {
    const content = await parseTextFile(path, place);
    return content.ok ? parseSchema(content.value) : content;
  });
  return inline ?? fromFile;
}

/** The chosen value; after a problem the default, which nobody will see. */
async function choice<N extends NameOfKind<'choice'>>(
  given: GivenInputs,
  name: N,
): Promise<ValueOf<N>> {
  const spec = inputSpec(name);
  const values = (spec.values ?? []) as ValueOf<N>[];
  const chosen = await given.read(name, (text) => plain.parseChoice(text, values));
  return chosen ?? (spec.default as ValueOf<N>);
}

/** `{ key: value }`, or nothing when there is no value, for optional fields of a record. */
function present<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}
