import type { Problem } from '../finding.ts';
import type { ChoiceFault } from '../template/choice-fault.ts';
import type { TemplateSection } from '../template/template.ts';

/** What the author is told about boxes and options. */
export function choiceProblem(
  { heading, options = [] }: TemplateSection,
  fault: ChoiceFault,
): Problem {
  switch (fault.kind) {
    case 'unticked':
      return {
        kind: 'boxes-unticked',
        section: heading,
        wanted: fault.wanted,
        boxes: fault.boxes,
      };
    case 'not-an-option':
      return { kind: 'field-not-an-option', field: heading, value: fault.value, options };
  }
}
