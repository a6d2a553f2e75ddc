import type { Problem } from '../finding.ts';
import type { Fault } from '../template/judge-sections.ts';
import { choiceProblem } from './choice-problem.ts';

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
    case 'not-an-option':
      return choiceProblem(fault.section, fault);
  }
}
