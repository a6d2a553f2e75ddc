import type { LinkGrammar } from './grammar.ts';
import { isNegated, keywordBefore } from './keyword.ts';
import { lineAt } from './passage.ts';
import type { Passage } from './passage.ts';
import { sightingsIn } from './scan.ts';
import type { Destination, Site } from './web-address.ts';

/** Where the text leads to something, and whether it asks the forge to close it. */
export type Place = {
  line: number | undefined;
  leadsTo: Destination;
  closes: boolean;
  negated: boolean;
};

/** In the order of the text. */
export function placesIn(passage: Passage, grammar: LinkGrammar, site: Site): Place[] {
  const isTitle = passage.lines.length === 0;
  return sightingsIn(passage, grammar, site)
    .toSorted((one, other) => one.at - other.at)
    .map(({ at, how, destination }) => {
      const mayClose =
        (how === 'short' || grammar.addressCloses) && (!isTitle || grammar.titleCloses);
      const keyword = mayClose ? keywordBefore(passage.text, at, grammar) : undefined;
      return {
        line: lineAt(passage, at),
        leadsTo: destination,
        closes: keyword !== undefined,
        negated: keyword !== undefined && isNegated(passage.text, keyword),
      };
    });
}
