import { describe, expect, it } from 'vitest';
import type { Policy, PolicyRule } from '../../src/action/settings.ts';
import { decide, permissionLayers } from '../../src/agent/policy.ts';
import type { Ask } from '../../src/sessions/event.ts';

const WORKSPACE = '/home/ada/project';

function policy(
  ...rules: [permission: string, pattern: string, action: 'allow' | 'deny'][]
): Policy {
  return {
    rules: rules.map(([permission, pattern, action]): PolicyRule => ({
      permission,
      pattern,
      action,
    })),
  };
}

function asks(permission: string, ...patterns: string[]): Ask {
  return { kind: 'permission', id: 'per_1', sessionId: 'ses_1', permission, patterns };
}

const NO_RULES = policy();
const NO_SHELL = policy(['bash', '*', 'deny']);
const ONLY_GIT = policy(['bash', '*', 'deny'], ['bash', 'git *', 'allow']);
const ALL = policy(['*', '*', 'allow']);
const NOTHING = policy(['*', '*', 'deny']);

describe('a permission request', () => {
  const rows: [string, Ask, Policy, 'once' | 'reject'][] = [
    ['is granted without a rule', asks('bash', 'rm -rf build'), NO_RULES, 'once'],
    ['is granted for an unknown permission', asks('jira_create', '*'), NO_RULES, 'once'],
    ['is granted without any pattern', asks('doom_loop'), NO_RULES, 'once'],
    ['is refused by a rule', asks('bash', 'ls'), NO_SHELL, 'reject'],
    ['is not touched by a rule for another', asks('edit', 'a.ts'), NO_SHELL, 'once'],
    ['is decided by the last rule that matches', asks('bash', 'git push'), ONLY_GIT, 'once'],
    ['matches a command without arguments, too', asks('bash', 'git'), ONLY_GIT, 'once'],
    [
      'is refused when one of its patterns is',
      asks('bash', 'git add', 'rm -r x'),
      ONLY_GIT,
      'reject',
    ],
    [
      'does not take a dot for a wildcard',
      asks('edit', 'axts'),
      policy(['edit', 'a.ts', 'deny']),
      'once',
    ],
    [
      'matches wildcards in names',
      asks('jira_create', '*'),
      policy(['jira_*', '*', 'deny']),
      'reject',
    ],
    ['is refused without a pattern, too', asks('doom_loop'), NOTHING, 'reject'],
    [
      'is refused outside of the workspace',
      asks('external_directory', '/etc/*'),
      NO_RULES,
      'reject',
    ],
    ['is granted inside', asks('external_directory', `${WORKSPACE}/src/*`), NO_RULES, 'once'],
    [
      'is granted for the workspace itself',
      asks('external_directory', `${WORKSPACE}/*`),
      NO_RULES,
      'once',
    ],
    ['is refused beside', asks('external_directory', `${WORKSPACE}-2/*`), NO_RULES, 'reject'],
    [
      'is refused above, by dots',
      asks('external_directory', `${WORKSPACE}/../*`),
      NO_RULES,
      'reject',
    ],
    ['is granted outside by a rule for all', asks('external_directory', '/etc/*'), ALL, 'once'],
    [
      'is granted where a rule says so',
      asks('external_directory', '/opt/x/*'),
      policy(['external_directory', '/opt/*', 'allow']),
      'once',
    ],
    ['is refused by a rule for all', asks('read', 'a.env'), NOTHING, 'reject'],
  ];
  it.each(rows)('%s', (_, ask, rules, reply) => {
    expect(decide(ask, rules, WORKSPACE)).toMatchObject({ reply });
  });

  it('is refused with words that name what was refused and let the model go on', () => {
    const decision = decide(asks('bash', 'git add', 'rm -r x'), ONLY_GIT, WORKSPACE);
    expect(decision).toMatchObject({
      message: expect.stringContaining('bash for rm -r x') as string,
    });
  });
});

describe('a question', () => {
  const question = { header: 'Colour', question: 'Which?', options: ['red', 'blue'] };
  const ask: Ask = {
    kind: 'question',
    id: 'que_1',
    sessionId: 'ses_1',
    questions: [question, question],
  };

  it('gets one free answer for each of its questions', () => {
    const decision = decide(ask, NO_RULES, WORKSPACE);
    expect(decision).toEqual({
      answers: [
        [expect.stringContaining('Decide yourself')],
        [expect.stringContaining('Decide yourself')],
      ],
    });
  });

  it('gets the answer that the policy gives', () => {
    const decision = decide(ask, { rules: [], answer: 'Always blue.' }, WORKSPACE);
    expect(decision).toEqual({ answers: [['Always blue.'], ['Always blue.']] });
  });
});

describe('the policy as rules of the server', () => {
  it('never asks and never lets a question through', () => {
    const { defaults, rules } = permissionLayers(ONLY_GIT, []);
    expect(
      [...defaults, ...rules].filter(({ action }) => action !== 'allow' && action !== 'deny'),
    ).toEqual([]);
    expect(rules.at(-1)).toEqual({ permission: 'question', pattern: '*', action: 'deny' });
  });

  it('leaves the question tool to a model whose questions the policy answers', () => {
    const answers = { ...policy(['question', '*', 'allow']), answer: 'Blue.' };
    const { rules } = permissionLayers(answers, []);
    expect(rules).toEqual([{ permission: 'question', pattern: '*', action: 'allow' }]);
  });

  it('allows everything without lifting what agents deny themselves', () => {
    const { rules } = permissionLayers(ALL, []);
    expect(rules.map(({ permission, action }) => `${permission} ${action}`)).toEqual([
      'external_directory allow',
      'doom_loop allow',
      'read allow',
      'question deny',
    ]);
  });

  it('keeps the server from refusing its own folders', () => {
    const { defaults } = permissionLayers(NO_RULES, ['/run/data/tool-output']);
    expect(defaults.slice(-2)).toEqual([
      { permission: 'external_directory', pattern: '*', action: 'deny' },
      { permission: 'external_directory', pattern: '/run/data/tool-output/*', action: 'allow' },
    ]);
  });
});
