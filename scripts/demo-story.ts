import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createGitWorkspace, type GitWorkspace } from '../test/support/git-workspace.ts';
import { call, say, script, task, together, type Step } from '../test/support/scripted-model.ts';

/** What the demo's agent does: the main session hands all work to two background sessions and is idle before they are. */

const CHECKOUT: Readonly<Record<string, string>> = {
  'src/parse.mjs': `/** Reads \`name = value\` lines. */
export function parse(text) {
  // TODO: trim names and values
  return Object.fromEntries(text.split('\\n').map((line) => line.split('=')));
}
`,
  'src/retry.mjs': `/** Calls \`attempt\` until it succeeds, at most \`tries\` times. */
export async function retry(attempt, tries) {
  for (let count = 1; ; count += 1) {
    try {
      return await attempt();
    } catch (error) {
      // TODO: wait longer before each further try
      if (count >= tries) throw error;
    }
  }
}
`,
  'src/upload.mjs': `import { retry } from './retry.mjs';

// TODO: take the limit from the config
const TRIES = 3;

export function upload(body, url) {
  // TODO: send large bodies in pieces
  return retry(() => fetch(url, { method: 'PUT', body }), TRIES);
}
`,
};

const UNTRIMMED = `  // TODO: trim names and values
  return Object.fromEntries(text.split('\\n').map((line) => line.split('=')));
`;
const TRIMMED = `  const lines = text.split('\\n').map((line) => line.split('='));
  return Object.fromEntries(lines.map((parts) => parts.map((part) => part.trim())));
`;

const TEST = `import assert from 'node:assert/strict';
import { parse } from '../src/parse.mjs';

assert.deepEqual(parse('a = 1\\nb=2'), { a: '1', b: '2' });
console.log('parse: ok');
`;

const REPORT = `# Open TODOs

| Where | What | Effort |
| --- | --- | --- |
| src/parse.mjs:3 | trim names and values | a line |
| src/retry.mjs:7 | wait longer before each further try | an hour |
| src/upload.mjs:3 | take the limit from the config | an hour |
| src/upload.mjs:7 | send large bodies in pieces | a day |
`;

/** What the background sessions leave behind, by name, with the way to tell. */
export const WORK: readonly { name: string; isDone: (directory: string) => boolean }[] = [
  { name: 'todo-report.md', isDone: (directory) => existsSync(join(directory, 'todo-report.md')) },
  {
    name: 'src/parse.mjs fixed',
    isDone: (directory) =>
      readFileSync(join(directory, 'src/parse.mjs'), 'utf8').includes('part.trim()'),
  },
  {
    name: 'test/parse.test.mjs',
    isDone: (directory) => existsSync(join(directory, 'test/parse.test.mjs')),
  },
];

/** A repository with four TODOs. */
export async function createCheckout(): Promise<GitWorkspace> {
  const workspace = await createGitWorkspace();
  for (const [path, text] of Object.entries(CHECKOUT)) {
    const file = join(workspace.path, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  await workspace.git('add', '--all');
  await workspace.git('commit', '--quiet', '--message=Add sources');
  return workspace;
}

/** The task for this checkout, with the model's part in it. */
export function promptFor(directory: string): string {
  const lines = script(
    together(
      task({
        agent: 'explore',
        description: 'List the open TODOs',
        prompt: `List every TODO below src with its effort in todo-report.md. ${explorer(directory)}`,
        background: true,
      }),
      task({
        agent: 'general',
        description: 'Fix the smallest TODO',
        prompt: `Fix the TODO in src/parse.mjs, with a test. ${fixer(directory)}`,
        background: true,
      }),
      slowly('One session lists the TODOs while another one fixes the smallest.', 1000),
    ),
    slowly('Both are at work. I will sum up when they have reported.', 800),
    slowly('The list is there: four TODOs in three files. The fix is still under way.', 1000),
    slowly(
      'Done. todo-report.md lists four TODOs; the smallest one is fixed in src/parse.mjs, and test/parse.test.mjs covers it.',
      1200,
    ),
  );
  return `Review the open TODOs and fix the smallest one.\n\n${lines}`;
}

function explorer(directory: string): string {
  return script(
    { ...shell('grep -rn TODO src', 'Find the TODOs'), delay: 1000 },
    { ...call('read', { filePath: join(directory, 'src/upload.mjs') }), delay: 1000 },
    {
      ...shell(`cat > todo-report.md <<'END_OF_REPORT'\n${REPORT}END_OF_REPORT`, 'Write the list'),
      delay: 1400,
    },
    slowly('Four TODOs in three files; trimming in src/parse.mjs is the smallest.', 1000),
  );
}

function fixer(directory: string): string {
  const filePath = join(directory, 'src/parse.mjs');
  const test = { filePath: join(directory, 'test/parse.test.mjs'), content: TEST };
  return script(
    { ...call('read', { filePath }), delay: 1200 },
    { ...call('edit', { filePath, oldString: UNTRIMMED, newString: TRIMMED }), delay: 2000 },
    { ...call('write', test), delay: 2200 },
    { ...shell('node test/parse.test.mjs', 'Run the test'), delay: 1000 },
    slowly('Names and values are trimmed now, and a test says so.', 1400),
  );
}

function shell(command: string, description: string): Step {
  return call('bash', { command, description });
}

/** As a model answers: after a while, and piece by piece. */
function slowly(text: string, delay: number): Step {
  return say(text, { delay, chunks: 8, chunk: 40, usage: { input: 1800, output: 60 } });
}
