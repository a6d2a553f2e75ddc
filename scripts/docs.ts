/**
 * Writes what the docs say about inputs, outputs and outcomes from the tables in the source: both action.yml, the schema of the
 * hygiene config, and in Markdown
 * files whatever stands between `<!-- name: … -->` and `<!-- /name -->`. `npm run docs`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { format, type FormatConfig } from 'oxfmt';
import { parseDocument } from 'yaml';
import { meaningOf } from '../src/action/input-help.ts';
import { INPUTS } from '../src/action/input-table.ts';
import { OUTPUTS } from '../src/action/output-table.ts';
import { STEP_INPUTS, type StepInputSpec } from '../src/step/input-table.ts';
import { STEP_OUTPUTS } from '../src/step/output-table.ts';
import { TABLES } from './doc-tables.ts';
import { hygieneSchemaText } from './hygiene-schema.ts';

const ROOT = resolve(import.meta.dirname, '..');

const WRITERS: Readonly<Record<string, (text: string) => string>> = {
  'action.yml': (text) => withInputsAndOutputs(text, INPUTS, OUTPUTS),
  'hygiene/action.yml': (text) => withInputsAndOutputs(text, STEP_INPUTS, STEP_OUTPUTS),
  'README.md': withTables,
  'docs/run.md': withTables,
  'docs/hygiene-action.md': withTables,
  'docs/hygiene-config.md': withTables,
  'docs/notices.md': withTables,
  'schema/hygiene.json': hygieneSchemaText,
};

/** The files as they are and as they should be. */
export async function generatedFiles(): Promise<{ path: string; is: string; shouldBe: string }[]> {
  const settings = JSON.parse(
    await readFile(resolve(ROOT, '.oxfmtrc.json'), 'utf8'),
  ) as FormatConfig;
  return Promise.all(
    Object.entries(WRITERS).map(async ([path, write]) => {
      const is = await readFile(resolve(ROOT, path), 'utf8');
      const { code, errors } = await format(path, write(is), settings);
      if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message ?? ''}`);
      return { path, is, shouldBe: code };
    }),
  );
}

function withInputsAndOutputs(
  text: string,
  inputs: readonly ActionInput[],
  outputs: readonly { name: string; description: string }[],
): string {
  const action = parseDocument(text);
  action.set('inputs', action.createNode(Object.fromEntries(inputs.map(actionInput))));
  action.set(
    'outputs',
    action.createNode(
      Object.fromEntries(outputs.map(({ name, description }) => [name, { description }])),
    ),
  );
  return action.toString({ lineWidth: 0 });
}

type ActionInput = Parameters<typeof meaningOf>[0] & Pick<StepInputSpec, 'default' | 'otherwise'>;

function actionInput(spec: ActionInput): [string, Record<string, unknown>] {
  const otherwise = spec.otherwise === undefined ? '' : ` Default: ${spec.otherwise}.`;
  const fallback = spec.default === undefined ? {} : { default: spec.default };
  return [spec.name, { description: meaningOf(spec) + otherwise, required: false, ...fallback }];
}

/** Fails on a place without a table: a misspelled mark would leave old text standing. */
function withTables(text: string): string {
  return text.replaceAll(
    /(<!-- ([\w-]+): written by .*?-->\n)[^]*?(<!-- \/\2 -->)/g,
    (_all, open: string, name: string, close: string) => {
      const table = TABLES[name];
      if (table === undefined) throw new Error(`no table is called ${name}`);
      return `${open}\n${table}\n\n${close}`;
    },
  );
}

if (import.meta.main) {
  for (const { path, is, shouldBe } of await generatedFiles()) {
    if (is !== shouldBe) await writeFile(resolve(ROOT, path), shouldBe);
    console.log(`${path}: ${is === shouldBe ? 'as it should be' : 'written'}`);
  }
}
