import type { InputSpec } from './input-table.ts';

/** What an input means, with the values it takes. */
export function meaningOf({ description, kind, values }: InputSpec): string {
  if (kind !== 'choice' || values === undefined) return description;
  return `${description} One of ${values.map((value) => `\`${value}\``).join(', ')}.`;
}

/** What holds when the input is empty, or nothing when that goes without saying. */
export function fallbackOf(spec: InputSpec): string | undefined {
  return spec.default === undefined ? spec.otherwise : `\`${spec.default}\``;
}
