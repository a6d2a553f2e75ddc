import { totalTokens, type Tokens } from '../sessions/event.ts';

/** `$0.0123`, `$1.20`, `$1,234.50`: cents, and more digits only where cents would say nothing. */
export function formatCost(dollars: number): string {
  const digits = dollars > 0 && dollars < 0.1 ? 4 : 2;
  return `$${withThousands(dollars.toFixed(digits))}`;
}

/** `950`, `12.3k`, `4.5M`. */
export function formatCount(count: number): string {
  if (count < 1000) return String(Math.round(count));
  if (count < 999_950) return `${(count / 1000).toFixed(1)}k`;
  return `${(count / 1_000_000).toFixed(1)}M`;
}

/** `15.2k (12.0k in, 3.2k out)`; what was read from or written to a cache is named when there was any. */
export function formatTokens(tokens: Tokens): string {
  const total = totalTokens(tokens);
  if (total === 0) return '0';
  const parts = [
    `${formatCount(tokens.input)} in`,
    `${formatCount(tokens.output)} out`,
    ...(tokens.reasoning > 0 ? [`${formatCount(tokens.reasoning)} reasoning`] : []),
    ...(tokens.cacheRead > 0 ? [`${formatCount(tokens.cacheRead)} cached`] : []),
    ...(tokens.cacheWrite > 0 ? [`${formatCount(tokens.cacheWrite)} written to the cache`] : []),
  ];
  return `${formatCount(total)} (${parts.join(', ')})`;
}

/** `1 tool call`, `2 tool calls`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${withThousands(String(count))} ${count === 1 ? one : many}`;
}

function withThousands(number: string): string {
  return number.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',');
}
