import { commandData, inertLine } from '../text/escape.ts';

/** The job's log: what strangers wrote cannot give the runner orders. */
export interface StepLog {
  line(text: string): void;
  /** Several lines under a heading that can be folded. */
  group(title: string, lines: readonly string[]): void;
  /** A note that a person sees without opening the log, where the forge shows such. */
  note(level: 'notice' | 'warning' | 'error', text: string): void;
}

/** GitHub shows ten notes of a step; the others have none beside the log. */
const MOST_NOTES = 10;

export function stepLog(write: (line: string) => void, { notes }: { notes: boolean }): StepLog {
  let noted = 0;
  const line = (text: string): void => write(inertLine(text));
  return {
    line,
    group(title, lines) {
      write(`::group::${inertLine(title)}`);
      for (const each of lines) line(each);
      write('::endgroup::');
    },
    note(level, text) {
      noted += 1;
      if (notes && noted <= MOST_NOTES)
        write(`::${level} title=hygiene::${commandData(inertLine(text))}`);
      else line(`${level}: ${text}`);
    },
  };
}
