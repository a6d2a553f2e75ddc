import { isMap, isScalar, parseDocument, type Document, type Pair } from 'yaml';
import type { ConfigProblem } from '../../text/blank-issues.ts';

export const KEY = 'blank_issues_enabled';

/** Many times what a config needs; the keys and aliases of a much longer one take seconds. */
const LONGEST_CONFIG = 16_384;

/** What a config says, as far as it can be read. */
export type Settings = {
  /** Undefined when it says nothing about it. */
  blankIssues?: boolean;
  links: readonly unknown[];
  /** Everything else it says. */
  values: Readonly<Record<string, unknown>>;
  /** Why a strict reader takes none of it. */
  problem?: ConfigProblem;
};

export type ConfigDocument = {
  document: Document.Parsed;
  settings: Settings;
  /** The entry itself; a merge key may bring the value along without it. */
  entry?: Pair;
  /** More than one document: a forge reads the first. */
  several: boolean;
};

/**
 * Never throws. Both forges read YAML 1.1, in which `yes` and `off` are truth values, too.
 */
export function readConfigDocument(text: string): ConfigDocument | { problem: ConfigProblem } {
  if (text.length > LONGEST_CONFIG) return { problem: { kind: 'too-large' } };
  try {
    const document = parseDocument(text, {
      version: '1.1',
      keepSourceTokens: true,
      logLevel: 'error',
    });
    const errors = document.errors.filter(({ code }) => code !== 'MULTIPLE_DOCS');
    const several = errors.length < document.errors.length;
    const [duplicate] = errors.filter(({ code }) => code === 'DUPLICATE_KEY');
    const [error] = errors.filter(({ code }) => code !== 'DUPLICATE_KEY');
    if (error !== undefined) return { problem: { kind: 'not-yaml', ...lineOf(error) } };
    const settings = settingsIn(document);
    const problem =
      duplicate === undefined
        ? settings.problem
        : ({ kind: 'duplicate-key', ...lineOf(duplicate) } as const);
    const entry = isMap(document.contents)
      ? document.contents.items.find(({ key }) => isScalar(key) && key.value === KEY)
      : undefined;
    return {
      document,
      settings: { ...settings, ...(problem === undefined ? {} : { problem }) },
      several,
      ...(entry === undefined ? {} : { entry }),
    };
  } catch {
    // Nested deeper than the stack, or aliases that unfold without end.
    return { problem: { kind: 'not-yaml' } };
  }
}

function lineOf({ linePos }: { linePos?: readonly { line: number }[] | undefined }): {
  line?: number;
} {
  const line = linePos?.[0]?.line;
  return line === undefined ? {} : { line };
}

function settingsIn(document: Document.Parsed): Settings {
  const empty = { links: [], values: {} };
  const content: unknown = document.toJS({ maxAliasCount: 100 });
  if (content === null || content === undefined) return empty;
  if (typeof content !== 'object' || Array.isArray(content)) {
    return { ...empty, problem: { kind: 'not-a-mapping' } };
  }
  const { [KEY]: value, ...values } = content as Record<string, unknown>;
  const given = values['contact_links'];
  const links: readonly unknown[] = Array.isArray(given) ? given : [];
  const problem = valueProblem(value) ?? linksProblem(given, links);
  return {
    links,
    values,
    ...(typeof value === 'boolean' ? { blankIssues: value } : {}),
    ...(problem === undefined ? {} : { problem }),
  };
}

function valueProblem(value: unknown): ConfigProblem | undefined {
  if (typeof value === 'boolean' || value === undefined || value === null) return undefined;
  return { kind: 'not-a-boolean', found: typeof value === 'string' ? value : typeof value };
}

function linksProblem(given: unknown, links: readonly unknown[]): ConfigProblem | undefined {
  if (given !== undefined && given !== null && !Array.isArray(given)) {
    return { kind: 'links-not-a-list' };
  }
  for (const [index, link] of links.entries()) {
    const { name, url, about } = fieldsOf(link);
    const lacks = name === '' ? 'name' : url === '' ? 'url' : about === '' ? 'about' : undefined;
    const position = index + 1;
    if (lacks !== undefined) return { kind: 'link-incomplete', position, lacks };
    if (!isRequestAddress(url)) return { kind: 'link-without-address', position, url };
  }
  return undefined;
}

function fieldsOf(link: unknown): Record<'name' | 'url' | 'about', string> {
  const fields: Readonly<Record<string, unknown>> =
    typeof link === 'object' && link !== null ? { ...link } : {};
  const text = (name: string): string => {
    const value = fields[name];
    return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
  };
  return { name: text('name'), url: text('url'), about: text('about') };
}

/** After Go's `url.ParseRequestURI`: a scheme, or a path from the root. */
function isRequestAddress(url: string): boolean {
  if (/^https?:/i.test(url)) return URL.canParse(url);
  return /^(?:[a-z][a-z0-9+.-]*:|\/)\P{Cc}*$/iu.test(url);
}
