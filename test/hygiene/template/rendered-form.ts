import type { FormField } from '../../../src/hygiene/template/template.ts';

/** A form and what somebody filled in, in the shape of a forge's YAML. */
export type FilledField = {
  type: FormField['type'];
  label: string;
  required?: boolean;
  options?: readonly string[];
  multiple?: boolean;
  render?: string;
  /** Empty when nothing was filled in. */
  answer: string | readonly string[];
};

/** How the forges differ where their documentation or source shows it. */
export type Rendering = { tick: 'x' | 'X'; newline: '\n' | '\r\n'; lastLine: '' | '\n' };

export const GITHUB: Rendering = { tick: 'X', newline: '\r\n', lastLine: '' };
export const GITEA: Rendering = { tick: 'x', newline: '\n', lastLine: '\n' };

/** The file that asks for the fields. JSON is YAML. */
export function formFile(fields: readonly FilledField[], rest: object = {}): string {
  const body = fields.map(({ type, label, required, options, multiple, render }, index) => ({
    type,
    id: `f${String(index)}`,
    attributes: {
      label,
      ...(multiple === undefined ? {} : { multiple }),
      ...(render === undefined ? {} : { render }),
      ...(options === undefined
        ? {}
        : {
            options:
              type === 'checkboxes'
                ? options.map((option) => ({ label: option, required: required === true }))
                : options,
          }),
    },
    ...(type === 'checkboxes' ? {} : { validations: { required: required === true } }),
  }));
  return JSON.stringify({ name: 'Bug report', description: 'Something broke', ...rest, body });
}

/** The description that a forge makes of a filled-in form. */
export function renderForm(fields: readonly FilledField[], rendering = GITEA): string {
  const text = fields
    .map((field) => `### ${field.label}\n\n${renderAnswer(field, rendering)}\n`)
    .join('\n');
  return (text.trimEnd() + rendering.lastLine).replaceAll('\n', rendering.newline);
}

function renderAnswer(
  { type, options = [], answer, render }: FilledField,
  { tick }: Rendering,
): string {
  if (type === 'checkboxes') {
    return options
      .map((option) => `- [${answer.includes(option) ? tick : ' '}] ${option}`)
      .join('\n');
  }
  if (answer.length === 0) return '_No response_';
  if (typeof answer !== 'string') return answer.join(', ');
  if (render === undefined) return answer;
  const fence = fenceFor(answer);
  return `${fence}${render}\n${answer}\n${fence}`;
}

/** Longer than every run of backticks that begins a line of the answer. */
function fenceFor(answer: string): string {
  const runs = answer.split('\n').map((line) => /^`*/.exec(line)?.[0].length ?? 0);
  return '`'.repeat(Math.max(3, ...runs.map((run) => run + 1)));
}
