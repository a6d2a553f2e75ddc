import type { Clock } from '../../clock.ts';
import type { Screen } from '../tree-view.ts';

/** What a command has at hand: a person's terminal, or what stands in for it, and the folder it was started in. */
export type Desk = {
  /** Results, and nothing else. */
  out: { write(text: string): unknown };
  /** Progress and mistakes. */
  err: Screen & { readonly isTTY?: boolean };
  /** Asks the person; absent where nobody can answer. */
  ask?: (question: string) => Promise<string>;
  readInput: () => Promise<string>;
  folder: string;
  environment: NodeJS.ProcessEnv;
  clock: Clock;
  /** Aborts when the person wants the command to end. */
  signal: AbortSignal;
};

export function tell({ err }: Pick<Desk, 'err'>, lines: readonly string[]): void {
  for (const line of lines) err.write(`${line}\n`);
}

export function print({ out }: Pick<Desk, 'out'>, lines: readonly string[]): void {
  if (lines.length > 0) out.write(`${lines.join('\n')}\n`);
}

export function printJson({ out }: Pick<Desk, 'out'>, value: unknown): void {
  out.write(`${JSON.stringify(value, null, 2)}\n`);
}
