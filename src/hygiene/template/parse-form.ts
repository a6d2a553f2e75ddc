import type { RepositoryFile } from '../../forge/model.ts';
import { readYaml, textOf } from './front-matter.ts';
import { headingKey } from './heading-key.ts';
import { joinTwins } from './join-twins.ts';
import type { FormField, Template, TemplateSection } from './template.ts';
import { withoutComments } from './without-comments.ts';
import { normalLine } from './words.ts';

/** A YAML form, by what the forge renders of it: a heading for each field, its value below. */
export function parseForm(file: RepositoryFile, fileName: string, current: boolean): Template {
  const form = recordOf(readYaml(file.text));
  const title = textOf(form['title']);
  const fields = listOf(form['body']).flatMap(fieldOf);
  return {
    path: file.path,
    name: textOf(form['name']) ?? fileName,
    current,
    kind: 'form',
    sections: joinTwins(fields.map(({ asks }) => asks)),
    ...(title === undefined ? {} : { titlePrefix: title }),
    fields,
  };
}

/** A longer list is left to the words of the notice and to the form itself. */
const LONGEST_OPTIONS = 500;

type Values = Readonly<Record<string, unknown>>;

function fieldOf(element: unknown): FormField[] {
  const field = recordOf(element);
  const { type } = field;
  const attributes = recordOf(field['attributes']);
  const validations = recordOf(field['validations']);
  const heading = textOf(attributes['label'])?.replace(/\s+/g, ' ');
  if (!isFieldType(type) || heading === undefined || isHidden(field)) return [];
  const format = formatOf(validations);
  return [
    {
      type,
      asks: {
        heading,
        key: headingKey(heading),
        level: 3,
        ...ASKED[type](attributes, validations['required'] === true, heading),
      },
      multiple: attributes['multiple'] === true,
      isCode: type === 'textarea' && textOf(attributes['render']) !== undefined,
      help: normalLine(
        ['label', 'description', 'placeholder'].map((name) => textOf(attributes[name])).join('\n'),
      ),
      ...(type !== 'input' || format === undefined ? {} : { format }),
    },
  ];
}

function isFieldType(type: unknown): type is FormField['type'] {
  return typeof type === 'string' && Object.hasOwn(ASKED, type);
}

function formatOf(validations: Values): FormField['format'] {
  if (validations['is_number'] === true) return 'number';
  const pattern = textOf(validations['regex']);
  return pattern === undefined ? undefined : { pattern };
}

type Asked = Omit<TemplateSection, 'heading' | 'key' | 'level'>;

function textField(attributes: Values, required: boolean, heading: string): Asked {
  const value = textOf(attributes['value']) ?? '';
  return {
    required,
    placeholders: value.split('\n').map(normalLine).filter(Boolean),
    boxes: [],
    wantedBoxes: 'none',
    skeleton: skeletonOf(heading, asCode(withoutComments(value), textOf(attributes['render']))),
  };
}

function dropdown(attributes: Values, required: boolean, heading: string): Asked {
  const options = listOf(attributes['options']).flatMap((option) => scalarOf(option));
  return {
    required,
    placeholders: [],
    boxes: [],
    wantedBoxes: 'none',
    options,
    skeleton: skeletonOf(heading, optionsToChooseFrom(options)),
  };
}

/** Only the boxes that must be ticked are remembered where there are such; the others ask nothing. */
function checkboxes(attributes: Values, isNeeded: boolean, heading: string): Asked {
  const options = listOf(attributes['options'])
    .map(recordOf)
    .filter((option) => !isHidden(option))
    .flatMap((option) => {
      const label = textOf(option['label']);
      return label === undefined ? [] : [{ label, required: option['required'] === true }];
    });
  const needed = options.filter(({ required }) => required);
  const isChoice = needed.length === 0 && isNeeded;
  const boxes = needed.length > 0 ? needed : options;
  return {
    required: needed.length > 0 || isChoice,
    placeholders: [],
    boxes: boxes.map(({ label }) => label),
    wantedBoxes: isChoice ? 'at-least-one' : needed.length > 0 ? 'all' : 'none',
    skeleton: skeletonOf(heading, options.map(({ label }) => `- [ ] ${label}`).join('\n')),
  };
}

const ASKED: Readonly<
  Record<FormField['type'], (attributes: Values, required: boolean, heading: string) => Asked>
> = { input: textField, textarea: textField, dropdown, checkboxes };

/** Gitea and Forgejo can leave a field out of the text. */
function isHidden(field: Values): boolean {
  const { visible } = field;
  return Array.isArray(visible) && !visible.includes('content');
}

function skeletonOf(heading: string, below: string): string {
  return below === '' ? `### ${heading}` : `### ${heading}\n\n${below}`;
}

/** As the forge itself puts an answer of code into the text. */
function asCode(value: string, language: string | undefined): string {
  if (language === undefined) return value;
  const fence = '`'.repeat(Math.max(3, ...runsOfBackticks(value).map((run) => run + 1)));
  return `${fence}${/^[\w+#.-]{1,30}$/.test(language) ? language : ''}\n${value}\n${fence}`;
}

function runsOfBackticks(text: string): number[] {
  return (text.match(/`+/g) ?? []).map(({ length }) => length);
}

/** A comment, which no reader of the text sees and which is no answer. */
function optionsToChooseFrom(options: readonly string[]): string {
  const named = options.join(' | ').replace(/\s+/g, ' ');
  const isShown = named !== '' && named.length <= LONGEST_OPTIONS && !/--|[<>]/.test(named);
  return isShown ? `<!-- ${named} -->` : '';
}

function scalarOf(value: unknown): string[] {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? [String(value)]
    : [];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function recordOf(value: unknown): Values {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isRecord ? (value as Values) : {};
}
