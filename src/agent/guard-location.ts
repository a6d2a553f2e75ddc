import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** As opencode's config wants a local plugin named. Beside us there is `guard.js` in a bundle, `guard.ts` in the source. */
export function guardUrl(): string {
  const bundled = new URL('./guard.js', import.meta.url);
  if (existsSync(fileURLToPath(bundled))) return bundled.href;
  return new URL('./guard.ts', import.meta.url).href;
}

/** Whether an entry of the server's plugin list is our own guard: it is no foreign plugin. */
export function isGuard(plugin: unknown): boolean {
  return (Array.isArray(plugin) ? plugin[0] : plugin) === guardUrl();
}
