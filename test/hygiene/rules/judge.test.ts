import { expect, test } from 'vitest';
import { judge } from '../../../src/hygiene/rules/judge.ts';
import { FILLED, TEMPLATE } from '../template/pull-request.ts';
import { customRule, factsOf, kindsOf, policyOf, TITLE_POLICY } from './judged-subject.ts';

const RULES = ['pr-template', 'pr-linked-issue', 'pr-title'];

test('a pull request in order has a result without findings for each rule that is on', () => {
  const facts = factsOf({ body: FILLED }, { templates: [TEMPLATE] });

  const { results, failed } = judge(facts, policyOf());

  expect(results.map(({ rule }) => rule)).toEqual(RULES);
  expect(results.flatMap(({ findings }) => findings)).toEqual([]);
  expect(failed).toBeUndefined();
});

test('each rule has its own say', () => {
  const custom = [customRule({ id: 'door', match: 'door' })];
  const facts = factsOf({ title: 'It crashes', body: '' }, { templates: [TEMPLATE] });

  const { results } = judge(facts, policyOf({}, { custom }));

  expect(results.map(({ rule }) => rule)).toEqual([...RULES, 'custom/door']);
  for (const { findings } of results) expect(kindsOf(findings)).not.toEqual([]);
});

test.each([
  ['enforce', true, true],
  ['enforce', false, false],
  ['warn', true, false],
  ['dry-run', true, false],
] as const)('a rule in %s with close %s may close: %s', (mode, close, closes) => {
  const custom = [customRule({ mode, close })];

  const { results } = judge(factsOf({ kind: 'issue' }), policyOf({}, { custom }));

  expect(results).toEqual([{ rule: 'custom/own', mode, closes, findings: [] }]);
});

test('nothing is said when everything is off', () => {
  expect(judge(factsOf(), policyOf({ mode: 'off' }))).toEqual({ results: [] });
});

test('of an issue only the rules for issues speak', () => {
  const custom = [
    customRule({ id: 'pulls', subjects: 'pull-request' }),
    customRule({ id: 'issues', subjects: 'issue' }),
    customRule({ id: 'both' }),
  ];

  const { results } = judge(factsOf({ kind: 'issue' }), policyOf({}, { custom }));

  expect(results.map(({ rule }) => rule)).toEqual(['custom/issues', 'custom/both']);
});

test('a rule that throws is named and does not silence the others', () => {
  const broken = { ...TITLE_POLICY, types: null as unknown as string[] };

  const { results, failed } = judge(
    factsOf({ body: FILLED }, { templates: [TEMPLATE] }),
    policyOf({}, { 'pr-title': broken }),
  );

  expect(results.map(({ rule }) => rule)).toEqual(['pr-template', 'pr-linked-issue']);
  expect(failed).toEqual([{ rule: 'pr-title', error: expect.any(TypeError) }]);
});

test('the same finding is told once', () => {
  const facts = factsOf({ title: 'fix(x,x): a', body: FILLED }, { templates: [TEMPLATE] });

  const { results } = judge(
    facts,
    policyOf({}, { 'pr-title': { ...TITLE_POLICY, scopes: ['ui'] } }),
  );

  expect(results.at(-1)?.findings).toHaveLength(1);
});
