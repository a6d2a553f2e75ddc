import type { Facts } from '../facts.ts';
import type { Template } from '../template/template.ts';
import { wordsOf } from '../template/words.ts';
import { hasTagOf } from './title-prefix.ts';

/** As much of a description as is looked at. */
const BEGINNING = 4_000;
/** Shorter words stand in any text. */
const SHORTEST_WORD = 3;
const NAME_WEIGHT = 3;

/**
 * The current template that an issue is most likely about which follows none: its title begins like the template's, or
 * shares words with it. Between equals one that asks for something, and the first of the menu.
 */
export function likeliestTemplate({
  subject: { title, body },
  templates,
}: Pick<Facts, 'subject' | 'templates'>): Template | undefined {
  const said = new Set(wordsOf(`${title.slice(0, 1_000)} ${body.slice(0, BEGINNING)}`));
  const ranked = templates
    .filter(({ current, sections }) => current && sections.length > 0)
    .map((template) => ({
      template,
      hasTag: hasTagOf(template, title),
      asks: template.sections.some(({ required }) => required),
      shared: sharedWords(template, said),
    }));
  const [best] = ranked.toSorted(
    (one, other) =>
      Number(other.hasTag) - Number(one.hasTag) ||
      other.shared - one.shared ||
      Number(other.asks) - Number(one.asks),
  );
  return best?.template;
}

/** A word of the template's name counts for more than one of a heading. */
function sharedWords({ name, sections }: Template, said: ReadonlySet<string>): number {
  const shared = (text: string): number =>
    new Set(wordsOf(text).filter((word) => word.length >= SHORTEST_WORD && said.has(word))).size;
  return NAME_WEIGHT * shared(name) + shared(sections.map(({ heading }) => heading).join(' '));
}
