import type { Command } from 'commander';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** A command as far as a shell has to know it. */
type Shape = {
  /** From the program on, such as `/config/lint`; empty for the program itself. */
  path: string;
  commands: readonly { name: string; about: string }[];
  flags: readonly Flag[];
};

type Flag = {
  /** `--json`, `-y`: every spelling. */
  names: readonly string[];
  about: string;
  takesValue: boolean;
  /** The values there are; empty when it is any text, or a path. */
  choices: readonly string[];
};

/** A script that completes all commands and flags of the program, as they are now. */
export function completionScript(program: Command, shell: Shell): string {
  const shapes = shapesOf(program, '');
  const lines = { bash: bashScript, zsh: zshScript, fish: fishScript }[shell](shapes);
  return `${lines.join('\n')}\n`;
}

function shapesOf(command: Command, path: string): Shape[] {
  const help = command.createHelp();
  const commands = help.visibleCommands(command).filter((inner) => inner.name() !== 'help');
  const shape = {
    path,
    commands: commands.map((inner) => ({ name: inner.name(), about: inner.description() })),
    flags: help.visibleOptions(command).map((option) => ({
      names: [option.long, option.short].filter((name) => name !== undefined && name !== null),
      about: option.description,
      takesValue: option.required || option.optional,
      choices: option.argChoices ?? [],
    })),
  };
  return [shape, ...commands.flatMap((inner) => shapesOf(inner, `${path}/${inner.name()}`))];
}

/** What may follow the commands of `path`. */
function wordsOf({ commands, flags }: Shape): string[] {
  return [...commands.map(({ name }) => name), ...flags.flatMap(({ names }) => names)];
}

function bashScript(shapes: readonly Shape[]): string[] {
  return [
    '_agent_run() {',
    "  local at='' word current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}",
    '  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
    `    case "$at/$word" in ${pathPattern(shapes)}) at="$at/$word" ;; esac`,
    '  done',
    '  COMPREPLY=()',
    '  case "$at:$previous" in',
    ...valueCases(shapes, {
      choices: (words) => `COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$current")); return`,
      // Without an answer the shell completes paths.
      text: () => 'return',
    }),
    '  esac',
    '  case "$at" in',
    ...shapes.map(
      (shape) =>
        `    '${shape.path}') COMPREPLY=($(compgen -W '${wordsOf(shape).join(' ')}' -- "$current")) ;;`,
    ),
    '  esac',
    '}',
    'complete -o default -F _agent_run agent-run',
  ];
}

function zshScript(shapes: readonly Shape[]): string[] {
  return [
    '#compdef agent-run',
    '_agent_run() {',
    "  local at='' word previous=${words[CURRENT-1]}",
    '  for word in "${(@)words[2,CURRENT-1]}"; do',
    `    case "$at/$word" in ${pathPattern(shapes)}) at="$at/$word" ;; esac`,
    '  done',
    '  case "$at:$previous" in',
    ...valueCases(shapes, {
      choices: (words) => `compadd -- ${words.join(' ')}; return`,
      text: () => '_files; return',
    }),
    '  esac',
    '  case "$at" in',
    ...shapes.map(
      (shape) => `    '${shape.path}') compadd -- ${wordsOf(shape).join(' ')} && return ;;`,
    ),
    '  esac',
    '  _files',
    '}',
    'if [ "$funcstack[1]" = _agent-run ]; then _agent_run "$@"; else compdef _agent_run agent-run; fi',
  ];
}

function fishScript(shapes: readonly Shape[]): string[] {
  const paths = shapes.map(({ path }) => path).filter(Boolean);
  return [
    'function __agent_run_at',
    '  set -l at ""',
    '  for word in (commandline -opc)[2..-1]',
    `    contains -- "$at/$word" ${paths.join(' ')}; and set at "$at/$word"`,
    '  end',
    '  test "$at" = "$argv[1]"',
    'end',
    ...shapes.flatMap(({ path, commands, flags }) => {
      const here = `complete -c agent-run -n '__agent_run_at "${path}"'`;
      return [
        // Where a command is expected a path is none.
        ...(commands.length > 0 ? [`${here} -f`] : []),
        ...commands.map(({ name, about }) => `${here} -a ${name} -d ${fishText(about)}`),
        ...flags.map((flag) => `${here} ${fishFlag(flag)} -d ${fishText(flag.about)}`),
      ];
    }),
  ];
}

function fishFlag({ names, takesValue, choices }: Flag): string {
  const spellings = names.map((name) =>
    name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`,
  );
  const value = choices.length > 0 ? [`-x -a '${choices.join(' ')}'`] : takesValue ? ['-r'] : [];
  return [...spellings, ...value].join(' ');
}

function fishText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', ' ')}'`;
}

function pathPattern(shapes: readonly Shape[]): string {
  return shapes.flatMap(({ path }) => (path === '' ? [] : [path])).join('|');
}

/** What follows a flag that takes a value: one of its words, or any text. */
function valueCases(
  shapes: readonly Shape[],
  answer: { choices: (words: readonly string[]) => string; text: () => string },
): string[] {
  return shapes.flatMap(({ path, flags }) =>
    flags
      .filter(({ takesValue }) => takesValue)
      .map(({ names, choices }) => {
        const pattern = names.map((name) => `'${path}:${name}'`).join('|');
        const then = choices.length > 0 ? answer.choices(choices) : answer.text();
        return `    ${pattern}) ${then} ;;`;
      }),
  );
}
