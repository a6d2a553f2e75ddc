import { type Command, Option } from 'commander';
import * as help from '../text/cli-help.ts';
import { addBlankIssues } from './blank-issues-command.ts';
import { addForgeCommands } from './forge-commands.ts';
import { withServerSettings } from './server-setting-flags.ts';
import type {
  HygieneRequest,
  InitRequest,
  SimulateRequest,
  SweepRequest,
} from './hygiene/request.ts';
import type { CheckRequest, LintRequest } from './hygiene/request.ts';

/** What `agent-run run` has nothing to do with: the hygiene engine in a terminal. */
export type CarryOut = (request: HygieneRequest) => Promise<number>;

/** Adds the commands; `ended` is told the exit code of the one that was given. */
export function addHygieneCommands(
  program: Command,
  carryOut: CarryOut,
  ended: (code: number) => void,
): void {
  const does = async (request: HygieneRequest): Promise<void> => ended(await carryOut(request));
  addCheck(program, does);
  addConfig(program, does);
  addInit(program, does);
  addSimulate(program, does);
  addSweep(program, does);
  addBlankIssues(program, (asked) => does({ do: 'blank-issues', with: asked }));
  addForgeCommands(program, does);
}

type Does = (request: HygieneRequest) => Promise<void>;

function addCheck(program: Command, does: Does): void {
  const command = described(program, 'check')
    .argument('[address]', help.ABOUT.address)
    .option('--title <text>', help.FLAGS.title)
    .option('--body-file <path>', help.FLAGS.bodyFile)
    .option('--template-folder <path>', help.FLAGS.templateFolder)
    .option('--config <path>', help.FLAGS.config)
    .option('--issue', help.FLAGS.issue, false);
  withForge(command).option('--json', help.FLAGS.json, false);
  command.action((url: string | undefined) => {
    const given = command.opts<Omit<CheckRequest, 'url'>>();
    return does({ do: 'check', with: url === undefined ? given : { ...given, url } });
  });
}

function addConfig(program: Command, does: Does): void {
  const config = program
    .command('config')
    .description(help.SUMMARIES.config)
    .showHelpAfterError('See agent-run config --help.');
  for (const name of ['lint', 'explain'] as const) {
    const command = described(config, name).argument('[path]', help.ABOUT.configPath);
    withRepository(withForge(command)).option('--json', help.FLAGS.json, false);
    command.action((path: string | undefined) => {
      const given = command.opts<Omit<LintRequest, 'path'>>();
      return does({ do: name, with: path === undefined ? given : { ...given, path } });
    });
  }
}

function addInit(program: Command, does: Does): void {
  const command = described(program, 'init')
    .addOption(forgeOption())
    .addOption(
      new Option('--preset <name>', help.FLAGS.preset).choices([
        'recommended',
        'strict',
        'opencode',
      ]),
    )
    .addOption(
      new Option('--workflow <which>', help.FLAGS.workflow).choices([
        'hygiene',
        'agent',
        'both',
        'none',
      ]),
    )
    .option('--no-templates', help.FLAGS.noTemplates)
    .option('--branch <name>', help.FLAGS.branch)
    .option('-y, --yes', help.FLAGS.yes, false)
    .option('--force', help.FLAGS.force, false)
    .option('--dry-run', help.FLAGS.initDryRun, false);
  command.action(() => does({ do: 'init', with: command.opts<InitRequest>() }));
}

function addSimulate(program: Command, does: Does): void {
  const command = withRepository(described(program, 'simulate'));
  withForge(command)
    .option('--last <number>', help.FLAGS.last, '200')
    .option('--config <path>', help.FLAGS.config)
    .option('--export <path>', help.FLAGS.export)
    .option('--from <path>', help.FLAGS.from)
    .option('--html <path>', help.FLAGS.html)
    .option('--json', help.FLAGS.json, false);
  command.action(() => does({ do: 'simulate', with: command.opts<SimulateRequest>() }));
}

function addSweep(program: Command, does: Does): void {
  const command = withRepository(described(program, 'sweep'));
  withForge(command)
    .option('--dry-run', help.FLAGS.sweepDryRun, false)
    .option('--sweep-every <span>', help.FLAGS.sweepEvery)
    .option('--recent <span>', help.FLAGS.recent)
    .option('--limit <number>', help.FLAGS.limit, '200')
    .option('--json', help.FLAGS.json, false);
  command.action(() => does({ do: 'sweep', with: command.opts<SweepRequest>() }));
}

function described(parent: Command, name: keyof typeof help.EXAMPLES): Command {
  const path = parent.parent === null ? name : `${parent.name()} ${name}`;
  return parent
    .command(name)
    .description(help.SUMMARIES[name])
    .showHelpAfterError(`See agent-run ${path} --help.`)
    .addHelpText('after', help.examples(name));
}

function withRepository(command: Command): Command {
  return command
    .option('--repo <owner/name>', help.FLAGS.repo)
    .option('--server <url>', help.FLAGS.server);
}

function withForge(command: Command): Command {
  const asked = command.addOption(forgeOption()).option('--token-env <name>', help.FLAGS.tokenEnv);
  return withServerSettings(asked);
}

function forgeOption(): Option {
  return new Option('--forge <kind>', help.FLAGS.forge).choices(['github', 'gitea', 'forgejo']);
}
