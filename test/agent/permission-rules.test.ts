import { array, assert, constantFrom, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  permissionConfig,
  ruleFor,
  rulesOf,
  type PermissionRule,
} from '../../src/agent/permission-rules.ts';

const permission = constantFrom('*', 'bash', 'edit', 'read');
const pattern = constantFrom('*', 'git *', 'src/*', '*.env');
const action = constantFrom('allow' as const, 'deny' as const, 'ask' as const);
const rules = array(record({ permission, pattern, action }), { maxLength: 8 });

describe('rules written as a config', () => {
  it('decide everything as the list of rules does', () => {
    const texts = ['git push', 'src/a.env', 'x', 'src/a.ts'];
    assert(
      property(rules, (list) => {
        const readBack = rulesOf(JSON.parse(JSON.stringify(permissionConfig(list))));
        for (const name of ['bash', 'edit', 'read', 'other']) {
          for (const text of texts) {
            expect(ruleFor(readBack, name, text)?.action).toBe(ruleFor(list, name, text)?.action);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('stay as short as a person would write them', () => {
    const list: PermissionRule[] = [
      { permission: 'bash', pattern: '*', action: 'deny' },
      { permission: 'bash', pattern: 'git *', action: 'allow' },
      { permission: 'question', pattern: '*', action: 'deny' },
    ];
    expect(permissionConfig(list)).toEqual({
      bash: { '*': 'deny', 'git *': 'allow' },
      question: 'deny',
    });
  });
});

describe('a config read as rules', () => {
  const rows: [string, unknown, PermissionRule[]][] = [
    ['one word is for everything', 'deny', [{ permission: '*', pattern: '*', action: 'deny' }]],
    ['nothing means nothing', undefined, []],
    ['what is malformed is left out', { bash: 7, edit: { a: 'maybe' }, read: ['x'] }, []],
  ];
  it.each(rows)('%s', (_, config, expected) => {
    expect(rulesOf(config)).toEqual(expected);
  });
});
