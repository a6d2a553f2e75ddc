import { isAlias, isMap, isScalar, type Document, type Pair } from 'yaml';
import type { ConfigProblem } from '../../text/blank-issues.ts';
import { KEY, readConfigDocument, type ConfigDocument } from './settings.ts';

export type Edited = { text: string } | { problem: ConfigProblem };

/**
 * The config with the switch set. Nothing else in it changes, byte for byte; where that cannot be done, or was not
 * achieved, there is a problem and no text. `undefined` stands for a file that does not exist.
 */
export function withBlankIssues(text: string | undefined, enabled: boolean): Edited {
  if (text === undefined) return { text: `${KEY}: ${String(enabled)}\n` };
  const read = readConfigDocument(text);
  if ('problem' in read) return read;
  const { settings, several } = read;
  if (several) return { problem: { kind: 'several-documents' } };
  const { problem } = settings;
  if (problem?.kind === 'duplicate-key' || problem?.kind === 'not-a-mapping') return { problem };
  if (settings.blankIssues === enabled) return { text };

  const splice = spliceFor(text, read, enabled);
  const edited = splice && text.slice(0, splice.from) + splice.text + text.slice(splice.to);
  return edited !== undefined && isOnlyChange(edited, read, enabled)
    ? { text: edited }
    : { problem: { kind: 'not-editable' } };
}

type Splice = { from: number; to: number; text: string };

function spliceFor(
  text: string,
  { document, entry }: ConfigDocument,
  enabled: boolean,
): Splice | undefined {
  return entry === undefined
    ? additionTo(text, document, enabled)
    : valueSplice(text, entry, String(enabled));
}

function valueSplice(whole: string, { value, srcToken }: Pair, text: string): Splice | undefined {
  const isEmpty = value === null || (isScalar(value) && (value.source ?? '') === '');
  const isQuoted = isScalar(value) && (value.type ?? '').startsWith('QUOTE');
  if (isEmpty && !isQuoted) {
    const colon = srcToken?.sep?.find(({ type }) => type === 'map-value-ind');
    return colon && { from: colon.offset + 1, to: colon.offset + 1, text: ` ${text}` };
  }
  if (!(isScalar(value) || isAlias(value)) || !value.range) return undefined;
  const [from, to] = value.range;
  // What goes over several lines is no switch, and somebody meant something by it.
  return whole.slice(from, to).includes('\n') ? undefined : { from, to, text };
}

function additionTo(text: string, document: Document.Parsed, enabled: boolean): Splice | undefined {
  const { contents } = document;
  const entry = `${KEY}: ${String(enabled)}`;
  if (!isMap(contents))
    return isSayingNothing(contents) ? line(text, text.length, entry) : undefined;
  if (contents.flow === true) {
    const from = text.indexOf('{', contents.range[0]) + 1;
    return { from, to: from, text: contents.items.length === 0 ? entry : `${entry}, ` };
  }
  const first = contents.items[0]?.key;
  const start = isScalar(first) ? (first.range?.[0] ?? 0) : 0;
  const [indent = ''] = /^ */.exec(text.slice(text.lastIndexOf('\n', start - 1) + 1)) ?? [];
  return line(text, contents.range[2], indent + entry);
}

function isSayingNothing(contents: Document.Parsed['contents']): boolean {
  return contents === null || (isScalar(contents) && (contents.source ?? '') === '');
}

/** A line of its own, with the line ends of the file; a file without a line end at its end stays so. */
function line(text: string, at: number, entry: string): Splice {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const before = text.slice(0, at).replace(/^\uFEFF/, '');
  const isOnNewLine = before === '' || before.endsWith('\n');
  return { from: at, to: at, text: isOnNewLine ? entry + newline : newline + entry };
}

/** A value that is shared by an anchor would change elsewhere, too. */
function isOnlyChange(edited: string, before: ConfigDocument, enabled: boolean): boolean {
  const after = readConfigDocument(edited);
  return (
    !('problem' in after) &&
    !after.several &&
    after.settings.blankIssues === enabled &&
    JSON.stringify(after.settings.values) === JSON.stringify(before.settings.values)
  );
}
