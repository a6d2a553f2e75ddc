import type { TemplateSection } from './template.ts';

/** Sections of the same heading are one, because nothing in a description tells them apart. */
export function joinTwins(sections: readonly TemplateSection[]): TemplateSection[] {
  const joined = new Map<string, TemplateSection>();
  for (const section of sections) {
    const twin = joined.get(section.key);
    joined.set(section.key, twin === undefined ? section : joinOf(twin, section));
  }
  return [...joined.values()];
}

function joinOf(first: TemplateSection, second: TemplateSection): TemplateSection {
  return {
    ...first,
    required: first.required || second.required,
    placeholders: [...first.placeholders, ...second.placeholders],
    boxes: [...first.boxes, ...second.boxes],
    wantedBoxes: first.wantedBoxes === 'none' ? second.wantedBoxes : first.wantedBoxes,
    skeleton: `${first.skeleton}\n\n${second.skeleton}`,
  };
}
