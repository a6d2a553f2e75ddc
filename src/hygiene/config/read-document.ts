import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import * as say from '../../text/config-problems.ts';

export type Path = readonly (string | number)[];

export type DocumentProblem = { line?: number; path: Path; sentence: string };

/** A YAML file as plain values; undefined when nothing of it can be used. */
export type ReadDocument = {
  value: unknown;
  /** Of the key or the entry, or of what is around it. */
  lineOf: (path: Path) => number | undefined;
  problems: readonly DocumentProblem[];
};

const LONGEST_FILE = 65_536;
/** Aliases count with everything they stand for: a few lines cannot become a gigabyte. */
const MOST_VALUES = 5000;
/** No key of a config is deeper than six. */
const DEEPEST = 12;
const MOST_SYNTAX_PROBLEMS = 10;

/** YAML 1.2 without tags and merge keys. Never throws. */
export function readDocument(text: string): ReadDocument {
  if (text.length > LONGEST_FILE) return unusable([say.fileTooLong(text.length, LONGEST_FILE)]);
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter,
    prettyErrors: false,
    // Reported by the walk, with the line of the first one; the library's own way is quadratic.
    uniqueKeys: false,
    version: '1.2',
    schema: 'core',
    logLevel: 'error',
  });
  const lineAt = (offset: number): number => counter.linePos(offset).line;
  if (document.errors.length > 0) {
    const errors = document.errors.filter(isTooDeep).slice(0, 1);
    const told = errors.length > 0 ? errors : document.errors.slice(0, MOST_SYNTAX_PROBLEMS);
    const problems = told.map((error) => ({
      line: lineAt(error.pos[0]),
      path: [],
      sentence: syntaxSentence(error),
    }));
    return { value: undefined, lineOf: () => undefined, problems };
  }
  const walk = new DocumentWalk(lineAt);
  const value = walk.valueOf(document.contents, [], 0);
  const tags = document.warnings.map(({ pos, message }) => ({
    line: lineAt(pos[0]),
    path: [],
    sentence: say.unknownTag(message),
  }));
  if (walk.isExhausted) return unusable([say.tooManyValues(MOST_VALUES)]);
  return { value, lineOf: (path) => walk.lineOf(path), problems: [...tags, ...walk.problems] };
}

function unusable(sentences: readonly string[]): ReadDocument {
  const problems = sentences.map((sentence) => ({ path: [], sentence }));
  return { value: undefined, lineOf: () => undefined, problems };
}

function syntaxSentence({ code, message }: YAMLError): string {
  if (code === 'MULTIPLE_DOCS') return say.severalDocuments();
  return isTooDeep({ message }) ? say.nestedTooDeep() : say.notYaml(message);
}

/** The parser hands on what the stack of the machine says. */
function isTooDeep({ message }: Pick<YAMLError, 'message'>): boolean {
  return message.startsWith('Maximum call stack');
}

function nameOf(key: unknown): string {
  return typeof key === 'string' ? key : JSON.stringify(key);
}

/** One pass over a document: values, the lines they stand in, and what a config may not contain. */
class DocumentWalk {
  readonly problems: DocumentProblem[] = [];
  readonly #lineAt: (offset: number) => number;
  readonly #lines = new Map<string, number>();
  readonly #anchors = new Map<string, NonNullable<Document['contents']>>();
  #visited = 0;
  #aliases = 0;

  constructor(lineAt: (offset: number) => number) {
    this.#lineAt = lineAt;
  }

  get isExhausted(): boolean {
    return this.#visited > MOST_VALUES;
  }

  lineOf(path: Path): number | undefined {
    for (let length = path.length; length > 0; length -= 1) {
      const line = this.#lines.get(JSON.stringify(path.slice(0, length)));
      if (line !== undefined) return line;
    }
    return undefined;
  }

  valueOf(node: Document['contents'], path: Path, depth: number): unknown {
    this.#visited += 1;
    if (node === null || this.isExhausted) return null;
    if (depth > DEEPEST) return this.#refuse(path, say.nestedTooDeep());
    if (isAlias(node)) return this.#aliased(node.source, path, depth);
    if (this.#aliases === 0 && 'anchor' in node && node.anchor !== undefined) {
      this.#anchors.set(node.anchor, node);
    }
    if (isMap(node)) return this.#mapOf(node, path, depth);
    if (isSeq(node)) {
      return node.items.map((item, index) => {
        const inner = [...path, index];
        this.#note(inner, item as Node);
        return this.valueOf(item as Node, inner, depth + 1);
      });
    }
    return isScalar(node) ? node.value : null;
  }

  #mapOf(map: YAMLMap, path: Path, depth: number): unknown {
    const entries = new Map<string, unknown>();
    for (const { key, value } of map.items) {
      if (!isScalar(key) || key.value === null) {
        this.#refuse(path, say.keyNotText(), key as Node | null);
        continue;
      }
      const name = nameOf(key.value);
      const inner = [...path, name];
      if (entries.has(name)) {
        this.#refuse(inner, say.keyTwice(this.lineOf(inner) ?? 1), key);
        continue;
      }
      this.#note(inner, key);
      entries.set(name, this.valueOf(value as Node | null, inner, depth + 1));
    }
    return Object.fromEntries(entries);
  }

  #aliased(source: string, path: Path, depth: number): unknown {
    const target = this.#anchors.get(source);
    if (target === undefined) return this.#refuse(path, say.unknownAnchor(source));
    this.#aliases += 1;
    // A value that contains itself does so in a list or a map, and ends where that is too deep.
    const value = this.valueOf(target, path, depth);
    this.#aliases -= 1;
    return value;
  }

  #note(path: Path, node: Node | null): void {
    const offset = node?.range?.[0];
    if (offset !== undefined) this.#lines.set(JSON.stringify(path), this.#lineAt(offset));
  }

  #refuse(path: Path, sentence: string, at?: Node | null): undefined {
    const offset = at?.range?.[0];
    const line = offset === undefined ? this.lineOf(path) : this.#lineAt(offset);
    this.problems.push({ ...(line === undefined ? {} : { line }), path, sentence });
    return undefined;
  }
}
