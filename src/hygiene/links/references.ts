import type { IssueReference } from '../../forge/model.ts';
import { linearSearch } from '../rules/linear-pattern.ts';
import type { Template } from '../template/template.ts';
import type { LinkGrammar } from './grammar.ts';
import { lineAt, passageOf, titlePassage, wordsOf } from './passage.ts';
import type { Passage } from './passage.ts';
import { placesIn } from './places.ts';
import type { Place } from './places.ts';
import { templateLines } from './template-lines.ts';
import { visibleText } from './visible-text.ts';
import { issueKey } from './web-address.ts';
import type { Site } from './web-address.ts';

export type LinkedText = Site & {
  title: string;
  body: string;
  grammar: LinkGrammar;
  /** Their own lines are nobody's words. */
  templates: readonly Template[];
  /** Regular expressions that tell an issue of another tracker; linear-time syntax. */
  external: readonly string[];
};

/** Each issue once, at its first place, in the order of the text; the title comes first. */
export type FoundReferences = {
  /** A keyword stands in front. */
  closing: readonly ClosingReference[];
  /** Without a keyword; none of those that are closing. */
  mentioned: readonly FoundReference[];
  /** First fit of each expression. */
  external: readonly { text: string; line?: number }[];
  /** Security advisories and alerts of the repository itself. */
  alerts: readonly { line?: number }[];
};

export type FoundReference = {
  reference: IssueReference;
  /** Of the description, from 1; absent in the title. */
  line?: number;
  /** The text itself says that this is a pull request: its address, or `!12`. Only the forge knows for sure. */
  saysPullRequest: boolean;
};

/** Negated when every keyword in front of it is: "does not fix #12". */
export type ClosingReference = FoundReference & { negated: boolean };

/** What a description may make us ask the forge for. */
const MOST_REFERENCES = 20;
/** Without a keyword they only decide which words the author reads. */
const MOST_MENTIONED = 3;

/** What a title and a description refer to. Total for every input, and linear in its length. */
export function findReferences(text: LinkedText): FoundReferences {
  const { title, body, grammar } = text;
  const blocks = visibleText(body);
  const ofTemplate = templateLines(body, text.templates);
  const passages = [
    titlePassage(title),
    ...blocks.filter(({ html }) => grammar.htmlCounts || !html).map((b) => passageOf(b, grammar)),
  ];
  const places = passages.flatMap((passage) => placesIn(passage, grammar, text));
  const own = places.filter(({ line }) => line === undefined || !ofTemplate.has(line));
  return {
    ...sorted(own),
    external: externalHits(
      [titlePassage(title), ...blocks.map(wordsOf)],
      text.external,
      ofTemplate,
    ),
    alerts: own.filter(({ leadsTo }) => leadsTo.kind === 'alert').map(lineOf),
  };
}

/** The issues that the forge must be asked about before anything can be said of the links, most important first. */
export function referencesToLookUp({ closing, mentioned }: FoundReferences): IssueReference[] {
  if (closing.length > 0) {
    return closing.slice(0, MOST_REFERENCES).map(({ reference }) => reference);
  }
  return mentioned
    .filter(({ saysPullRequest }) => !saysPullRequest)
    .slice(0, MOST_MENTIONED)
    .map(({ reference }) => reference);
}

function sorted(places: readonly Place[]): Pick<FoundReferences, 'closing' | 'mentioned'> {
  const closing = new Map<string, ClosingReference>();
  const mentioned = new Map<string, FoundReference>();
  for (const place of places) {
    if (place.leadsTo.kind === 'alert') continue;
    const { kind, reference } = place.leadsTo;
    const key = issueKey(reference);
    const known = closing.get(key);
    const found = { reference, ...lineOf(place), saysPullRequest: kind === 'pull-request' };
    if (!place.closes) {
      if (!mentioned.has(key)) mentioned.set(key, found);
    } else if (known === undefined) {
      closing.set(key, { ...found, negated: place.negated });
    } else if (known.negated && !place.negated) {
      closing.set(key, { ...found, negated: false });
    }
  }
  for (const key of closing.keys()) mentioned.delete(key);
  return { closing: [...closing.values()], mentioned: [...mentioned.values()] };
}

function externalHits(
  passages: readonly Passage[],
  patterns: readonly string[],
  ofTemplate: ReadonlySet<number>,
): FoundReferences['external'] {
  return patterns.flatMap((pattern) => {
    const search = linearSearch(pattern);
    for (const passage of passages) {
      const isOwn = (offset: number) => !ofTemplate.has(lineAt(passage, offset) ?? 0);
      const fit = search?.(passage.text, isOwn);
      if (fit !== undefined) {
        return [{ text: fit.text, ...lineOf({ line: lineAt(passage, fit.at) }) }];
      }
    }
    return [];
  });
}

function lineOf({ line }: { line: number | undefined }): { line?: number } {
  return line === undefined ? {} : { line };
}
