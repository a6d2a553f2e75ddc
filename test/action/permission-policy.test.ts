import { expect, test } from 'vitest';
import { BASE_RULES, readPolicy } from '../../src/action/permission-policy.ts';
import type { Policy } from '../../src/action/settings.ts';

/** The maintainer's own rules as `permission pattern action`, without the built-in ones before and the one for questions after. */
async function ownRules(text: string): Promise<string[]> {
  const { rules } = await policyOf(text);
  return rules
    .slice(BASE_RULES.length, -1)
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

const questionsDenied = { permission: 'question', pattern: '*', action: 'deny' };

test('without a policy the agent stays inside the workspace and asks nobody', async () => {
  const { rules, answer } = await policyOf(undefined);

  expect(answer).toBeUndefined();
  expect(rules).toEqual([...BASE_RULES, questionsDenied]);
  expect(BASE_RULES).toContainEqual({
    permission: 'external_directory',
    pattern: '*',
    action: 'deny',
  });
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

test.each([
  ['allow', 'deny'],
  ['"*": allow', 'deny'],
  ['question: deny', 'deny'],
  ['question: allow', 'allow'],
  ['question: { answer: Take the first. }\n"*": deny', 'allow'],
])('%j leaves the question tool to its own word: %s', async (text, action) => {
  const { rules } = await policyOf(text);

  expect(rules.at(-1)).toEqual({ ...questionsDenied, action });
});

test('a text can be given as the answer to every question', async () => {
  expect(await policyOf('question: { answer: Take the first. }')).toMatchObject({
    answer: 'Take the first.',
  });
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
