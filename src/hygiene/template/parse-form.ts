import type { RepositoryFile } from '../../forge/model.ts';
import { readYaml, textOf } from './front-matter.ts';
import { headingKey } from './heading-key.ts';
import { joinTwins } from './join-twins.ts';
import type { Template, TemplateSection } from './template.ts';
import { normalLine } from './words.ts';

/** A YAML form, by what the forge renders of it: a heading for each field, its value below. */
export function parseForm(file: RepositoryFile, fileName: string, current: boolean): Template {
  const form = recordOf(readYaml(file.text));
  const title = textOf(form['title']);
  return {
    path: file.path,
    name: textOf(form['name']) ?? fileName,
    current,
    kind: 'form',
    sections: joinTwins(listOf(form['body']).flatMap(sectionOf)),
    ...(title === undefined ? {} : { titlePrefix: title }),
  };
}

type Values = Readonly<Record<string, unknown>>;

function sectionOf(element: unknown): TemplateSection[] {
  const field = recordOf(element);
  const attributes = recordOf(field['attributes']);
  const heading = textOf(attributes['label'])?.replace(/\s+/g, ' ');
  if (heading === undefined || field['type'] === 'markdown' || isHidden(field)) return [];
  const base = { heading, key: headingKey(heading), level: 3 };
  const isNeeded = recordOf(field['validations'])['required'] === true;
  switch (field['type']) {
    case 'checkboxes':
      return [{ ...base, ...checkboxes(attributes, isNeeded, heading) }];
    case 'dropdown':
      return [{ ...base, ...dropdown(attributes, isNeeded, heading) }];
    case 'input':
    case 'textarea':
      return [{ ...base, ...textField(attributes, isNeeded, heading) }];
    default:
      return [];
  }
}

type Asked = Omit<TemplateSection, 'heading' | 'key' | 'level'>;

function textField(attributes: Values, required: boolean, heading: string): Asked {
  const value = textOf(attributes['value']) ?? '';
  return {
    required,
    placeholders: value.split('\n').map(normalLine).filter(Boolean),
    boxes: [],
    wantedBoxes: 'none',
    skeleton: skeletonOf(heading, value),
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
    skeleton: skeletonOf(heading, ''),
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

/** Gitea and Forgejo can leave a field out of the text. */
function isHidden(field: Values): boolean {
  const { visible } = field;
  return Array.isArray(visible) && !visible.includes('content');
}

function skeletonOf(heading: string, below: string): string {
  return below === '' ? `### ${heading}` : `### ${heading}\n\n${below}`;
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
