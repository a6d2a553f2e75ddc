import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { capped, withMode } from '../../src/step/config-in-place.ts';
import { POLICY_TEXTS, policyOf } from './policy-texts.ts';

describe('the input `mode` in a policy', () => {
  test.each(POLICY_TEXTS)('replaces what %j says, and nothing else', (text) => {
    const written = withMode(text, 'dry-run');

    expect(parse(written)).toEqual({ ...(parse(text) as object | null), mode: 'dry-run' });
  });

  test.each([
    ['version: 1\nmode: enforce # soon\nrules: {}\n', 'version: 1\nmode: warn # soon\nrules: {}\n'],
    ['version: 1\r\nmode: "enforce"\r\n', 'version: 1\r\nmode: warn\r\n'],
    ['version: 1\n# the end', 'version: 1\n# the end\nmode: warn\n'],
  ])('leaves the other bytes of %j alone', (text, expected) => {
    expect(withMode(text, 'warn')).toBe(expected);
  });

  test.each(['mode: [', '- a\n- b\n', 'words', 'mode: a\nmode: b\n'])(
    'leaves alone what is no policy: %j',
    (text) => {
      expect(withMode(text, 'warn')).toBe(text);
    },
  );

  test.each([
    ['enforce', 'enforce', 'warn'],
    ['warn', 'warn', 'warn'],
    ['dry-run', 'dry-run', 'dry-run'],
    ['off', 'off', 'off'],
  ] as const)('%s is the most that a rule does', (mode, template, title) => {
    const policy = policyOf(
      'mode: enforce\nrules:\n  pr-template: { mode: enforce }\n  pr-title: { mode: warn }\n' +
        '  custom: [{ id: x, on: title, match: x, message: x, mode: enforce }]\n',
    );

    const { rules, mode: whole } = capped(policy, mode);

    expect({ whole, template: rules['pr-template'].mode, title: rules['pr-title'].mode }).toEqual({
      whole: mode,
      template,
      title,
    });
    expect(rules.custom.map((rule) => rule.mode)).toEqual([template]);
    expect(capped(policy, undefined)).toBe(policy);
  });
});
