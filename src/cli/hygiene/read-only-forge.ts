import type { Forge } from '../../forge/forge.ts';
import type { RepositoryFile } from '../../forge/model.ts';

/** A forge that nothing can be written to; with `config`, this file stands in place of each repository's own. */
export function readOnly(forge: Forge, config?: RepositoryFile): Forge {
  const { files: _, ...rest } = withConfig(forge, config);
  return {
    ...rest,
    write: () => Promise.reject(new Error('This command writes nothing.')),
  };
}

/** The forge with this file in place of each repository's own config. */
export function withConfig(forge: Forge, config: RepositoryFile | undefined): Forge {
  if (config === undefined) return forge;
  return {
    ...forge,
    async readRepository(repository) {
      const reading = await forge.readRepository(repository);
      return reading && { ...reading, configs: [config] };
    },
  };
}
