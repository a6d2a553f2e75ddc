import type { GiteaSettings } from '../../forge/gitea/settings.ts';
import type { ForgeKind } from '../../forge/model.ts';
import { readServerSettings } from '../../hygiene/server-settings.ts';
import { onlyOfGitea } from '../../text/server-settings.ts';
import { Mistake } from '../mistake.ts';
import type { ServerSettingFlags } from './request.ts';

/** The flags as the forge takes them; refuses all that it cannot use at once. */
export function serverSettingsOf(kind: ForgeKind, flags: ServerSettingFlags): GiteaSettings {
  const { closingKeywords, draftPrefixes, sharedRepositories } = flags;
  const given = {
    'closing-keywords': closingKeywords,
    'draft-prefixes': draftPrefixes,
    'shared-repositories': sharedRepositories,
  };
  const { settings, problems } = readServerSettings(given);
  const refused =
    kind === 'github'
      ? Object.entries(given).flatMap(([name, value]) =>
          value === undefined ? [] : [onlyOfGitea(`--${name}`)],
        )
      : problems.map(([name, problem]) => `--${name}: ${problem}`);
  if (refused.length > 0) throw new Mistake(refused.join('\n'));
  return settings;
}
