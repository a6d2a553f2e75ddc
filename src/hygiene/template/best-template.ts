import { writtenIn, type Description } from './description.ts';
import { judgeSections, requiredSections, type SectionPolicies } from './judge-sections.ts';
import type { Template } from './template.ts';

/**
 * The template that a description was written after: one that it satisfies, else the one that it shares most headings
 * with; between equals one that is current, and the first. Undefined when there is none.
 */
export function bestTemplate(
  templates: readonly Template[],
  description: Description,
  policies: SectionPolicies = new Map(),
  {
    faultsIn = (template) => judgeSections(template, description, policies).length,
    isMeant = () => false,
  }: Fitting = {},
): Template | undefined {
  const fits = templates.map((template) => {
    const fit = fitOf(template, description, policies, faultsIn(template));
    return isMeant(template) ? { ...fit, likeness: fit.likeness + TITLE_WEIGHT } : fit;
  });
  const [best] = fits.toSorted(
    (a, b) =>
      Number(b.isSatisfied) - Number(a.isSatisfied) ||
      b.likeness - a.likeness ||
      Number(b.asks) - Number(a.asks) ||
      a.faults - b.faults ||
      Number(b.template.current) - Number(a.template.current),
  );
  return best?.template;
}

/** What else speaks for a template. */
export type Fitting = {
  /** Counts what the description lacks of it. */
  faultsIn?: (template: Template) => number;
  /** The title says so. */
  isMeant?: (template: Template) => boolean;
};

/** As much as half of the headings in common. */
const TITLE_WEIGHT = 0.5;

type Fit = {
  template: Template;
  isSatisfied: boolean;
  /** From 0, no heading in common, to 1. */
  likeness: number;
  /** Has required sections. One without must not be a way around the others. */
  asks: boolean;
  faults: number;
};

function fitOf(
  template: Template,
  description: Description,
  policies: SectionPolicies,
  faults: number,
): Fit {
  const headed = template.sections.filter(({ key }) => key !== '');
  const found = writtenIn(description, template);
  const shared = headed.filter(({ key }) => found.has(key)).length;
  const headings = description.blocks.filter(({ kind }) => kind === 'heading').length;
  const asks = requiredSections(template, policies).length > 0;
  const isLike = shared > 0 || headed.length === 0;
  return {
    template,
    isSatisfied: faults === 0 && asks && isLike,
    likeness: shared > 0 ? (2 * shared) / (headed.length + Math.max(shared, headings)) : 0,
    asks,
    // A description that resembles none must not be shown the shortest.
    faults: isLike ? faults : 0,
  };
}
