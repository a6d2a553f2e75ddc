/** One `{{…}}` of a template, with the sections it stands in, outermost first; `^name` for an inverted one. */
export type Tag = {
  kind: 'value' | 'section' | 'inverted';
  name: string;
  within: readonly string[];
};

export type TagProblem =
  | { kind: 'unclosed-section' | 'unopened-section'; name: string }
  | { kind: 'unclosed-tag' }
  | { kind: 'refused'; tag: string; why: 'raw' | 'partial' | 'delimiter' };

const MARKS = {
  '#': 'section',
  '^': 'inverted',
} as const;

const REFUSED = { '>': 'partial', '=': 'delimiter', '&': 'raw', '{': 'raw' } as const;

/** Reads the tags in one pass over the text, so that mustache never sees one that it would stumble over. */
export function readTags(template: string): { tags: Tag[]; problems: TagProblem[] } {
  const tags: Tag[] = [];
  const problems: TagProblem[] = [];
  const open: string[] = [];
  for (let at = template.indexOf('{{'); at !== -1; at = template.indexOf('{{', at)) {
    const end = template.indexOf('}}', at + 2);
    if (end === -1) {
      problems.push({ kind: 'unclosed-tag' });
      break;
    }
    const inside = template.slice(at + 2, end).trim();
    const problem = readTag(inside, { tags, open });
    if (problem !== undefined) problems.push(problem);
    at = end + 2;
  }
  problems.push(
    ...open.map((name) => ({ kind: 'unclosed-section', name: name.replace('^', '') }) as const),
  );
  return { tags, problems };
}

function readTag(
  inside: string,
  { tags, open }: { tags: Tag[]; open: string[] },
): TagProblem | undefined {
  const mark = inside.charAt(0);
  const name = inside.slice(1).trim();
  const within = [...open];
  if (mark === '!') return undefined;
  if (mark in REFUSED) {
    return { kind: 'refused', tag: inside, why: REFUSED[mark as keyof typeof REFUSED] };
  }
  if (mark in MARKS) {
    const kind = MARKS[mark as keyof typeof MARKS];
    tags.push({ kind, name, within });
    open.push(kind === 'inverted' ? `^${name}` : name);
    return undefined;
  }
  if (mark !== '/') {
    tags.push({ kind: 'value', name: inside, within });
    return undefined;
  }
  if (open.at(-1)?.replace('^', '') !== name) return { kind: 'unopened-section', name };
  open.pop();
  return undefined;
}
