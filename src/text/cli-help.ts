/** What `--help` says of the commands around the hygiene engine. */

export const PROGRAM =
  'Runs the opencode coding agent until all of its work has really ended, and keeps pull requests and issues tidy.';

export const SUMMARIES = {
  bot: 'start the server of the hygiene bot; bot.yml or the environment says for which forges',
  check: 'tell what a pull request or an issue lacks',
  config: 'look into the hygiene config',
  lint: 'tell what is wrong with a config, and with the templates beside it',
  explain: 'show every key with its effective value and where it comes from',
  init: 'write a config, workflows and templates into a repository',
  simulate: 'try a config on past pull requests and issues',
  sweep: 'look once at everything that carries a label of the policy',
  completion: 'print a script that completes commands and flags',
} as const;

export const ABOUT = {
  address:
    'address of a pull request or an issue; without it --title and --body-file say what to check',
  configPath: 'a config of this machine; without it the one of the current checkout, or of --repo',
  shell: 'bash, zsh or fish',
} as const;

export const FLAGS = {
  title: 'The title; without it nothing is said about titles.',
  bodyFile:
    'File with the description, - for standard input; without it only the title is checked.',
  templateFolder:
    'Folder with the templates. (default: where the forge looks in the current checkout)',
  config: 'A config of this machine, in place of the repository’s own.',
  issue: 'The text is that of an issue.',
  json: 'Print JSON.',
  repo: 'The repository, or the address of its page.',
  server: 'Address of the forge, for a --repo without one. (default: https://github.com)',
  forge: 'What the server runs. (default: from its name, or by asking it)',
  tokenEnv:
    'Variable that holds the token. (default: GITHUB_TOKEN, GH_TOKEN, GITEA_TOKEN or FORGEJO_TOKEN)',
  preset: 'What the config starts from. (default: recommended)',
  workflow: 'Which workflows to write. (default: hygiene)',
  noTemplates: 'Write no pull request template and no issue forms.',
  branch: 'The default branch. (default: what the checkout says, else main)',
  yes: 'Ask nothing: write what is missing, and leave what is there.',
  force: 'Also write over files that are there.',
  initDryRun: 'Only say what would be written.',
  sweepDryRun: 'Only say what would be written.',
  sweepEvery: 'How often you sweep. Without it no notice promises a close, and nothing is closed.',
  recent: 'Also look at what was updated within this span.',
  limit: 'How many to look at.',
  last: 'How many to look at, the last updated ones.',
  export:
    'File to keep what was read in. (default: a file in the current folder until all is done)',
  from: 'File that --export has written; the forge is not asked.',
  html: 'Write the report as a page, too.',
} as const;

/** With commas between the entries, as the server's own settings have them. */
export const SERVER_FLAGS = {
  closingKeywords:
    'On Gitea and Forgejo: the words that close an issue. (default: what the forge comes with)',
  draftPrefixes:
    'On Gitea and Forgejo: beginnings of titles that make a draft. (default: WIP:, [WIP])',
  sharedRepositories:
    'On Gitea and Forgejo: where the owner may keep a config. (default: .github, .profile, .gitea)',
} as const;

export const EXAMPLES = {
  bot: [
    'APP_ID=12345 PRIVATE_KEY_PATH=key.pem WEBHOOK_SECRET=… agent-run bot',
    'BOT_CONFIG=bot.yml agent-run bot',
  ],
  check: [
    'agent-run check https://github.com/owner/name/pull/12',
    'agent-run check --title "fix: read empty files" --body-file pr.md',
    'gh pr view --json body --jq .body | agent-run check --body-file -',
    'agent-run check --issue --title "Crash" --body-file issue.md --template-folder .github',
  ],
  lint: [
    'agent-run config lint',
    'agent-run config lint draft.yml',
    'agent-run config lint --repo owner/name',
  ],
  explain: [
    'agent-run config explain',
    'agent-run config explain --repo owner/name --json | jq ".keys[] | select(.key == \\"mode\\")"',
  ],
  init: [
    'agent-run init',
    'agent-run init --yes --preset strict --workflow both',
    'agent-run init --forge forgejo --dry-run',
  ],
  simulate: [
    'agent-run simulate --repo owner/name --last 200 --html report.html',
    'agent-run simulate --repo owner/name --config strict.yml --export past.json',
    'agent-run simulate --from past.json --config other.yml',
  ],
  sweep: [
    'agent-run sweep --repo owner/name --dry-run',
    'agent-run sweep --repo owner/name --sweep-every 1h',
  ],
  completion: [
    'agent-run completion bash > ~/.local/share/bash-completion/completions/agent-run',
    'agent-run completion zsh > "${fpath[1]}/_agent-run"',
    'agent-run completion fish > ~/.config/fish/completions/agent-run.fish',
  ],
} as const;

const CODES: Readonly<Record<keyof typeof EXAMPLES, readonly string[]>> = {
  check: ['0  nothing to fix', '1  something to fix', '2  could not be checked'],
  lint: ['0  in order', '1  problems', '2  could not be read'],
  explain: ['0  in order', '1  the config has problems', '2  could not be read'],
  init: ['0  written, or nothing to write', '2  could not be written'],
  simulate: ['0  done', '2  could not be done', '3  ended early: the same command goes on'],
  sweep: [
    '0  done',
    '1  some failed, or is left to do by hand',
    '2  could not be done',
    '3  ended early: some are left',
  ],
  bot: ['0  stopped as told', '1  broke down', '2  the configuration cannot be used'],
  completion: [],
};

/** What stands below the flags. */
export function examples(name: keyof typeof EXAMPLES): string {
  const codes = CODES[name];
  return [
    '',
    'Examples:',
    ...EXAMPLES[name].map((line) => `  $ ${line}`),
    ...(codes.length === 0 ? [] : ['', 'Exit codes:', ...codes.map((line) => `  ${line}`)]),
    '',
  ].join('\n');
}
