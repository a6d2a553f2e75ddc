import { secretsOf, serverEnvironment } from '../agent/environment.ts';
import { createMask, type Mask } from '../agent/masking.ts';
import type { Settings } from './settings.ts';

/** Takes out of a text what must not be published of this run: its keys, whatever is named like a secret, known tokens. */
export function maskOf(settings: Settings, environment: NodeJS.ProcessEnv): Mask {
  const { model, config, background } = settings;
  const { keys } = serverEnvironment({
    all: environment,
    ...(model === undefined ? {} : { model: `${model.provider}/${model.id}` }),
    config,
    environment: settings.environment,
    background,
    projectConfig: true,
  });
  return createMask(secretsOf(environment, keys));
}
