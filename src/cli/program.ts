import { Argument, Command, CommanderError, Help, Option } from 'commander';
import { EXIT_CODES } from '../sessions/outcome.ts';
import * as help from '../text/cli-help.ts';
import { promptTwice } from '../text/run-end.ts';
import { runHelp } from '../text/run-help.ts';
import { VERSION } from '../version.ts';
import { completionScript, type Shell, SHELLS } from './completion.ts';
import { addInputFlags, inputsFromFlags } from './flags.ts';
import { addHygieneCommands, type CarryOut } from './hygiene-commands.ts';

/** What a person asked for with `agent-run run`. */
export type RunRequest = {
  inputs: Record<string, string>;
  json: boolean;
  /** The folder to leave the run's files in; absent: a new one. */
  outputFolder?: string;
};

export type ProgramOptions = {
  out: (text: string) => unknown;
  err: (text: string) => unknown;
  columns: number;
  /** Standard input to its end, for the prompt `-`. */
  readInput: () => Promise<string>;
  run: (request: RunRequest) => Promise<number>;
  /** Does what the commands around the hygiene engine ask for. */
  hygiene: CarryOut;
  /** Starts the server of the hygiene bot, and resolves when it was stopped. */
  bot: () => Promise<number>;
};

/** Reads the command line and does what it says; returns the exit code. */
export async function runProgram(
  argv: readonly string[],
  options: ProgramOptions,
): Promise<number> {
  let code = 0;
  const program = new Command('agent-run')
    .description(help.PROGRAM)
    .version(VERSION)
    .exitOverride()
    .configureHelp({ helpWidth: options.columns, optionDescription: withoutFalse })
    .configureOutput({ writeOut: options.out, writeErr: options.err })
    .showHelpAfterError('See agent-run --help.');

  const run = program
    .command('run')
    .description('run the agent once in the current folder')
    .argument('[prompt]', 'what the agent is to do; - reads it from standard input')
    .showHelpAfterError('See agent-run run --help.')
    .addHelpText('after', runHelp());
  addInputFlags(run);
  run.option('--json', 'Print the whole report as JSON instead of the answer.');
  run.option(
    '--output-folder <path>',
    'Where to leave the transcript. (default: a new temporary folder)',
  );
  run.action(async (prompt: string | undefined) => {
    const { json = false, outputFolder } = run.opts<{ json?: boolean; outputFolder?: string }>();
    const inputs = await withPrompt(inputsFromFlags(run), prompt, run, options.readInput);
    code = await options.run({
      inputs,
      json,
      ...(outputFolder === undefined ? {} : { outputFolder }),
    });
  });

  addHygieneCommands(program, options.hygiene, (ended) => {
    code = ended;
  });

  program
    .command('bot')
    .description(help.SUMMARIES.bot)
    .showHelpAfterError('See agent-run bot --help.')
    .addHelpText('after', help.examples('bot'))
    .action(async () => {
      code = await options.bot();
    });

  program
    .command('completion')
    .description(help.SUMMARIES.completion)
    .addArgument(new Argument('<shell>', help.ABOUT.shell).choices(SHELLS))
    .showHelpAfterError('See agent-run completion --help.')
    .addHelpText('after', help.examples('completion'))
    .action((shell: Shell) => void options.out(completionScript(program, shell)));

  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : EXIT_CODES['invalid-input'];
  }
  return code;
}

/** A switch is off where nobody turns it on: that needs no words. */
function withoutFalse(option: Option): string {
  const described = Object.assign(new Option(option.flags, option.description), option);
  if (described.defaultValue === false) described.defaultValue = undefined;
  return new Help().optionDescription(described);
}

async function withPrompt(
  inputs: Record<string, string>,
  argument: string | undefined,
  command: Command,
  readInput: () => Promise<string>,
): Promise<Record<string, string>> {
  if (argument !== undefined && inputs['prompt'] !== undefined) command.error(promptTwice());
  const prompt = argument ?? inputs['prompt'];
  if (prompt === undefined) return inputs;
  return { ...inputs, prompt: prompt === '-' ? await readInput() : prompt };
}
