import * as say from '../../text/config-problems.ts';
import { checkDocument, type CheckedFile } from './check-document.ts';
import type { ConfigLayers, ConfigProblem, ExtendsTarget } from './config.ts';
import { fileName, readExtension, targetKey, targetName } from './extends.ts';
import { keyName } from './key-name.ts';
import { PRESETS } from './presets.ts';
import type { Path } from './read-document.ts';
import type { Config } from './schema.ts';

/** One config that counts, and what it is called. */
export type Layer = {
  from: string;
  config: Config;
  lineOf: (path: Path) => number | undefined;
};

export type ReadLayers = {
  /** Lowest first, without the built-in defaults. */
  layers: readonly Layer[];
  targets: readonly ExtendsTarget[];
  problems: readonly ConfigProblem[];
};

/** As deep as files are fetched. */
const DEEPEST_EXTENDS = 5;
/** Together, so that a few files that name each other cannot make many requests. */
const MOST_EXTENSIONS = 25;

/** The owner's config, what is extended, and the repository's own, as far as they are known. */
export function readLayers(layers: ConfigLayers): ReadLayers {
  const reader = new LayerReader(layers);
  reader.read();
  return reader;
}

type File = { key: string; from: string; text: string; another?: boolean };

class LayerReader implements ReadLayers {
  readonly problems: ConfigProblem[] = [];
  readonly #known: ConfigLayers;
  readonly #layers = new Map<string, Layer>();
  readonly #targets = new Map<string, ExtendsTarget>();
  readonly #checked = new Map<string, CheckedFile>();
  #extensions = 0;

  constructor(known: ConfigLayers) {
    this.#known = known;
  }

  get layers(): readonly Layer[] {
    return [...this.#layers.values()];
  }

  get targets(): readonly ExtendsTarget[] {
    return [...this.#targets.values()];
  }

  read(): void {
    const { repository, own } = this.#known;
    const owner = this.#ownerFile();
    if (owner !== undefined) this.#add(owner, []);
    const [first, ...others] = own;
    if (first === undefined) return;
    const from = fileName(repository, first.path);
    this.#add({ key: targetKey({ repository, path: first.path }), from, text: first.text }, []);
    for (const { path } of others) {
      const message = say.aboutKey('', say.anotherConfig(first.path));
      this.problems.push({ file: fileName(repository, path), key: '', message });
    }
  }

  #ownerFile(): File | undefined {
    const { owner, repository, ownerRepository = '.github' } = this.#known;
    if (owner === undefined) return undefined;
    const shared = { owner: repository.owner, name: ownerRepository };
    const key = targetKey({ repository: shared, path: owner.path });
    return { key, from: fileName(shared, owner.path), text: owner.text };
  }

  /** What a file extends lies under it. A file that is named twice lies where it was named last. */
  #add(file: File, above: readonly File[]): void {
    const checked = this.#check(file);
    checked.config.extends?.forEach((written, index) => {
      this.#extend(written, { file, checked, index }, [...above, file]);
    });
    const { config, lineOf } = checked;
    this.#put(file.key, { from: file.from, config, lineOf });
  }

  #check({ key, from, text, another = false }: File): CheckedFile {
    const before = this.#checked.get(key);
    if (before !== undefined) return before;
    const checked = checkDocument(from, text, { another });
    this.#checked.set(key, checked);
    this.problems.push(...checked.problems);
    return checked;
  }

  #extend(
    written: string,
    { file, checked, index }: { file: File; checked: CheckedFile; index: number },
    chain: readonly File[],
  ): void {
    const refuse = (sentence: string): void => {
      const path = ['extends', index];
      const line = checked.lineOf(path);
      this.#refuse({
        file: file.from,
        key: keyName(path),
        message: say.aboutKey(keyName(path), sentence),
        ...(line === undefined ? {} : { line }),
      });
    };
    this.#extensions += 1;
    if (this.#extensions > MOST_EXTENSIONS) {
      if (this.#extensions === MOST_EXTENSIONS + 1) refuse(say.extendsTooMany(MOST_EXTENSIONS));
      return;
    }
    const extension = readExtension(written, this.#known.repository.owner);
    if (extension.kind === 'refused') {
      refuse(extension.sentence);
      return;
    }
    const found = extension.kind === 'owner' ? this.#ownerFile() : this.#fileOf(extension.target);
    if (found === 'preset') return;
    const circle = chain.findIndex(({ key }) => key === found?.key);
    if (found !== undefined && circle !== -1) {
      refuse(say.extendsItself(chain.slice(circle).map(({ from }) => from)));
    } else if (chain.length > DEEPEST_EXTENDS) {
      refuse(say.extendsTooDeep(DEEPEST_EXTENDS));
    } else if (extension.kind === 'target') {
      this.#targets.set(targetKey(extension.target), extension.target);
      if (found === undefined) refuse(say.extendedMissing(written));
      else this.#add(found, chain);
    } else if (found === undefined) refuse(say.ownerMissing());
    else this.#add(found, chain);
  }

  /** The file that a target names, if it is there; a preset is put into its place at once. */
  #fileOf(target: ExtendsTarget): File | 'preset' | undefined {
    const key = targetKey(target);
    const from = targetName(target);
    if ('preset' in target) {
      this.#targets.set(key, target);
      this.#put(key, { from, config: PRESETS.get(target.preset) ?? {}, lineOf: () => undefined });
      return 'preset';
    }
    const text = this.#known.extended.get(key)?.text;
    if (text !== undefined) return { key, from, text, another: true };
    // The repository's own config is known, which ends circles through it a request earlier.
    const { repository, own } = this.#known;
    const isOwn = own[0] !== undefined && key === targetKey({ repository, path: own[0].path });
    return isOwn ? { key, from, text: own[0]?.text ?? '' } : undefined;
  }

  #put(key: string, layer: Layer): void {
    this.#layers.delete(key);
    this.#layers.set(key, layer);
  }

  /** A file that is extended in two places says the same twice. */
  #refuse(problem: ConfigProblem): void {
    const isKnown = this.problems.some(
      ({ file, message }) => file === problem.file && message === problem.message,
    );
    if (!isKnown) this.problems.push(problem);
  }
}
