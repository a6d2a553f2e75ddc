import type { LinkGrammar } from './grammar.ts';
import type { Passage } from './passage.ts';
import { destinationOf, referenceOf } from './web-address.ts';
import type { Destination, Site } from './web-address.ts';

/** Something in a passage that leads to an issue, a pull request or an alert. */
export type Sighting = { at: number; how: 'short' | 'address'; destination: Destination };

/** An address, `#12`, or `GH-12`; each is looked at once, so that nothing inside of an address counts. */
const CANDIDATE = /https?:\/\/[^\s<>()[\]"`\uE000\uFFFC]+|([#!])([0-9]+)|GH-([0-9]+)/gi;
const LONGEST_PATH = 201;

/** In no particular order. */
export function sightingsIn(passage: Passage, grammar: LinkGrammar, site: Site): Sighting[] {
  const inText = Array.from(passage.text.matchAll(CANDIDATE), (match) =>
    sightingOf(match, passage.text, grammar, site),
  );
  const inLinks = passage.links.map(({ at, address }) => addressSighting(at, address, site));
  return [...inText, ...inLinks].filter((sighting) => sighting !== undefined);
}

function sightingOf(
  match: RegExpExecArray,
  text: string,
  grammar: LinkGrammar,
  site: Site,
): Sighting | undefined {
  const [whole, mark, digits, prefixedDigits] = match;
  const before = text.slice(Math.max(0, match.index - 1), match.index);
  if (mark === undefined && prefixedDigits === undefined) {
    return grammar.pathFollows.test(before) ? addressSighting(match.index, whole, site) : undefined;
  }
  const end = match.index + whole.length;
  if (!grammar.numberEnds.test(text.slice(end, end + 2))) return undefined;
  if (prefixedDigits !== undefined) {
    const fits = grammar.prefixed && grammar.pathFollows.test(before);
    return fits ? shortSighting(match.index, site.repository, prefixedDigits, site) : undefined;
  }
  if (mark === undefined || digits === undefined || !grammar.marks.includes(mark)) return undefined;
  if (grammar.numberFollows.test(before)) {
    return shortSighting(match.index, site.repository, digits, site, mark);
  }
  const path = pathBefore(text, match.index);
  if (
    path === undefined ||
    !grammar.pathFollows.test(text.slice(Math.max(0, path.at - 1), path.at))
  )
    return undefined;
  return shortSighting(path.at, path, digits, site, mark);
}

function shortSighting(
  at: number,
  repository: { owner: string; name: string },
  digits: string,
  site: Site,
  mark = '#',
): Sighting | undefined {
  const reference = referenceOf(repository, digits, site.repository);
  if (reference === undefined) return undefined;
  const kind = mark === '!' ? 'pull-request' : 'issue';
  return { at, how: 'short', destination: { kind, reference } };
}

function addressSighting(at: number, address: string, site: Site): Sighting | undefined {
  const destination = destinationOf(address, site);
  return destination === undefined ? undefined : { at, how: 'address', destination };
}

/** The `owner/name` that ends at `end`. */
function pathBefore(
  text: string,
  end: number,
): { at: number; owner: string; name: string } | undefined {
  const start = Math.max(0, end - LONGEST_PATH);
  const [path = '', owner = '', name = ''] =
    /(?<![\w.-])([\w.-]{1,100})\/([\w.-]{1,100})$/.exec(text.slice(start, end)) ?? [];
  return owner === '' ? undefined : { at: end - path.length, owner, name };
}
