import { expect, test } from 'vitest';
import { BASE_RULES, readPolicy } from '../../src/action/permission-policy.ts';
import type { Policy } from '../../src/action/settings.ts';

/** The maintainer's own rules as `permission pattern action`, without the built-in ones before them. */
async function ownRules(text: string): Promise<string[]> {
  const { rules } = await policyOf(text);
  return rules
    .slice(BASE_RULES.length)
    .map(({ permission, pattern, action }) => `${permission} ${pattern} ${action}`);
}

async function policyOf(text: string | undefined): Promise<Policy> {
  const read = await readPolicy(text);
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  return read.policy;
}

async function problemsOf(text: string): Promise<string[]> {
  const read = await readPolicy(text);
  return 'problems' in read ? read.problems : [];
}

test('without a policy nothing may read secrets from .env files, and no refusal may end a turn', async () => {
  expect(await policyOf(undefined)).toEqual({ rules: BASE_RULES });
  expect(BASE_RULES).toContainEqual({ permission: 'read', pattern: '*.env', action: 'deny' });
  // The server ends the whole turn with an error when this one is denied.
  expect(BASE_RULES.map(({ permission }) => permission)).not.toContain('doom_loop');
});

test('no built-in rule is for every permission: it would unlock the read-only agents', () => {
  expect(BASE_RULES.filter(({ permission }) => permission === '*')).toEqual([]);
});

test.each([
  ['one word for all', 'deny', ['* * deny']],
  ['one word for a permission', 'webfetch: deny', ['webfetch * deny']],
  [
    'patterns in their order',
    'bash:\n  "*": allow\n  "rm -rf *": deny\nwebfetch: deny',
    ['bash * allow', 'bash rm -rf * deny', 'webfetch * deny'],
  ],
  ['JSON', '{"edit": {"docs/*": "allow", "*": "deny"}}', ['edit docs/* allow', 'edit * deny']],
  ['tools of plugins and MCP servers', 'github_*: deny', ['github_* * deny']],
])('reads %s', async (_title, text, rules) => {
  expect(await ownRules(text)).toEqual(rules);
});

test('a text can be given as the answer to every question, which allows questions', async () => {
  const text = 'question: { answer: Take the first. }\nbash: deny';

  expect(await policyOf(text)).toMatchObject({ answer: 'Take the first.' });
  expect(await ownRules(text)).toEqual(['question * allow', 'bash * deny']);
});

test.each([
  ['asking', 'bash: ask', '`bash` is `ask`, but nobody is there to answer'],
  ['asking for everything', 'ask', '`*` is `ask`'],
  ['asking for a pattern', 'bash: { "rm *": ask }', '`bash.rm *` is `ask`'],
  ['asking the questions', 'question: ask', '`question` is `ask`'],
  [
    'a slip in an action',
    'bash: denny',
    '`bash`: expected `allow` or `deny`, found "denny". Did you mean `deny`?',
  ],
  ['a switch', 'bash: false', '`bash`: expected `allow` or `deny`, found false.'],
  ['a permission without rules', 'bash: {}', '`bash` has no pattern'],
  ['a list', '- bash', 'expected `allow`, `deny`, or a map'],
  ['nothing but a comment', '# later', 'expected `allow`, `deny`, or a map'],
  ['a path', '.github/policy.yml', 'It is not read from a file'],
  ['another word', 'readonly', 'expected `allow`, `deny`, or a map'],
  [
    'another spelling',
    'external-directory: deny',
    'opencode calls this permission `external_directory`',
  ],
  ['a tool that a wider permission covers', 'write: deny', 'opencode calls this permission `edit`'],
  [
    'an empty answer',
    'question: { answer: "" }',
    '`question`: expected `deny`, `allow`, or `answer:`',
  ],
  ['broken YAML', 'bash: {', 'could not be read'],
  ['a key twice', 'bash: allow\nbash: deny', 'could not be read'],
])('refuses %s', async (_title, text, says) => {
  const problems = await problemsOf(text);

  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(says);
});

test('all problems of a policy are told at once', async () => {
  expect(await problemsOf('bash: ask\nwrite: deny\nread: { a: b }\nquestion: 1')).toHaveLength(4);
});

test('a permission that opencode does not have is kept, with a warning when it looks like a slip', async () => {
  const read = await readPolicy('webfetsch: deny\nlinear_search: deny');

  expect(read).toMatchObject({ warnings: [expect.stringContaining('Did you mean `webfetch`?')] });
  expect(await ownRules('webfetsch: deny')).toEqual(['webfetsch * deny']);
});
