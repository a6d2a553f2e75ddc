export type OutputSpec = {
  name: string;
  /** One line of Markdown: what it holds, its unit, and when it is empty. */
  description: string;
};

/** Every output, in the order in which action.yml and the README show them. */
export const OUTPUTS = [
  { name: 'outcome', description: 'How the run ended, one word of the table of outcomes.' },
  { name: 'reason', description: 'The same in one sentence.' },
  { name: 'final-message', description: 'The last message of the main session.' },
  {
    name: 'structured-output',
    description: 'The result in the shape of `output-schema`, as JSON; empty without a schema.',
  },
  { name: 'session-id', description: 'The id of the main session; empty when none was created.' },
  {
    name: 'sessions',
    description:
      'The session tree as JSON, parents before children: id, parent, agent, title, state, duration in seconds, cost and tokens of each.',
  },
  { name: 'cost', description: 'The cost of the whole session tree in US dollars.' },
  {
    name: 'tokens',
    description:
      'The tokens of the whole session tree as JSON: input, output, reasoning, cacheRead and cacheWrite.',
  },
  { name: 'duration', description: 'How long the run took, in seconds.' },
  {
    name: 'asks-denied',
    description: 'How many permission requests and tool calls the policy refused.',
  },
  {
    name: 'transcript',
    description:
      'The path of the transcript, JSON Lines; a page for people lies beside it as `.html`.',
  },
  {
    name: 'export',
    description:
      'The path of the exported session, usable as `session` of a later run; empty unless the input `export` is on.',
  },
  { name: 'opencode-version', description: 'The version of opencode that ran.' },
] as const satisfies readonly OutputSpec[];

export type OutputName = (typeof OUTPUTS)[number]['name'];
