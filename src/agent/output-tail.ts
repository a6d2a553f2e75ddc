/** The end of what a process printed, however much it prints. */
export type OutputTail = {
  add(text: string): void;
  /** At most `limit` characters; begins at a line's beginning when something was cut off. */
  text(): string;
};

export const TAIL_LIMIT = 64 * 1024;

export function outputTail(limit: number = TAIL_LIMIT): OutputTail {
  let kept = '';
  let cut = false;
  return {
    add: (text) => {
      kept += text;
      // Twice the limit before cutting: one copy for many small writes.
      if (kept.length > 2 * limit) {
        kept = kept.slice(-limit);
        cut = true;
      }
    },
    text: () => {
      if (!cut && kept.length <= limit) return kept;
      const end = kept.slice(-limit);
      return end.slice(end.indexOf('\n') + 1);
    },
  };
}

/** Calls `onLine` for each complete line of a text that arrives in pieces; `end` gives the unfinished one. */
export function lineSplitter(onLine: (line: string) => void): {
  add(text: string): void;
  end(): void;
} {
  let open = '';
  return {
    add: (text) => {
      const lines = (open + text).split(/\r?\n/);
      open = lines.pop() ?? '';
      for (const line of lines) onLine(line);
      // A line without an end must not grow without one.
      if (open.length > TAIL_LIMIT) {
        onLine(open);
        open = '';
      }
    },
    end: () => {
      if (open !== '') onLine(open);
      open = '';
    },
  };
}
