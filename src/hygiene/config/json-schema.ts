import { z } from 'zod';
import { DEFAULTS } from './defaults.ts';
import { configSchema } from './schema.ts';

/** As much of JSON Schema as the schema of a config uses. */
export type JsonSchema = {
  [word: string]: unknown;
  description?: string;
  default?: unknown;
  properties?: Record<string, JsonSchema>;
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
};

let made: JsonSchema | undefined;

/** The schema as editors read it, without defaults. Not to be changed by its readers. */
export function plainJsonSchema(): JsonSchema {
  made ??= z.toJSONSchema(configSchema, { target: 'draft-7', io: 'input' }) as JsonSchema;
  return made;
}

/** The keys that the schema knows below a path; empty where there are none or any will do. */
export function keysAt(path: readonly (string | number)[]): string[] {
  let places = [plainJsonSchema()];
  for (const part of path) {
    places = places
      .flatMap((place) => alternatives(place))
      .flatMap((place) => stepsInto(place, part));
  }
  return places.flatMap(alternatives).flatMap(({ properties = {} }) => Object.keys(properties));
}

function stepsInto(place: JsonSchema, part: string | number): JsonSchema[] {
  if (typeof part === 'number') return place.items === undefined ? [] : [place.items];
  const known = place.properties ?? {};
  if (Object.hasOwn(known, part)) return [known[part] ?? {}];
  return typeof place.additionalProperties === 'object' ? [place.additionalProperties] : [];
}

function alternatives(place: JsonSchema): JsonSchema[] {
  return [place, ...(place.anyOf ?? [])];
}

/** Dotted paths of all keys that are a group's or stand in one. */
export function allKeys(place = plainJsonSchema(), prefix = ''): string[] {
  return Object.entries(place.properties ?? {}).flatMap(([name, inner]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    return [path, ...allKeys(inner, path)];
  });
}

/** What is published: with the defaults, and a name that is no address. */
export function hygieneJsonSchema(): JsonSchema {
  const { $schema, ...rest } = withDefaults(plainJsonSchema(), {
    version: 1,
    extends: [],
    ...DEFAULTS,
  });
  return {
    $schema,
    $id: 'urn:agent-run:hygiene',
    title: 'Config of the hygiene bot',
    description: 'What a repository asks of its pull requests and issues: `.github/hygiene.yml`.',
    ...rest,
  };
}

/** Groups have no default of their own, but that of each of their keys. */
function withDefaults(place: JsonSchema, defaults: unknown): JsonSchema {
  if (defaults === undefined) return place;
  if (place.properties === undefined || isEmptyMap(defaults))
    return { ...place, default: defaults };
  const properties = Object.entries(place.properties).map(
    ([name, inner]) =>
      [name, withDefaults(inner, (defaults as Record<string, unknown>)[name])] as const,
  );
  return { ...place, properties: Object.fromEntries(properties) };
}

function isEmptyMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
