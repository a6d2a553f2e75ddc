import { Argument, type Command, Option } from 'commander';
import { BLANK_ISSUES_HELP as help, blankIssuesExamples } from '../text/cli-blank-issues.ts';
import type { BlankIssuesRequest } from './hygiene/request.ts';

type Given<What> = Omit<Extract<BlankIssuesRequest, { do: What }>, 'do' | 'wanted'>;

/** Adds `blank-issues get` and `blank-issues set on|off`. */
export function addBlankIssues(
  program: Command,
  does: (request: BlankIssuesRequest) => Promise<void>,
): void {
  const both = program
    .command('blank-issues')
    .description(help.summary)
    .showHelpAfterError('See agent-run blank-issues --help.');

  const get = described(both, 'get');
  get.action(() => does({ do: 'get', ...get.opts<Given<'get'>>() }));

  const set = described(both, 'set')
    .addArgument(new Argument('<wanted>', help.wanted).choices(['on', 'off']))
    .option('--dry-run', help.dryRun, false)
    .option('--commit', help.commit, false)
    .option('--copy-owner-templates', help.copyOwners, false);
  set.action((wanted: 'on' | 'off') => does({ do: 'set', wanted, ...set.opts<Given<'set'>>() }));
}

function described(parent: Command, name: 'get' | 'set'): Command {
  return parent
    .command(name)
    .description(help[name])
    .showHelpAfterError(`See agent-run blank-issues ${name} --help.`)
    .addHelpText('after', blankIssuesExamples(name))
    .option('--repo <owner/name>', help.repo)
    .option('--server <url>', help.server)
    .addOption(new Option('--forge <kind>', help.forge).choices(['github', 'gitea', 'forgejo']))
    .option('--token-env <name>', help.tokenEnv)
    .option('--json', help.json, false);
}
