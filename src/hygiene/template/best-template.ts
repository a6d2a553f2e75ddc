import { writtenIn, type Description } from './description.ts';
import { judgeSections, type SectionPolicies } from './judge-sections.ts';
import type { Template } from './template.ts';

/**
 * The template that a description was written after: one that it satisfies, else the one that it shares most headings
 * with; between equals one that is current, and the first. Undefined when there is none.
 */
export function bestTemplate(
  templates: readonly Template[],
  description: Description,
  policies: SectionPolicies = new Map(),
): Template | undefined {
  const fits = templates.map((template) => fitOf(template, description, policies));
  const [best] = fits.toSorted(
    (a, b) =>
      Number(b.isSatisfied) - Number(a.isSatisfied) ||
      b.likeness - a.likeness ||
      a.faults - b.faults ||
      Number(b.template.current) - Number(a.template.current),
  );
  return best?.template;
}

type Fit = { template: Template; likeness: number; faults: number; isSatisfied: boolean };

function fitOf(template: Template, description: Description, policies: SectionPolicies): Fit {
  const headed = template.sections.filter(({ key }) => key !== '');
  const found = writtenIn(description, template);
  const shared = headed.filter(({ key }) => found.has(key)).length;
  const headings = description.blocks.filter(({ kind }) => kind === 'heading').length;
  const faults = judgeSections(template, description, policies).length;
  // A template that asks for nothing must not be a way around the others.
  const asks = template.sections.some(({ required }) => required);
  const isLike = shared > 0 || (headed.length === 0 && asks);
  return {
    template,
    likeness: shared === 0 ? 0 : (2 * shared) / (headed.length + Math.max(shared, headings)),
    faults,
    isSatisfied: faults === 0 && asks && isLike,
  };
}
