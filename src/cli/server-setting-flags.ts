import type { Command } from 'commander';
import { SERVER_FLAGS } from '../text/cli-help.ts';

/** What a Gitea or Forgejo was told by its administrator; the values are checked where the forge is known. */
export function withServerSettings(command: Command): Command {
  return command
    .option('--closing-keywords <words>', SERVER_FLAGS.closingKeywords)
    .option('--draft-prefixes <texts>', SERVER_FLAGS.draftPrefixes)
    .option('--shared-repositories <names>', SERVER_FLAGS.sharedRepositories);
}
