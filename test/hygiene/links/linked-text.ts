import type { ForgeKind } from '../../../src/forge/model.ts';
import { grammarOf } from '../../../src/hygiene/links/grammar.ts';
import { findReferences } from '../../../src/hygiene/links/references.ts';
import type { FoundReferences, LinkedText } from '../../../src/hygiene/links/references.ts';

/** What the description of a pull request of o/r refers to; for each test only what differs. */
export function referencesIn(
  body: string,
  forge: ForgeKind = 'github',
  rest: Partial<LinkedText> = {},
): FoundReferences {
  return findReferences({
    title: 'A title',
    body,
    grammar: grammarOf(forge),
    host: 'git.example',
    repository: { owner: 'o', name: 'r', url: 'https://git.example/o/r' },
    templates: [],
    external: [],
    ...rest,
  });
}

/** In the order of the text, short: `12`, `x/y#12` of another repository, `!` when negated. */
export function closingIn(...given: Parameters<typeof referencesIn>): string[] {
  return referencesIn(...given).closing.map(
    (found) => `${found.negated ? 'not ' : ''}${name(found)}`,
  );
}

export function mentionedIn(...given: Parameters<typeof referencesIn>): string[] {
  return referencesIn(...given).mentioned.map(name);
}

function name({
  reference: { owner, name: repository, number },
}: {
  reference: { owner: string; name: string; number: number };
}): string {
  return owner === 'o' && repository === 'r' ? `${number}` : `${owner}/${repository}#${number}`;
}
