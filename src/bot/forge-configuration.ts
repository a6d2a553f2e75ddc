import type { GiteaSettings } from '../forge/gitea/settings.ts';
import { SERVER_SETTING_NAMES, SERVER_SETTINGS } from '../hygiene/server-settings.ts';
import { aboutSetting, forgeNameTwice } from '../text/bot-configuration.ts';
import type { Secrets } from './secrets.ts';
import type { ForgeSettings } from './settings.ts';

/** A forge the bot works for. Each kind is a member of this union. */
export type ForgeConfiguration = GithubConfiguration | GiteaConfiguration;

export type GithubConfiguration = {
  kind: 'github';
  /** Part of the path of its webhooks and of the keys of its jobs. */
  name: string;
  /** Without a slash at the end; of an Enterprise Server it ends in `/api/v3`. */
  apiUrl: string;
  /** Host and port that people see. */
  host: string;
  appId: number;
  /** PEM, PKCS 8. */
  privateKey: string;
  webhookSecret: string;
};

/** One account of a Gitea or Forgejo. */
export type GiteaConfiguration = {
  kind: 'gitea' | 'forgejo';
  /** Part of the path of its webhooks and of the keys of its jobs. */
  name: string;
  /** The address that people open, without a slash at the end. */
  url: string;
  /** Host and port that people see. */
  host: string;
  /** Access token of the account that the bot writes with. */
  token: string;
  webhookSecret: string;
  /** What the server's administrator and its owners arranged; what is left out is as it comes. */
  settings: GiteaSettings;
};

/** Each with its secrets; for one that lacks them there is a problem. */
export function forgesOf(
  settings: readonly ForgeSettings[],
  secrets: Secrets,
  problems: string[],
): ForgeConfiguration[] {
  const names = new Set<string>();
  return settings.flatMap((forge, index) => {
    const where = (key: string): string => `forges.${index}.${key}`;
    if (names.has(forge.name.toLowerCase())) {
      problems.push(aboutSetting(where('name'), forgeNameTwice(forge.name)));
    }
    names.add(forge.name.toLowerCase());
    const configured =
      forge.kind === 'github' ? githubOf(forge, where, secrets) : giteaOf(forge, where, secrets);
    return configured ?? [];
  });
}

type Where = (key: string) => string;

function githubOf(
  forge: Extract<ForgeSettings, { kind: 'github' }>,
  where: Where,
  secrets: Secrets,
): GithubConfiguration | undefined {
  const { kind, name } = forge;
  const privateKey = secrets.privateKey(where('private-key'), forge['private-key']);
  const webhookSecret = secrets.secret(where('webhook-secret'), forge['webhook-secret']);
  if (privateKey === undefined || webhookSecret === undefined) return undefined;
  const apiUrl = forge['api-url'];
  const host = hostOf(forge['web-url'] ?? apiUrl);
  return { kind, name, apiUrl, host, appId: forge['app-id'], privateKey, webhookSecret };
}

function giteaOf(
  forge: Exclude<ForgeSettings, { kind: 'github' }>,
  where: Where,
  secrets: Secrets,
): GiteaConfiguration | undefined {
  const { kind, name } = forge;
  const token = secrets.secret(where('token'), forge.token);
  const webhookSecret = secrets.secret(where('webhook-secret'), forge['webhook-secret']);
  if (token === undefined || webhookSecret === undefined) return undefined;
  const url = forge.url.replace(/\/api\/v1$/, '');
  const settings = settingsOf(forge);
  return { kind, name, url, host: new URL(url).host, token, webhookSecret, settings };
}

function settingsOf(forge: Exclude<ForgeSettings, { kind: 'github' }>): GiteaSettings {
  return Object.fromEntries(
    SERVER_SETTING_NAMES.flatMap((name) =>
      forge[name] === undefined ? [] : [[SERVER_SETTINGS[name].key, forge[name]]],
    ),
  );
}

/** `api.github.com` is seen as `github.com`, `api.octocorp.ghe.com` as `octocorp.ghe.com`. */
function hostOf(url: string): string {
  return new URL(url).host.replace(/^api\.(github\.com|[^.]+\.ghe\.com)$/, '$1');
}
