import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { explainConfig } from '../../../src/hygiene/config/explain.ts';
import { hygieneJsonSchema, type JsonSchema } from '../../../src/hygiene/config/json-schema.ts';
import { extendsTargets, resolvePolicy } from '../../../src/hygiene/config/resolve.ts';
import type { Policy } from '../../../src/hygiene/policy.ts';
import { DEFAULTS } from '../../../src/hygiene/config/defaults.ts';
import { layersOf, resolved } from './layers-of.ts';

test.each([
  ['brackets', '['.repeat(60_000)],
  ['braces', '{a: '.repeat(15_000)],
  ['sequences', '- '.repeat(30_000)],
  ['complex keys', '? '.repeat(30_000)],
  ['quotes', '"'.repeat(65_000)],
  ['tags', '!'.repeat(60_000)],
  [
    'many keys',
    Array.from({ length: 9000 }, (_, index) => `k${String(index)}:\n`)
      .join('')
      .slice(0, 60_000),
  ],
  ['one key again and again', 'mode: warn\n'.repeat(5000)],
  ['a value that holds itself', 'exempt: &a {authors: [*a, *a, *a]}'],
  [
    'aliases of aliases',
    `a: &a [${'x,'.repeat(50)}]\nb: &b [${'*a,'.repeat(50)}]\nc: &c [${'*b,'.repeat(50)}]\nd: [${'*c,'.repeat(50)}]`,
  ],
  [
    'deep indentation',
    Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
  ],
  [
    'names of JavaScript',
    '__proto__: {mode: enforce}\nconstructor: 1\ntoString: 2\nrules: {__proto__: 1}',
  ],
  ['another version of YAML', '%YAML 1.1\n---\nreport: {check: yes}'],
  ['merge keys', 'grace: &g {period: 1h}\nrules: {<<: *g}'],
])('%s are a problem, not a fall', (_what, own) => {
  const before = Date.now();

  const { policy, problems } = resolved(own);

  expect(problems.length).toBeGreaterThan(0);
  expect(problems.length).toBeLessThanOrEqual(51);
  expect(strongest(policy)).not.toMatch(/warn|enforce/);
  expect(Date.now() - before).toBeLessThan(5000);
});

test('a hostile value is shown on one clipped line', () => {
  const { problems } = resolved(`mode: ${JSON.stringify(`x\n\u001B[31m${'y'.repeat(5000)}`)}`);

  expect(problems[0]?.message).toMatch(
    /^`mode`: expected .*found "x y{70,80}…"\. Write one of them\.$/,
  );
});

test('whatever text a layer holds, there is a policy, and with a problem it does nothing but a dry run', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), yamlLike(), (own, owner) => {
      expect(tooStrong(own, owner) ?? tooStrong(owner, own)).toBeUndefined();
    }),
    { numRuns: 100 },
  );
});

test('whatever values a config has, the same holds', () => {
  fc.assert(
    fc.property(configLike(), fc.jsonValue(), (config, value) => {
      expect(tooStrong(stringify(config), 'mode: enforce')).toBeUndefined();
      expect(tooStrong(stringify(value), stringify(config))).toBeUndefined();
    }),
    { numRuns: 50 },
  );
});

/** The modes of a policy that does too much for what is wrong with its config. */
function tooStrong(own: string, owner: string): string | undefined {
  const layers = layersOf({ own, owner, extended: { 'octo/a:b.yml': owner } });
  const { policy, problems } = resolvePolicy(layers);
  extendsTargets(layers);
  explainConfig(layers);
  const modes = strongest(policy);
  return problems.length > 0 && /warn|enforce/.test(modes) ? modes : undefined;
}

function strongest({ mode, rules: { custom, ...rules } }: Policy): string {
  return [
    mode,
    ...Object.values(rules).map((rule) => rule.mode),
    ...custom.map((rule) => rule.mode),
  ].join(' ');
}

function yamlLike(): fc.Arbitrary<string> {
  const piece = fc.constantFrom(
    ...'mode: enforce|\n|  |- |: |[|]|{|}|&a |*a|!!str |"|\'|rules:|extends: |org|grace:|#|---|\t|? |<<: |preset:strict|octo/a:b.yml'.split(
      '|',
    ),
  );
  return fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
}

/** A config with real keys, some of their values right, some anything. */
function configLike(
  place: JsonSchema = hygieneJsonSchema(),
  defaults: unknown = DEFAULTS,
): fc.Arbitrary<unknown> {
  if (place.properties === undefined) {
    return fc.oneof(
      { weight: 6, arbitrary: fc.constant(defaults ?? 'auto') },
      { weight: 1, arbitrary: fc.jsonValue() },
      {
        weight: 1,
        arbitrary: fc.constantFrom('enforce', 'org', ['octo/a:b.yml', 'preset:strict'], '1h', 0),
      },
    );
  }
  const keys = Object.entries(place.properties).map(
    ([name, inner]) =>
      [name, configLike(inner, (defaults as Record<string, unknown> | undefined)?.[name])] as const,
  );
  return fc.record(Object.fromEntries(keys), { requiredKeys: [] });
}
