/** What `--help` says of the commands that read and set the switch for blank issues. */

export const BLANK_ISSUES_HELP = {
  summary: 'read or set whether issues without a template are allowed',
  get: 'tell whether they are allowed, and which file decides',
  set: 'allow or forbid them, by a pull request',
  wanted: 'on to allow them, off to forbid them',
  dryRun: 'Only show the change.',
  commit: 'Commit to the default branch, without a pull request.',
  copyOwners:
    'Where the templates come from the owner’s shared repository, copy them along; a config alone would hide them.',
  repo: 'The repository, or the address of its page. (default: where the current checkout comes from)',
  server: 'Address of the forge, for a --repo without one. (default: https://github.com)',
  forge: 'What the server runs. (default: from its name, or by asking it)',
  tokenEnv:
    'Variable that holds the token. (default: GITHUB_TOKEN, GH_TOKEN, GITEA_TOKEN or FORGEJO_TOKEN)',
  json: 'Print JSON.',
} as const;

const EXAMPLES = {
  get: ['agent-run blank-issues get --repo owner/name'],
  set: [
    'agent-run blank-issues set on --dry-run',
    'agent-run blank-issues set off --repo owner/name --commit',
  ],
} as const;

const CODES = {
  get: ['0  told', '2  could not be read'],
  set: ['0  done, proposed, or shown by --dry-run', '1  was refused', '2  could not be done'],
} as const;

/** What stands below the flags. */
export function blankIssuesExamples(name: keyof typeof EXAMPLES): string {
  return [
    '',
    'Examples:',
    ...EXAMPLES[name].map((line) => `  $ ${line}`),
    '',
    'Exit codes:',
    ...CODES[name].map((line) => `  ${line}`),
    '',
  ].join('\n');
}
