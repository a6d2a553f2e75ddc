import { styleText } from 'node:util';
import { type Emphasis, terminalLines } from './terminal-markdown.ts';

/** Something was promised and did not happen. */
export class BrokenPromise extends Error {}

/** What the demo shows: lines for a person, and a mark at everything that was checked. */
export type Screen = {
  line(text?: string): void;
  /** Something happens at that instant. */
  event(at: number, what: string): void;
  detail(name: string, text: string): void;
  /** A comment as the page shows it. */
  comment(title: string, markdown: string): void;
  /** Throws BrokenPromise with both when it does not hold. */
  promised(claim: string, holds: boolean, found: unknown): void;
};

const WIDTH = 100;
const MARGIN = ' '.repeat(10);

export function screenOn(out: NodeJS.WriteStream): Screen {
  // Not a colour where nobody looks, whatever the environment wants to force.
  const isColoured = out.isTTY && out.hasColors();
  const paint = (kind: Parameters<typeof styleText>[0], text: string): string =>
    isColoured ? styleText(kind, text, { validateStream: false }) : text;
  const emphasis: Emphasis = paint;
  const width = Math.min(out.columns ?? WIDTH, WIDTH);
  const line = (text = ''): void => void out.write(`${text}\n`);
  return {
    line,
    event: (at, what) => line(`\n${paint('cyan', timeOf(at))}  ${paint('bold', what)}`),
    detail: (name, text) => line(`${MARGIN}${name.padEnd(9)} ${text}`),
    comment(title, markdown) {
      line(`${MARGIN}${paint('dim', '╭')} ${title}`);
      for (const each of terminalLines(markdown, Math.max(40, width - 12), emphasis)) {
        line(`${MARGIN}${paint('dim', '│')} ${each}`.trimEnd());
      }
      line(`${MARGIN}${paint('dim', '╰')}`);
    },
    promised(claim, holds, found) {
      if (!holds) {
        throw new BrokenPromise(`expected: ${claim}\nfound: ${String(found)}`);
      }
      line(`${MARGIN}${paint('green', '✓')} ${claim}`);
    },
  };
}

function timeOf(at: number): string {
  return new Date(at).toISOString().slice(11, 19);
}
