import { basename, join } from 'node:path';
import { build, type OutputOptions } from 'rolldown';
import config from '../../rolldown.config.ts';
import { besideBundles } from '../../scripts/beside-bundles.ts';

/** Builds every bundle of the project into another folder than `dist`. */
export async function buildBundles(folder: string): Promise<void> {
  for (const bundle of config) {
    const output = bundle.output as OutputOptions;
    await build({
      ...bundle,
      // Without the one that collects licences into dist/.
      plugins: [besideBundles(folder)],
      output: { ...output, file: join(folder, basename(output.file ?? '')) },
    });
  }
}
