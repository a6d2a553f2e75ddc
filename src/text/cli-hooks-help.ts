/** What `--help` says of `agent-run hooks` and `agent-run doctor`. */

export const HOOKS = 'manage the webhooks of a Gitea or Forgejo';
export const INSTALL = 'make the webhook that the bot needs, or make it anew';
export const DOCTOR = 'tell whether a repository on Gitea or Forgejo is ready for the bot';

export const FLAGS = {
  url: 'Address of the bot, such as https://bot.example.com/webhooks/gitea.',
  doctorUrl: 'Address of the bot. (default: any webhook to /webhooks/<name>)',
  secretEnv: 'Variable that holds the secret of the webhook, the same as the bot’s.',
  org: 'All repositories of this organisation, in place of one repository.',
  user: 'All repositories of the token’s own account, in place of one repository.',
  server: 'Address of the forge, for a --repo without one, --org and --user.',
  tokenEnv: 'Variable that holds the token. (default: GITEA_TOKEN or FORGEJO_TOKEN)',
} as const;

export const INSTALL_EXAMPLES = examples(
  [
    'agent-run hooks install --org octo --server https://gitea.example.com --url https://bot.example.com/webhooks/gitea --secret-env WEBHOOK_SECRET',
    'agent-run hooks install --repo https://codeberg.org/octo/hello --url https://bot.example.com/webhooks/berg --secret-env WEBHOOK_SECRET',
  ],
  ['0  done', '2  could not be done'],
);

export const DOCTOR_EXAMPLES = examples(
  ['agent-run doctor --repo https://codeberg.org/octo/hello'],
  ['0  in order', '1  something is wrong', '2  could not be looked at'],
);

function examples(lines: readonly string[], codes: readonly string[]): string {
  return [
    '',
    'Examples:',
    ...lines.map((line) => `  $ ${line}`),
    '',
    'Exit codes:',
    ...codes.map((line) => `  ${line}`),
    '',
  ].join('\n');
}
