/** The name of the scripted model, as inputs and configs spell it. */
export const FAKE_MODEL = 'fake/fake';

/** An opencode config that knows the scripted model and nothing else, usable as the action's `config` input. */
export function fakeProviderConfig(baseUrl: string): Record<string, unknown> {
  return {
    share: 'disabled',
    autoupdate: false,
    snapshot: false,
    model: FAKE_MODEL,
    small_model: FAKE_MODEL,
    enabled_providers: ['fake'],
    provider: {
      fake: {
        // Bundled with opencode: nothing is downloaded for it.
        npm: '@ai-sdk/openai-compatible',
        name: 'Fake',
        options: { baseURL: baseUrl, apiKey: 'x' },
        models: {
          fake: { name: 'Fake', tool_call: true, limit: { context: 100_000, output: 8_000 } },
        },
      },
    },
  };
}
