import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { DEFAULTS } from '../../../src/hygiene/config/defaults.ts';
import { hygieneJsonSchema, type JsonSchema } from '../../../src/hygiene/config/json-schema.ts';
import { PRESETS } from '../../../src/hygiene/config/presets.ts';
import { configSchema } from '../../../src/hygiene/config/schema.ts';
import { resolved } from './layers-of.ts';

const published = JSON.parse(
  readFileSync(new URL('../../../schema/hygiene.json', import.meta.url), 'utf8'),
) as JsonSchema;

test('the published schema is the one that configs are held against; `npm run docs` writes it', () => {
  expect(published).toEqual(JSON.parse(JSON.stringify(hygieneJsonSchema())));
  expect(published).toMatchObject({ $id: 'urn:agent-run:hygiene', additionalProperties: false });
});

test('every key has a description, and every map refuses what it does not know', () => {
  const places = propertiesIn(published, '');

  expect(places.length).toBeGreaterThan(60);
  expect(places.filter(({ schema }) => (schema.description ?? '') === '')).toEqual([]);
  expect(mapsIn(published).filter((map) => map.additionalProperties !== false)).toEqual([]);
});

test('every key has the default that holds without a config, or none because there is nothing to say', () => {
  const without = propertiesIn(published, '')
    .filter(({ schema }) => schema.default === undefined && schema.properties === undefined)
    .map(({ path }) => path)
    .filter((path) => !/^report\.(templates|labels)\./.test(path));

  expect(without).toEqual([
    'since',
    'rules.issue-template.when',
    'rules.custom.id',
    'rules.custom.on',
    'rules.custom.match',
    'rules.custom.reject',
    'rules.custom.message',
    'rules.custom.fix',
    'report.links.contributing',
  ]);
});

test.each([['the defaults', DEFAULTS], ...PRESETS])(
  '%s are a config themselves',
  (_name, config) => {
    expect(configSchema.safeParse(config).error).toBeUndefined();
  },
);

test('the example of the docs is right but for the file that it extends', () => {
  const docs = readFileSync(new URL('../../../docs/hygiene-config.md', import.meta.url), 'utf8');
  const example = /```yaml\n([^]*?)```/.exec(docs)?.[1] ?? '';

  expect(Object.keys(parse(example) as object)).toContain('grace');
  expect(resolved(example).problems.map(({ key }) => key)).toEqual(['extends[1]']);
});

type Place = { path: string; schema: JsonSchema };

function propertiesIn(schema: JsonSchema, prefix: string): Place[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    return [{ path, schema: inner }, ...propertiesIn(inner, path)];
  });
  return [...own, ...insideOf(schema).flatMap((inner) => propertiesIn(inner, prefix))];
}

function mapsIn(schema: JsonSchema): JsonSchema[] {
  const below = [...Object.values(schema.properties ?? {}), ...insideOf(schema)];
  return [...(schema.properties === undefined ? [] : [schema]), ...below.flatMap(mapsIn)];
}

function insideOf({ items, anyOf = [], additionalProperties }: JsonSchema): JsonSchema[] {
  return [
    ...(items === undefined ? [] : [items]),
    ...anyOf,
    ...(typeof additionalProperties === 'object' ? [additionalProperties] : []),
  ];
}
