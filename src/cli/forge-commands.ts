import { type Command, Option } from 'commander';
import { FLAGS } from '../text/cli-help.ts';
import * as help from '../text/cli-hooks-help.ts';
import { withServerSettings } from './server-setting-flags.ts';
import type { DoctorRequest, HygieneRequest, InstallRequest } from './hygiene/request.ts';

type Does = (request: HygieneRequest) => Promise<void>;

/** How a bot is brought to a Gitea or Forgejo. */
export function addForgeCommands(program: Command, does: Does): void {
  const hooks = program
    .command('hooks')
    .description(help.HOOKS)
    .showHelpAfterError('See agent-run hooks --help.');
  const install = withWhereabouts(hooks.command('install'))
    .description(help.INSTALL)
    .showHelpAfterError('See agent-run hooks install --help.')
    .addHelpText('after', help.INSTALL_EXAMPLES)
    .requiredOption('--url <address>', help.FLAGS.url)
    .requiredOption('--secret-env <name>', help.FLAGS.secretEnv)
    .option('--org <name>', help.FLAGS.org)
    .option('--user', help.FLAGS.user, false);
  install.action(() => does({ do: 'install-hooks', with: install.opts<InstallRequest>() }));

  const doctor = withServerSettings(withWhereabouts(program.command('doctor')))
    .description(help.DOCTOR)
    .showHelpAfterError('See agent-run doctor --help.')
    .addHelpText('after', help.DOCTOR_EXAMPLES)
    .option('--url <address>', help.FLAGS.doctorUrl)
    .option('--json', FLAGS.json, false);
  doctor.action(() => does({ do: 'doctor', with: doctor.opts<DoctorRequest>() }));
}

function withWhereabouts(command: Command): Command {
  return command
    .option('--repo <owner/name>', FLAGS.repo)
    .option('--server <url>', help.FLAGS.server)
    .addOption(new Option('--forge <kind>', FLAGS.forge).choices(['gitea', 'forgejo']))
    .option('--token-env <name>', help.FLAGS.tokenEnv);
}
