import { copyFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'rolldown';
import { MODELS_FILE } from '../src/agent/models.ts';

/** Data that a bundle reads from the folder in which it lies, as the source does. */
export function besideBundles(folder: string): Plugin {
  return {
    name: 'beside-bundles',
    writeBundle() {
      copyFileSync(MODELS_FILE, join(folder, basename(MODELS_FILE)));
    },
  };
}
