import { OPENCODE_VERSION } from '../agent/pins.ts';
import { OUTCOMES } from '../sessions/outcome.ts';
import { COMMENT_INPUTS } from './comment/input-table.ts';

/** How an input is written; `inputs.ts` has one reader for each kind. */
export type InputKind =
  | 'text'
  | 'path'
  | 'paths'
  | 'names'
  | 'choice'
  | 'choices'
  | 'switch'
  | 'duration'
  | 'count'
  | 'amount'
  | 'map';

export type InputSpec = {
  name: string;
  kind: InputKind;
  /** One line of Markdown, without the default. */
  description: string;
  /** As it would be written in a workflow; absent: empty. */
  default?: string;
  /** Said in place of a default where an empty input does not simply mean "none". */
  otherwise?: string;
  example: string;
  /** Every value a `choice` or `choices` takes. */
  values?: readonly string[];
  /** Means nothing in a terminal, where no job is under way. */
  inJobsOnly?: true;
};

/** Every input, in the order in which action.yml, the README and `agent-run run --help` show them. */
export const INPUTS = [
  {
    name: 'prompt',
    kind: 'text',
    description: 'What the agent is to do. Exactly one of `prompt`, `prompt-file` and `command`.',
    example: 'Fix the smallest TODO.',
  },
  {
    name: 'prompt-file',
    kind: 'path',
    description: 'A file that holds the prompt.',
    example: '.github/prompts/review.md',
  },
  {
    name: 'command',
    kind: 'text',
    description: 'A slash command of opencode to run in place of a prompt.',
    example: 'review',
  },
  {
    name: 'arguments',
    kind: 'text',
    description: 'What follows the name of the `command`.',
    example: 'src/parser',
  },
  {
    name: 'model',
    kind: 'text',
    description: 'The model, as `provider/model`.',
    otherwise: 'what the config says',
    example: 'anthropic/claude-sonnet-4-5',
  },
  {
    name: 'agent',
    kind: 'text',
    description: 'The opencode agent of the main session.',
    otherwise: 'what the config says, else `build`',
    example: 'plan',
  },
  {
    name: 'variant',
    kind: 'text',
    description: 'The variant of the model, such as its reasoning effort.',
    example: 'high',
  },
  {
    name: 'files',
    kind: 'paths',
    description: 'Files to attach to the prompt, one a line or separated by commas.',
    example: 'docs/design.md, screenshot.png',
  },
  {
    name: 'title',
    kind: 'text',
    description: 'The title of the main session.',
    otherwise: 'the first line of the prompt',
    example: 'Weekly clean-up',
  },
  {
    name: 'working-directory',
    kind: 'path',
    description: 'The folder the agent works in.',
    otherwise: 'the workspace',
    example: 'packages/api',
  },
  {
    name: 'opencode-version',
    kind: 'text',
    description:
      'The opencode to install: a version, a range or `latest`. Only the default was tested and has its checksum in our source.',
    default: OPENCODE_VERSION,
    example: '^1.18',
  },
  {
    name: 'opencode-path',
    kind: 'path',
    description: 'An opencode executable to use; nothing is installed then.',
    example: '/opt/opencode/bin/opencode',
  },
  {
    name: 'config',
    kind: 'map',
    description: 'opencode config as JSON or YAML, or the path of such a file; merged over ours.',
    example: '{"small_model": "anthropic/claude-haiku-4-5"}',
  },
  {
    name: 'project-config',
    kind: 'choice',
    description:
      "The checkout's own opencode config, plugins and agents: `trusted`, `ignore`, or `auto` (ignored for pull requests from forks and where the origin is unknown).",
    default: 'auto',
    values: ['auto', 'trusted', 'ignore'],
    example: 'ignore',
  },
  {
    name: 'permissions',
    kind: 'map',
    description:
      'What the whole session tree may do: `allow` and `deny` by permission and pattern, as in opencode, the last match wins.',
    otherwise: 'allow inside the workspace, deny outside',
    example: '{bash: {"*": allow, "git push *": deny}, webfetch: deny}',
  },
  {
    name: 'timeout',
    kind: 'duration',
    description: 'The longest the run may take.',
    default: '60m',
    example: '2h',
  },
  {
    name: 'no-progress-timeout',
    kind: 'duration',
    description: 'The longest the whole session tree may show no progress.',
    default: '20m',
    example: '10m',
  },
  {
    name: 'retry-limit',
    kind: 'count',
    description: 'How often in a row one session may ask its model again.',
    default: '10',
    example: '3',
  },
  {
    name: 'startup-timeout',
    kind: 'duration',
    description: 'The longest the agent server may take to start.',
    default: '60s',
    example: '2m',
  },
  {
    name: 'quiet-window',
    kind: 'duration',
    description: 'How long the finished session tree must stay quiet before the run ends.',
    otherwise: '`5s` with plugins, else none',
    example: '10s',
  },
  {
    name: 'max-cost',
    kind: 'amount',
    description: 'The most the whole session tree may cost, in US dollars.',
    otherwise: 'unlimited',
    example: '2.50',
  },
  {
    name: 'max-tokens',
    kind: 'count',
    description: 'The most tokens the whole session tree may use, cached ones included.',
    otherwise: 'unlimited',
    example: '2000000',
  },
  {
    name: 'output-schema',
    kind: 'map',
    description:
      'A JSON Schema, as JSON or YAML; the agent gives its result in this shape in one last turn.',
    example: '{"type": "object", "properties": {"verdict": {"type": "string"}}}',
  },
  {
    name: 'output-schema-file',
    kind: 'path',
    description: 'A file that holds the JSON Schema.',
    example: '.github/verdict.schema.json',
  },
  {
    name: 'session',
    kind: 'path',
    description: 'The `export` of an earlier run to go on from.',
    example: 'earlier/session.json',
  },
  {
    name: 'export',
    kind: 'switch',
    description: 'Whether the session is exported at the end, for a later run to go on from.',
    default: 'false',
    example: 'true',
  },
  {
    name: 'background',
    kind: 'switch',
    description: 'Whether agents may start sub-agents in the background.',
    default: 'true',
    example: 'false',
  },
  {
    name: 'environment',
    kind: 'names',
    description: "Names of further variables that the agent's tools may see.",
    example: 'NODE_AUTH_TOKEN, DATABASE_URL',
  },
  {
    name: 'share',
    kind: 'switch',
    description: 'Whether opencode publishes the session on its share page.',
    default: 'false',
    example: 'true',
  },
  {
    name: 'summary',
    kind: 'choice',
    description: 'How much the job summary shows.',
    default: 'full',
    values: ['full', 'brief', 'off'],
    example: 'brief',
  },
  {
    name: 'log',
    kind: 'choice',
    description: 'How much the log shows.',
    default: 'full',
    values: ['full', 'brief', 'quiet'],
    example: 'brief',
  },
  ...COMMENT_INPUTS,
  {
    name: 'expect',
    kind: 'choice',
    description: 'What a run must leave behind; without it the outcome is `nothing-produced`.',
    default: 'nothing',
    values: ['nothing', 'changes', 'commits', 'output'],
    example: 'changes',
  },
  {
    name: 'fail-on',
    kind: 'choices',
    description:
      'Outcomes that fail the step although they normally pass; with `!` in front, outcomes that pass although they normally fail.',
    otherwise: 'every outcome with an exit code other than 0',
    values: OUTCOMES,
    example: 'completed-with-denials, !nothing-produced',
  },
] as const satisfies readonly InputSpec[];

type Row = (typeof INPUTS)[number];

export type InputName = Row['name'];

/** The values of an input that has a fixed set of them. */
export type ValueOf<N extends InputName> =
  Extract<Row, { name: N }> extends { values: readonly (infer V extends string)[] } ? V : never;

/** Names of the inputs of one kind. */
export type NameOfKind<K extends InputKind> = Extract<Row, { kind: K }>['name'];

export function inputSpec(name: InputName): InputSpec {
  const spec = INPUTS.find((each) => each.name === name);
  if (spec === undefined) throw new Error(`no input ${name}`);
  return spec;
}
