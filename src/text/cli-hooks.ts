import { clipLine } from './clip.ts';
import { oneLine } from './escape.ts';
import { counted } from './amounts.ts';

/** What `agent-run hooks` says. */

type Home =
  | { of: 'repository'; owner: string; name: string }
  | { of: 'organisation'; name: string }
  | { of: 'user' };

type Server = { kind: 'gitea' | 'forgejo'; major: number; minor: number };

export function hookInstalled(home: Home, url: string, replaced: number): string {
  const before =
    replaced === 0 ? '' : ` It replaces ${counted(replaced, 'webhook')} of this address.`;
  return `${nameOf(home)} now sends its events to ${shown(url)}.${before}`;
}

export function hookHomeGone(home: Home): string {
  return `${nameOf(home)} does not exist, or the token may not see it.`;
}

/** Undefined for an address that a forge as it comes sends to. */
export function allowListHint({ kind, major, minor }: Server, url: string): string | undefined {
  if (!isInternal(url)) return undefined;
  const section = kind === 'gitea' && (major > 1 || minor >= 27) ? 'security' : 'webhook';
  return `${shown(url)} looks like an address of an internal network, which the forge refuses as it comes: its administrator allows it with ALLOWED_HOST_LIST in the section [${section}] of app.ini (such as: external,private or external,loopback).`;
}

export function onlyGitea(address: string): string {
  return `${shown(address)} is a GitHub: there the webhook belongs to the GitHub App, and its page shows what was delivered. This command is for Gitea and Forgejo.`;
}

export function oneHookHome(): string {
  return 'a webhook belongs to a repository (--repo), an organisation (--org) or your own account (--user): name one of them.';
}

export function serverNotNamed(): string {
  return 'which forge? Name it: --server https://gitea.example.com.';
}

export function notAWebhook(found: string): string {
  return `--url: expected the address of the bot with its path, such as https://bot.example.com/webhooks/gitea, found ${shown(found)}.`;
}

export function secretMissing(name: string): string {
  return `--secret-env: the variable ${shown(name)} is empty or not set; it holds the secret that the bot knows, too. A new one: openssl rand -hex 32.`;
}

export function secretShort(name: string, least: number): string {
  return `--secret-env: the secret in ${shown(name)} is shorter than ${String(least)} characters and could be guessed. A new one: openssl rand -hex 32.`;
}

function nameOf(home: Home): string {
  if (home.of === 'user') return 'Your account';
  return shown(home.of === 'organisation' ? home.name : `${home.owner}/${home.name}`);
}

/** Of this machine, of a private range, or a name without a dot. */
function isInternal(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  return (
    /^(127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|\[(::1|f[cd]|fe80))/.test(host) ||
    /(^|\.)(localhost|local|internal|lan)$/.test(host) ||
    (host !== '' && !/[.:]/.test(host))
  );
}

function shown(text: string): string {
  return clipLine(oneLine(text), 200);
}
