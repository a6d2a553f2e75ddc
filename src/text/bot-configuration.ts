import { quote } from './input-problems.ts';

/**
 * What is wrong with the configuration of the bot, as sentences that say what was expected, what was found and what to
 * do. A secret is never quoted.
 */

export function aboutSetting(name: string, problem: string): string {
  return `${name}: ${problem}`;
}

export function configurationRefused(problems: readonly string[]): string {
  const lines = problems.map((problem) => `  - ${problem}`);
  return `The bot cannot start with this configuration:\n${lines.join('\n')}\n`;
}

export function missingSetting(what: string): string {
  return `expected ${what}, found nothing. Set it.`;
}

export function wrongSetting(expected: string, found: unknown): string {
  const shown = typeof found === 'string' ? quote(found) : shownValue(found);
  return `expected ${expected}, found ${shown}.`;
}

export function unknownSetting(name: string, nearest: string | undefined): string {
  const hint = nearest === undefined ? 'Remove it.' : `Did you mean "${nearest}"?`;
  return `${quote(name)} is not a setting of the bot. ${hint}`;
}

/** The value itself may be the secret. */
export const INLINE_SECRET =
  'expected where the secret is to be found, such as { variable: WEBHOOK_SECRET } or { file: /run/secrets/webhook }. Secrets are not written into bot.yml.';

export function variableNotSet(variable: string): string {
  return `the environment variable ${variable} is not set or empty. Set it.`;
}

export function fileNotRead(path: string, code: string | undefined): string {
  const why = code === undefined ? '' : ` (${code})`;
  return `the file ${quote(path)} cannot be read${why}. Check the path and who may read it.`;
}

export const EMPTY_SECRET =
  'expected a secret, found nothing but blanks. Choose a long random one.';

export const KNOWN_SECRET =
  'found "development", the well-known default of a framework: whoever knows it can forge webhooks. Choose a long random one.';

export const NO_PRIVATE_KEY =
  'expected the private key of the GitHub App: set PRIVATE_KEY to its text (PEM, or PEM in base64), or PRIVATE_KEY_PATH to its file.';

export const TWO_PRIVATE_KEYS =
  'found both PRIVATE_KEY and PRIVATE_KEY_PATH. Set only one of them.';

export const UNREADABLE_KEY =
  'expected an RSA private key in PEM format, as GitHub offers it for download, found something else. Download a new one from the settings of the GitHub App.';

export function noGithubApp(): string {
  return 'Nothing says which forge the bot works for: expected a file bot.yml, or APP_ID, PRIVATE_KEY (or PRIVATE_KEY_PATH) and WEBHOOK_SECRET of a GitHub App, found neither. Gitea and Forgejo are listed in bot.yml.';
}

export function configFileMissing(path: string): string {
  return `BOT_CONFIG names ${quote(path)}, but there is no such file. Correct the path, or unset it to use environment variables.`;
}

export function configFileNotYaml(path: string, detail: string): string {
  return `${path} is not YAML: ${detail}`;
}

export function forgeNameTwice(name: string): string {
  return `${quote(name)} is the name of more than one forge, but each has a webhook path of its own. Rename one.`;
}

export function nodeTooOld(found: string): string {
  return `The bot needs Node.js 22.13 or newer, found ${found}. Start it with a newer Node.js; the runs of agent-run work with this one.`;
}

function shownValue(found: unknown): string {
  if (found === undefined) return 'nothing';
  if (Array.isArray(found)) return 'a list';
  if (typeof found === 'object' && found !== null) return 'a map';
  return JSON.stringify(found);
}
