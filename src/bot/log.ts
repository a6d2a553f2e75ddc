import type { Clock } from '../clock.ts';
import { clipBytes } from '../text/clip.ts';
import { oneLine } from '../text/escape.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * The bot's log, a JSON object a line. Only what is named gets in: plain values and, of an error, its name, message and
 * causes. Objects of a library, which may hold a payload, a body or a token, do not.
 */
export interface BotLog {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>> & {
  error?: string;
};

const LONGEST_VALUE = 1000;
const DEEPEST_CAUSE = 4;

export function botLog(given: {
  level: LogLevel;
  clock: Clock;
  write: (line: string) => unknown;
}): BotLog {
  const { clock, write } = given;
  const least = LOG_LEVELS.indexOf(given.level);
  const at =
    (level: LogLevel) =>
    (message: string, fields: LogFields = {}): void => {
      if (LOG_LEVELS.indexOf(level) < least) return;
      const time = new Date(clock.now()).toISOString();
      const values = Object.entries(fields).map(([name, value]) => [name, plain(value)] as const);
      write(
        `${JSON.stringify({ time, level, msg: plain(message), ...Object.fromEntries(values) })}\n`,
      );
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** An error on one line, with its causes: what a library hangs on it otherwise stays away from the log. */
export function errorWords(error: unknown): string {
  const words: string[] = [];
  for (let cause = error, depth = 0; cause !== undefined && depth < DEEPEST_CAUSE; depth += 1) {
    words.push(cause instanceof Error ? `${cause.name}: ${cause.message}` : typeof cause);
    cause = nextCause(cause);
  }
  return clipBytes(oneLine(words.join(' <- ')), LONGEST_VALUE);
}

/** Of several errors the first speaks for all. */
function nextCause(error: unknown): unknown {
  if (error instanceof AggregateError) return error.errors[0];
  return error instanceof Error ? error.cause : undefined;
}

function plain(
  value: string | number | boolean | undefined,
): string | number | boolean | undefined {
  return typeof value === 'string' ? clipBytes(oneLine(value), LONGEST_VALUE) : value;
}
