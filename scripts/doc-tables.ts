import { fallbackOf, meaningOf } from '../src/action/input-help.ts';
import { INPUTS, type InputSpec } from '../src/action/input-table.ts';
import { OUTPUTS } from '../src/action/output-table.ts';
import { STEP_INPUTS } from '../src/step/input-table.ts';
import { STEP_OUTPUTS, STEP_VERDICTS } from '../src/step/output-table.ts';
import { EXIT_CODES, OUTCOMES } from '../src/sessions/outcome.ts';
import { OUTCOME_MEANINGS } from '../src/text/outcomes.ts';
import { configKeyRows } from './hygiene-schema.ts';
import { placeholderRows } from './notice-placeholder-table.ts';

/** The Markdown tables of the docs by the name of the place they are put into. */
export const TABLES: Readonly<Record<string, string>> = {
  inputs: table(['Input', 'Meaning', 'Default', 'Example'], INPUTS.map(inputRow)),
  outputs: table(
    ['Output', 'Meaning'],
    OUTPUTS.map(({ name, description }) => [code(name), description]),
  ),
  'hygiene-inputs': table(['Input', 'Meaning', 'Default', 'Example'], STEP_INPUTS.map(inputRow)),
  'hygiene-outputs': table(
    ['Output', 'Meaning'],
    STEP_OUTPUTS.map(({ name, description }) => [code(name), description]),
  ),
  'hygiene-verdicts': table(
    ['Verdict', 'Meaning'],
    Object.entries(STEP_VERDICTS).map(([name, meaning]) => [code(name), meaning]),
  ),
  outcomes: table(
    ['Outcome', 'Meaning', 'Exit code'],
    OUTCOMES.map((name) => [code(name), OUTCOME_MEANINGS[name], String(EXIT_CODES[name])]),
  ),
  'config-keys': table(['Key', 'Meaning', 'Values', 'Default'], configKeyRows()),
  placeholders: table(['Placeholder', 'What it becomes', 'In', 'Only'], placeholderRows()),
};

function inputRow(spec: InputSpec): string[] {
  return [code(spec.name), meaningOf(spec), fallbackOf(spec) ?? '', code(spec.example)];
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map(line).join('\n');
}

function line(cells: string[]): string {
  return `| ${cells.map(cell).join(' | ')} |`;
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`);
}

function code(text: string): string {
  return `\`${text}\``;
}
