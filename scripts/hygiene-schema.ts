import { hygieneJsonSchema, type JsonSchema } from '../src/hygiene/config/json-schema.ts';

/** What is written to schema/hygiene.json. */
export function hygieneSchemaText(): string {
  return JSON.stringify(hygieneJsonSchema(), undefined, 2);
}

/** What docs/hygiene-config.md says about each key, as rows of cells. */
export function configKeyRows(place = hygieneJsonSchema(), prefix = ''): string[][] {
  const needed = Array.isArray(place['required']) ? place['required'] : [];
  return Object.entries(place.properties ?? {}).flatMap(([name, inner]) => {
    const path = `${prefix}${name}`;
    return [
      [code(path), inner.description ?? '', kindOf(inner), defaultOf(inner, needed.includes(name))],
      ...configKeyRows(inner, `${path}.`),
      ...rowsOfEntries(inner, path),
    ];
  });
}

/** Maps in a list, in a map of free names, or beside a short form. */
function rowsOfEntries(place: JsonSchema, path: string): string[][] {
  const entry = place.items ?? place.additionalProperties;
  const inList = place.items === undefined ? '.*' : '[]';
  return [
    ...(typeof entry === 'object'
      ? [
          ...configKeyRows(entry, `${path}${inList}.`),
          ...(entry.anyOf ?? []).flatMap((each) => configKeyRows(each, `${path}${inList}.`)),
        ]
      : []),
    ...(place.anyOf ?? []).flatMap((each) => configKeyRows(each, `${path}.`)),
  ];
}

function kindOf(place: JsonSchema): string {
  if (Array.isArray(place['enum']))
    return place['enum'].map((each) => code(String(each))).join(' ');
  if (place['const'] !== undefined) return code(JSON.stringify(place['const']));
  if (place.anyOf !== undefined) return kindOfUnion(place.anyOf);
  switch (place['type']) {
    case 'boolean':
      return '`true` `false`';
    case 'array':
      return `list of ${place.items?.['enum'] === undefined ? plural(place.items) : kindOf(place.items)}`;
    case 'object':
      return place.properties === undefined ? 'map' : 'group';
    case 'integer':
      return 'whole number';
    case 'number':
      return 'number';
    default:
      return 'text';
  }
}

function kindOfUnion(kinds: readonly JsonSchema[]): string {
  if (kinds.some((kind) => kind['const'] === 0)) return 'duration';
  if (kinds.every((kind) => typeof kind['format'] === 'string')) return 'date';
  return [...new Set(kinds.map(kindOf))].join(' or ').replace('group', 'map');
}

function plural(place: JsonSchema | undefined): string {
  return place?.properties === undefined ? 'texts' : 'maps';
}

function defaultOf(place: JsonSchema, isNeeded: boolean): string {
  if (isNeeded) return 'needed';
  const { default: otherwise } = place;
  if (otherwise === undefined) return '';
  if (typeof otherwise === 'string') return code(otherwise);
  if (!Array.isArray(otherwise)) return code(JSON.stringify(otherwise));
  return otherwise.length === 0
    ? code('[]')
    : otherwise.map((each) => code(String(each))).join(' ');
}

function code(text: string): string {
  return `\`${text}\``;
}
