import { PROVIDER_VARIABLES } from './providers.ts';
import { isRecord } from './permission-rules.ts';

/**
 * Large providers for which no version of opencode has brought a plugin that a key in the environment needs. For Azure,
 * Cerebras, Cloudflare, Copilot, GitLab, OpenAI, xAI and others it has some, which log in or change requests.
 */
const SERVED_WITHOUT = new Set([
  'anthropic',
  'deepseek',
  'google',
  'groq',
  'mistral',
  'openrouter',
]);

/**
 * Whether opencode's own plugins have something to do in this run; else they only cost start-up time. They do when it is
 * not known which providers count: none is named, or the tools' variables may hold the key of another one.
 */
export function needsOwnPlugins(
  providers: readonly string[],
  config: Record<string, unknown>,
  environment: readonly string[],
): boolean {
  if (providers.length === 0 || environment.length > 0) return true;
  return !providers.every((id) => SERVED_WITHOUT.has(id) || isOnlyConfigured(id, config));
}

/** A provider that opencode does not know itself, spoken to as OpenAI's is. */
function isOnlyConfigured(id: string, config: Record<string, unknown>): boolean {
  const providers = isRecord(config['provider']) ? config['provider'] : {};
  const provider = providers[id];
  return (
    !Object.hasOwn(PROVIDER_VARIABLES, id) &&
    !id.includes('copilot') &&
    isRecord(provider) &&
    provider['npm'] === '@ai-sdk/openai-compatible'
  );
}
