/*
 * Writes src/agent/models.json: what the pinned opencode knows of the models of widely used providers, as it stands in its
 * executable, where it is a literal of JavaScript.
 *
 *   node scripts/pin-models.ts <opencode executable>
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { MODELS_FILE } from '../src/agent/models.ts';

/** Each of the others costs nobody else anything: a run that uses one has the server read everything, as ever. */
const SHIPPED = [
  'alibaba',
  'amazon-bedrock',
  'anthropic',
  'azure',
  'cerebras',
  'cohere',
  'deepseek',
  'fireworks-ai',
  'github-copilot',
  'google',
  'google-vertex',
  'google-vertex-anthropic',
  'groq',
  'huggingface',
  'minimax',
  'mistral',
  'moonshotai',
  'openai',
  'opencode',
  'openrouter',
  'perplexity',
  'togetherai',
  'xai',
  'zai',
];

/** What opencode does not read: sentences for people, and dates. */
const UNREAD = new Set([
  'description',
  'doc',
  'knowledge',
  'last_updated',
  'open_weights',
  'structured_output',
]);

/** In front of the literal: a function without a body of its own, whose first property is a provider. */
const BEFORE = /=>\((?=\{(?:"[\w.-]+"|\w+):\{id:"[\w.-]+",env:\[)/g;

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('Give the path of the opencode executable.');
const providers = literalIn(readFileSync(path, 'latin1'));
const lines = SHIPPED.map((id) => {
  if (providers[id] === undefined) throw new Error(`It does not know ${id}.`);
  return `"${id}":${JSON.stringify(providers[id], readPart)}`;
});
writeFileSync(MODELS_FILE, `{\n${lines.join(',\n')}\n}\n`);
process.stdout.write(`${lines.length} of ${Object.keys(providers).length} providers\n`);

function readPart(name: string, value: unknown): unknown {
  return UNREAD.has(name) ? undefined : value;
}

function literalIn(executable: string): Record<string, unknown> {
  const starts = [...executable.matchAll(BEFORE)].map(({ index, 0: { length } }) => index + length);
  const [start] = starts;
  if (start === undefined || starts.length > 1) {
    throw new Error(`Expected one literal of providers, found ${starts.length}.`);
  }
  const literal = executable.slice(start, endOfLiteral(executable, start));
  const text = Buffer.from(literal, 'latin1').toString('utf8');
  return runInNewContext(`(${text})`) as Record<string, unknown>;
}

/** Behind the bracket that closes the first one; those in strings do not count. */
function endOfLiteral(source: string, start: number): number {
  const token = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|[{}]/gs;
  token.lastIndex = start;
  for (let depth = 0; ;) {
    const found = token.exec(source);
    if (found === null) throw new Error('The literal does not end.');
    if (found[0] === '{') depth += 1;
    if (found[0] === '}') depth -= 1;
    if (depth === 0) return token.lastIndex;
  }
}
