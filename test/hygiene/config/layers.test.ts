import { expect, test } from 'vitest';
import type { ResolvedConfig } from '../../../src/hygiene/config/config.ts';
import { extendsTargets, resolvePolicy, targetKey } from '../../../src/hygiene/config/resolve.ts';
import { layersOf, problemsOf } from './layers-of.ts';

const A = 'octo/shared:a.yml';
const B = 'octo/shared:b.yml';

test.each([
  ['nothing is said anywhere', {}, 2],
  ['the owner says it', { owner: 'grace: {period: 3h}' }, 3],
  [
    'an extended file says it, too',
    {
      owner: 'grace: {period: 3h}',
      own: `extends: ["${A}"]`,
      extended: { [A]: 'grace: {period: 4h}' },
    },
    4,
  ],
  [
    'a later extended file says it, too',
    {
      own: `extends: ["${A}", "${B}"]`,
      extended: { [A]: 'grace: {period: 4h}', [B]: 'grace: {period: 5h}' },
    },
    5,
  ],
  [
    'an extended file overrules what it extends itself',
    {
      own: `extends: ["${A}"]`,
      extended: { [A]: `extends: ["${B}"]\ngrace: {period: 4h}`, [B]: 'grace: {period: 5h}' },
    },
    4,
  ],
  [
    'the repository says it, too',
    {
      owner: 'grace: {period: 3h}',
      own: `extends: ["${A}"]\ngrace: {period: 6h}`,
      extended: { [A]: 'grace: {period: 4h}' },
    },
    6,
  ],
  [
    'a preset lies over the owner',
    { owner: 'grace: {period: 3h}', own: 'extends: [preset:strict]' },
    2,
  ],
  [
    '`org` places the owner over a preset',
    { owner: 'grace: {period: 3h}', own: 'extends: [preset:strict, org]' },
    3,
  ],
  [
    'the owner extends a file',
    { owner: `extends: ["${A}"]`, extended: { [A]: 'grace: {period: 4h}' } },
    4,
  ],
  [
    'the key is there without a value',
    { owner: 'grace: {period: 3h}', own: 'grace:\n  period:\n' },
    3,
  ],
  [
    'a file that is named twice counts where it is named last',
    {
      own: `extends: ["${A}", "${B}", "${A}"]`,
      extended: { [A]: 'grace: {period: 4h}', [B]: 'grace: {period: 5h}' },
    },
    4,
  ],
])('the strongest word counts when %s', (_when, texts, hours) => {
  const { policy, problems } = resolvePolicy(layersOf(texts));

  expect(problems).toEqual([]);
  expect(policy.grace.period).toBe(hours * 3_600_000);
});

test('groups are joined key by key; lists and maps of names replace each other', () => {
  const { policy } = resolvePolicy(
    layersOf({
      owner:
        'exempt: {authors: [a], teams: [t]}\nrules: {pr-template: {sections: {A: optional}, close: false}}',
      own: 'exempt: {authors: [b]}\nrules: {pr-template: {sections: {B: required}}}',
    }),
  );

  expect(policy.exempt).toMatchObject({ authors: ['b'], teams: ['t'], drafts: 'pause' });
  expect(policy.rules['pr-template'].close).toBe(false);
  expect([...policy.rules['pr-template'].sections]).toEqual([
    ['B', { required: true, boxes: 'auto' }],
  ]);
});

test('what files extend is asked for as soon as they are known, and never of another owner', () => {
  const own = `extends: [org, preset:strict, "Octo/Shared:a.yml", "${B}@v1", "evil/shared:a.yml"]`;
  const texts = { own, extended: { [A]: 'extends: ["octo/more:deep/c.yml"]' } };

  expect(extendsTargets(layersOf({ own })).map(targetKey)).toEqual(['preset:strict', A, `${B}@v1`]);
  expect(extendsTargets(layersOf(texts)).map(targetKey)).toEqual([
    'preset:strict',
    A,
    'octo/more:deep/c.yml',
    `${B}@v1`,
  ]);
});

test.each([
  [
    '"evil/shared:a.yml"',
    '"evil/shared:a.yml" belongs to another owner. Only files of `octo` can be extended: copy it to a repository of that owner.',
  ],
  [
    '"octo/shared:gone.yml"',
    '"octo/shared:gone.yml" was not found. Correct it, add the file, or let the bot read its repository.',
  ],
  ['org', 'the shared repository of the owner has no config. Add one there, or remove `org`.'],
  [
    'preset:strickt',
    'there is no preset "strickt". Expected `recommended`, `strict` or `opencode`. Did you mean `preset:strict`?',
  ],
])('extends: [%s] is told: %s', (written, sentence) => {
  const result = resolvePolicy(layersOf({ own: `mode: enforce\nextends: [${written}]` }));

  expect(problemsOf(result)).toEqual([`2: \`extends[0]\`: ${sentence}`]);
  expect(result.policy.mode).toBe('dry-run');
});

test.each([
  'octo/shared',
  'octo/shared:../a.yml',
  'octo/shared:/a.yml',
  'octo/..:a.yml',
  'octo/shared:.env',
  'octo/shared:a.yml@../x',
  'octo/shared:a.yml@-x',
  'Org',
  '__proto__',
])('%s is nothing that can be extended', (written) => {
  const layers = layersOf({ own: `extends: ["${written}"]` });

  expect(extendsTargets(layers)).toEqual([]);
  expect(problemsOf(resolvePolicy(layers))[0]).toContain(
    'expected `org`, `owner/repository:path@ref` or',
  );
});

test('files that extend each other in a circle are told, and each still counts once', () => {
  const result = resolvePolicy(
    layersOf({
      own: `extends: ["${A}"]`,
      extended: { [A]: `extends: ["${B}"]\ngrace: {period: 4h}`, [B]: `extends: ["${A}"]` },
    }),
  );

  expect(result.problems).toEqual([
    {
      file: B,
      line: 1,
      key: 'extends[0]',
      message: `\`extends[0]\`: the files extend each other in a circle: "${A}" and "${B}". Remove one of them from \`extends\`.`,
    },
  ]);
  expect(result.policy.grace.period).toBe(4 * 3_600_000);
});

test('a circle through the own config is seen without asking for anything', () => {
  const layers = layersOf({ own: 'extends: ["octo/hello:.github/hygiene.yml"]' });

  expect(extendsTargets(layers)).toEqual([]);
  expect(resolvePolicy(layers).problems[0]?.message).toContain('in a circle');
});

test('files extend each other five levels deep, not six', () => {
  expect(chain(5)).toMatchObject({ problems: [], policy: { mode: 'enforce' } });
  expect(problemsOf(chain(6))).toEqual([
    '1: `extends[0]`: files may extend each other 5 levels deep at most. Name what is needed directly.',
  ]);
});

test('files that name each other many times make few requests', () => {
  const names = Array.from({ length: 9 }, (_, index) => `"octo/shared:${String(index)}.yml"`);
  const extended = Object.fromEntries(
    names.map((name, index) => [
      name.slice(1, -1),
      `extends: [${names.map((other) => other.replace('.yml', `-${String(index)}.yml`)).join(', ')}]`,
    ]),
  );
  const layers = layersOf({ own: `extends: [${names.join(', ')}]`, extended });

  expect(extendsTargets(layers).length).toBeLessThanOrEqual(25);
  expect(
    resolvePolicy(layers)
      .problems.map(({ message }) => message)
      .join(),
  ).toContain('at most 25 entries of `extends` are followed');
});

test('a broken layer is named by its own file, and nothing of it is enforced', () => {
  const result = resolvePolicy(layersOf({ owner: 'mode: enforce\nfoo: 1', own: 'mode: enforce' }));

  expect(result.problems).toMatchObject([
    { file: 'octo/.github:.github/hygiene.yml', line: 2, key: 'foo' },
  ]);
  expect(result.policy.mode).toBe('dry-run');
});

test.each(['PASSWORD: hunter2', 'version: hunter2', 'hunter2', '[hunter2', '- hunter2'])(
  'what another repository keeps in a file that is no config is not quoted: %s',
  (secret) => {
    const result = resolvePolicy(layersOf({ own: `extends: ["${A}"]`, extended: { [A]: secret } }));

    expect(result.problems).toHaveLength(1);
    expect(JSON.stringify(result)).not.toMatch(/hunter|PASSWORD/);
  },
);

/** A config at the top of so many files, each of which extends the next. */
function chain(length: number): ResolvedConfig {
  const names = Array.from({ length }, (_, index) => `octo/shared:${String(index)}.yml`);
  const texts = names.map((name, index) => [
    name,
    index === length - 1 ? 'mode: enforce' : `extends: ["${names[index + 1] ?? ''}"]`,
  ]);
  const extended = Object.fromEntries(texts) as Record<string, string>;
  return resolvePolicy(layersOf({ own: `extends: ["${names[0] ?? ''}"]`, extended }));
}
