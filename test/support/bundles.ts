import { basename, join } from 'node:path';
import { build, type OutputOptions } from 'rolldown';
import config from '../../rolldown.config.ts';

/** Builds every bundle of the project into another folder than `dist`. */
export async function buildBundles(folder: string): Promise<void> {
  for (const bundle of config) {
    const output = bundle.output as OutputOptions;
    await build({
      ...bundle,
      // They collect licences into dist/ and change no code.
      plugins: [],
      output: { ...output, file: join(folder, basename(output.file ?? '')) },
    });
  }
}
