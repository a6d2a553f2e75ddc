import type { DeliveryResult, Metrics } from '../../src/bot/metrics.ts';
import type { BotLog, LogFields } from '../../src/bot/log.ts';

export type Line = { level: string; message: string } & LogFields;

/** A log that a test can read. */
export function keptLog(): BotLog & { lines: Line[] } {
  const lines: Line[] = [];
  const at =
    (level: string) =>
    (message: string, fields: LogFields = {}): void => {
      lines.push({ level, message, ...fields });
    };
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** What was told to the metrics, a line each. */
export function keptMetrics(): Omit<Metrics, 'registry'> & { told: string[] } {
  const told: string[] = [];
  return {
    told,
    delivered: (forge, event, result: DeliveryResult) => told.push(`${forge} ${event} ${result}`),
    looked: (forge, outcome) => told.push(`${forge} looked: ${outcome}`),
    became: (forge, what) => told.push(`${forge} became ${what}`),
    requested: (forge, kind, outcome) => told.push(`${forge} ${kind}: ${outcome}`),
    rateLimit: (forge, account, { resource, remaining }) =>
      told.push(`${forge} ${account} ${resource} ${remaining} left`),
    swept: (forge, outcome, subjects) => told.push(`${forge} swept: ${outcome} ${subjects}`),
    recovered: (forge, outcome) => told.push(`${forge} recovered: ${outcome}`),
  };
}
