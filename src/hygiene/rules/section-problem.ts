import type { Problem } from '../finding.ts';
import type { Fault } from '../template/judge-sections.ts';

/** What the author is told about a section of a template. */
export function sectionProblem(fault: Fault): Problem {
  const { heading } = fault.section;
  switch (fault.kind) {
    case 'missing':
      return { kind: 'section-missing', section: heading };
    case 'empty':
      return heading === ''
        ? { kind: 'description-empty' }
        : { kind: 'section-empty', section: heading, why: fault.why };
    case 'unticked':
      return {
        kind: 'boxes-unticked',
        section: heading,
        wanted: fault.wanted,
        boxes: fault.boxes,
      };
    case 'not-an-option':
      return {
        kind: 'field-not-an-option',
        field: heading,
        value: fault.value,
        options: fault.section.options ?? [],
      };
  }
}
