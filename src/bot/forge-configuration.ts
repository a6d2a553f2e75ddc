import { aboutSetting, forgeNameTwice, forgeNotServed } from '../text/bot-configuration.ts';
import type { Secrets } from './secrets.ts';
import type { ForgeSettings } from './settings.ts';

/** A forge the bot works for. Each kind is a member of this union. */
export type ForgeConfiguration = GithubConfiguration;

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

/** Those that this version serves; for each other one there is a problem. */
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
    if (forge.kind !== 'github') {
      problems.push(aboutSetting(where('kind'), forgeNotServed(forge.kind)));
      return [];
    }
    const privateKey = secrets.privateKey(where('private-key'), forge['private-key']);
    const webhookSecret = secrets.secret(where('webhook-secret'), forge['webhook-secret']);
    if (privateKey === undefined || webhookSecret === undefined) return [];
    const apiUrl = forge['api-url'];
    return [
      {
        kind: 'github' as const,
        name: forge.name,
        apiUrl,
        host: hostOf(forge['web-url'] ?? apiUrl),
        appId: forge['app-id'],
        privateKey,
        webhookSecret,
      },
    ];
  });
}

/** `api.github.com` is seen as `github.com`, `api.octocorp.ghe.com` as `octocorp.ghe.com`. */
function hostOf(url: string): string {
  return new URL(url).host.replace(/^api\.(github\.com|[^.]+\.ghe\.com)$/, '$1');
}
