import { secretsOf, serverEnvironment } from '../agent/environment.ts';
import { createMask, type Mask } from '../agent/masking.ts';
import type { Settings } from './settings.ts';

/** What must not be published of this run: the keys it hands to the server, and whatever is named like a secret. */
export function secretsIn(settings: Settings, environment: NodeJS.ProcessEnv): string[] {
  const { model, config, background } = settings;
  const { keys } = serverEnvironment({
    all: environment,
    ...(model === undefined ? {} : { model: `${model.provider}/${model.id}` }),
    config,
    environment: settings.environment,
    background,
    projectConfig: true,
  });
  return secretsOf(environment, keys);
}

/** What can be told to be a secret before anything is known of the run: by its name. */
export function secretsNamed(environment: NodeJS.ProcessEnv): string[] {
  return secretsOf(environment, { auth: {}, variables: {}, values: {} });
}

/** Takes these secrets, and whatever looks like a token, out of a text. */
export function maskOf(settings: Settings, environment: NodeJS.ProcessEnv): Mask {
  return createMask(secretsIn(settings, environment));
}
