import type { ConfigLayers, ResolvedConfig } from '../../../src/hygiene/config/config.ts';
import { resolvePolicy } from '../../../src/hygiene/config/resolve.ts';

export const FILE = 'octo/hello:.github/hygiene.yml';

type Texts = {
  own?: string;
  owner?: string;
  /** By what `extends` names them; undefined for a file that is not there. */
  extended?: Readonly<Record<string, string | undefined>>;
  knownSince?: number;
};

/** Layers of octo/hello. */
export function layersOf({ own, owner, extended = {}, knownSince }: Texts): ConfigLayers {
  const path = '.github/hygiene.yml';
  return {
    repository: { owner: 'octo', name: 'hello' },
    own: own === undefined ? [] : [{ path, text: own }],
    ...(owner === undefined ? {} : { owner: { path, text: owner } }),
    extended: new Map(
      Object.entries(extended).map(([key, text]) => [
        key,
        text === undefined ? undefined : { path: key, text },
      ]),
    ),
    ...(knownSince === undefined ? {} : { knownSince }),
  };
}

/** What a repository with this config alone gets. */
export function resolved(own: string): ResolvedConfig {
  return resolvePolicy(layersOf({ own }));
}

/** `line: message` of every problem. */
export function problemsOf({ problems }: ResolvedConfig): string[] {
  return problems.map(({ line, message }) => `${String(line ?? '-')}: ${message}`);
}

/** Of the built-in rules, in the order of the defaults. */
export function modesOf({ rules }: ResolvedConfig['policy']): string[] {
  const { custom: _, ...builtIn } = rules;
  return Object.values(builtIn).map(({ mode }) => mode);
}
