/**
 * `@actions/core`, loaded when it is first needed: it takes longer to load than everything that is needed to start the
 * agent server, which can boot in the meantime.
 */
export type Toolkit = typeof import('./toolkit-parts.ts');

let toolkit: Promise<Toolkit> | undefined;

export function loadToolkit(): Promise<Toolkit> {
  toolkit ??= import('./toolkit-parts.ts');
  return toolkit;
}
