import { expect, test } from 'vitest';
import { resolvePolicy } from '../../../src/hygiene/config/resolve.ts';
import { layersOf, modesOf, resolved } from './layers-of.ts';
import { HOUR } from './sample.ts';

test('preset:opencode asks what the opencode project asks, and only the template has a deadline', () => {
  const { policy, problems } = resolved('extends: [preset:opencode]');

  expect(problems).toEqual([]);
  expect(policy).toMatchObject({
    mode: 'enforce',
    grace: { period: 2 * HOUR, clock: 'first-flag' },
    rules: {
      'pr-template': { mode: 'enforce', close: true },
      'pr-linked-issue': {
        mode: 'enforce',
        close: false,
        exemptTypes: ['docs', 'refactor', 'feat'],
      },
      'pr-title': {
        mode: 'enforce',
        close: false,
        types: ['feat', 'fix', 'docs', 'chore', 'refactor', 'test'],
      },
      'pr-body': { mode: 'off' },
    },
    report: {
      layout: 'separate',
      onFixed: 'thank',
      labels: {
        template: { name: 'needs:compliance' },
        issue: { name: 'needs:issue' },
        title: { name: 'needs:title' },
      },
    },
  });
});

test('preset:strict enforces and closes for every rule', () => {
  const { policy } = resolved('extends: [preset:strict]');

  const { custom: _, ...rules } = policy.rules;
  expect(modesOf(policy)).toEqual(Array.from({ length: 5 }, () => 'enforce'));
  expect(Object.values(rules).map(({ close }) => close)).not.toContain(false);
});

test.each(['strict', 'opencode'])('mode: warn beside preset:%s softens all of it', (preset) => {
  const { policy } = resolved(`extends: [preset:${preset}]\nmode: warn`);

  expect(modesOf(policy)).not.toContain('enforce');
});

test('preset:recommended keeps what the owner lists', () => {
  const { policy } = resolvePolicy(
    layersOf({
      owner: 'mode: enforce\nexempt: {authors: [a]}',
      own: 'extends: [preset:recommended]',
    }),
  );

  expect(policy).toMatchObject({ mode: 'warn', exempt: { authors: ['a'] } });
});
