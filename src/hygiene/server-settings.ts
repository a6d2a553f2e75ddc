import type { GiteaSettings } from '../forge/gitea/settings.ts';
import * as say from '../text/server-settings.ts';

type Key = keyof GiteaSettings;

type Spec = {
  key: Key;
  /** What its entries are, for a sentence. */
  entries: string;
  fits: (entry: string) => boolean;
  most: number;
  mayBeEmpty: boolean;
};

/** By the name that people write, in bot.yml, as an input of the step and as a flag. */
export const SERVER_SETTINGS = {
  'draft-prefixes': {
    key: 'draftPrefixes',
    entries: 'beginnings of titles of up to 50 characters, such as "WIP:"',
    fits: (entry) => /^[^\p{Cc}]{1,50}$/u.test(entry),
    most: 20,
    mayBeEmpty: true,
  },
  'closing-keywords': {
    key: 'closingKeywords',
    // What has anything else in it is left out by the forges, too.
    entries: 'words of up to 40 letters, such as "fixes"',
    fits: (entry) => /^\p{L}{1,40}$/u.test(entry),
    most: 50,
    mayBeEmpty: false,
  },
  'shared-repositories': {
    key: 'sharedRepositories',
    entries: 'names of repositories without their owner, such as ".profile"',
    fits: (entry) => /^[\w.-]{1,100}$/.test(entry) && !/^\.{1,2}$/.test(entry),
    // Each costs a request when a policy is read.
    most: 5,
    mayBeEmpty: true,
  },
} as const satisfies Record<string, Spec>;

export type ServerSettingName = keyof typeof SERVER_SETTINGS;

export const SERVER_SETTING_NAMES = Object.keys(SERVER_SETTINGS) as readonly ServerSettingName[];

/** A list, or its entries in one text with commas between, as the server's own settings have them. */
export function readServerSetting(
  name: ServerSettingName,
  given: unknown,
): { value: readonly string[] } | { problem: string } {
  const { entries, fits, most, mayBeEmpty }: Spec = SERVER_SETTINGS[name];
  const list = typeof given === 'string' ? given.split(',') : given;
  if (!Array.isArray(list)) return { problem: say.notAList(entries, given) };
  const trimmed = list
    .map((entry: unknown) => (typeof entry === 'string' ? entry.trim() : entry))
    .filter((entry) => entry !== '' || typeof given !== 'string');
  const wrong = trimmed.filter((entry) => typeof entry !== 'string' || !fits(entry));
  if (wrong.length > 0) return { problem: say.wrongEntries(entries, wrong) };
  if (trimmed.length > most) return { problem: say.tooManyEntries(entries, most, trimmed.length) };
  if (trimmed.length === 0 && !mayBeEmpty) return { problem: say.noEntries(entries) };
  return { value: [...new Set(trimmed as string[])] };
}

/** All that were given; a sentence for each mistake, behind the name. */
export function readServerSettings(given: Readonly<Partial<Record<ServerSettingName, unknown>>>): {
  settings: GiteaSettings;
  problems: readonly (readonly [ServerSettingName, string])[];
} {
  const settings: Partial<Record<Key, readonly string[]>> = {};
  const problems: [ServerSettingName, string][] = [];
  for (const name of SERVER_SETTING_NAMES) {
    if (given[name] === undefined) continue;
    const read = readServerSetting(name, given[name]);
    if ('problem' in read) problems.push([name, read.problem]);
    else settings[SERVER_SETTINGS[name].key] = read.value;
  }
  return { settings, problems };
}
