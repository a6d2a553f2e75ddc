/**
 * V8 lets its nursery grow whenever much is thrown away, and every webhook is: a busy bot would take 200 MB and more. How
 * large it may be is read only when Node.js starts, so that a bot that was started without a word about it takes the place
 * of its own process, under the same number, before it does anything else.
 */
const SIZE = '--max-semi-space-size';
const FLAG = `${SIZE}=4`;

type Started = { execArgv: readonly string[]; argv: readonly string[]; nodeOptions: string };

/** The command line that it should have been started with; undefined when whoever started it said how large. */
export function betterStart({ execArgv, argv, nodeOptions }: Started): string[] | undefined {
  const said = [...execArgv, nodeOptions].join(' ').replaceAll('_', '-');
  if (said.includes(SIZE)) return undefined;
  const [node = '', ...program] = argv;
  return [node, FLAG, ...execArgv, ...program];
}

/**
 * Returns where it cannot be done: on Windows, before Node.js 22.15, where nothing may be executed, and where a parent
 * talks to the process through a channel, which would be lost.
 */
export function keepNurserySmall(): void {
  const { execArgv, argv, env, execPath } = process;
  const args = betterStart({ execArgv, argv, nodeOptions: env['NODE_OPTIONS'] ?? '' });
  if (args === undefined || process.send !== undefined) return;
  try {
    process.execve?.(execPath, args, env);
  } catch {
    // Such a bot works as well; it takes more memory.
  }
}
