import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the shell does with the key `^T`: it shows the line as it stands, between marks that nobody types. */
const SETTINGS = {
  bash: (script: string) =>
    `source ${script}\nbind -x '"\\C-t": printf "\\n{{%s}}\\n" "$READLINE_LINE"'\nPS1='ready> '\n`,
  zsh: (script: string) => `fpath=(${script} $fpath); autoload -U compinit; compinit -u -D
show() { print; print -r -- "{{$BUFFER}}" }; zle -N show; bindkey '^T' show
setopt no_beep; PROMPT='ready> '\n`,
} as const;

/**
 * A shell before a terminal of its own, in `folder`. `script` is what it loads the completion from: for zsh the folder of
 * its functions.
 */
export class ShellAtTerminal {
  readonly #child: ChildProcessWithoutNullStreams;
  #said = '';
  #told: () => void = () => undefined;

  constructor(
    shell: keyof typeof SETTINGS,
    { folder, script }: { folder: string; script: string },
  ) {
    const [file, command] =
      shell === 'bash' ? ['.bashrc', 'bash --rcfile .bashrc -i'] : ['.zshrc', 'zsh -d -i'];
    writeFileSync(join(folder, file), SETTINGS[shell](script));
    this.#child = spawn('script', ['-qec', command, '/dev/null'], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', HOME: folder, TERM: 'dumb', LC_ALL: 'C.UTF-8' },
    });
    this.#child.stdout.on('data', (chunk: Buffer) => {
      this.#said += chunk.toString();
      this.#told();
    });
  }

  /** What the line becomes when somebody types it and presses the tab key. */
  async afterTab(typed: string): Promise<string> {
    await this.#until(/ready> /);
    this.#said = '';
    this.#child.stdin.write(`${typed}\t\u0014`);
    const [, line = ''] = await this.#until(/\{\{([^}]*)\}\}/);
    this.#said = '';
    // Away with the line, and a new prompt.
    this.#child.stdin.write('\u0015\r');
    return line;
  }

  async end(): Promise<void> {
    const ended = new Promise((done) => this.#child.once('close', done));
    this.#child.stdin.end('\u0015exit\r');
    this.#child.kill('SIGHUP');
    await ended;
  }

  #until(wanted: RegExp): Promise<RegExpExecArray> {
    return new Promise((done) => {
      this.#told = () => {
        const found = wanted.exec(this.#said);
        if (found !== null) done(found);
      };
      this.#told();
    });
  }
}
