import type { NoAnswer } from '../finding.ts';
import type { RulePolicies, SectionPolicy } from '../policy.ts';
import { answerOf, ownTextOf, type Answer } from './answer.ts';
import { unticked } from './boxes.ts';
import type { ChoiceFault } from './choice-fault.ts';
import { writtenIn, type Description, type Written } from './description.ts';
import { headingKey } from './heading-key.ts';
import { saysOptional } from './infer.ts';
import { asksForIssue } from './issue-section.ts';
import { notAnOption } from './options.ts';
import type { Template, TemplateSection } from './template.ts';

/** What a description lacks in one section of the template. */
export type Fault = {
  section: TemplateSection;
  /** Of the section's heading in the description, from 1. */
  line?: number;
} & ({ kind: 'missing' } | { kind: 'empty'; why: NoAnswer } | ChoiceFault);

export type SectionPolicies = RulePolicies['pr-template']['sections'];

/** One fault for each required section that is not as it should be, in the template's order. */
export function judgeSections(
  template: Template,
  description: Description,
  policies: SectionPolicies,
): Fault[] {
  const written = writtenIn(description, template);
  const answers = template.sections.map(({ key, placeholders }) =>
    answerOf(written.get(key)?.lines ?? [], ownTextOf(placeholders)),
  );
  const required = new Set(requiredSections(template, policies));
  const overrides = byKey(policies);
  return template.sections.flatMap((section, index): Fault[] => {
    if (!required.has(section)) return [];
    const answer =
      description.linksIssue && asksForIssue(section)
        ? 'given'
        : withNested(template.sections, index, answers);
    const wanted = wantedIn(section, overrides.get(section.key));
    return faultIn(section, written.get(section.key), answer, wanted);
  });
}

/** As the config says, else as the template suggests. */
export function requiredSections(
  template: Template,
  policies: SectionPolicies,
): readonly TemplateSection[] {
  const overrides = byKey(policies);
  return template.sections.filter(({ key, required }) => overrides.get(key)?.required ?? required);
}

type WantedBoxes = {
  wanted: TemplateSection['wantedBoxes'];
  labels: readonly string[];
  /** An answer in words will do in place of a tick. */
  inWords: boolean;
};

function faultIn(
  section: TemplateSection,
  written: Written | undefined,
  answer: Answer,
  { wanted, labels, inWords }: WantedBoxes,
): Fault[] {
  if (written === undefined) return [{ section, kind: 'missing' }];
  const { line } = written;
  if (section.boxes.length > 0) {
    const isOpen = wanted !== 'none' && !(inWords && tellsInstead(section, written, answer));
    const boxes = isOpen ? unticked(labels, written.boxes, wanted) : [];
    return wanted === 'none' || boxes.length === 0
      ? []
      : [{ section, line, kind: 'unticked', wanted, boxes }];
  }
  if (answer !== 'given') return [{ section, line, kind: 'empty', why: answer }];
  const value = section.options && notAnOption(written.lines, section.options);
  return value === undefined ? [] : [{ section, line, kind: 'not-an-option', value }];
}

/** Of a section that has more than a list to choose from: the list was replaced by words. */
function tellsInstead(section: TemplateSection, written: Written, answer: Answer): boolean {
  return answer === 'given' && written.boxes.length === 0 && section.placeholders.length > 0;
}

/** Boxes that call themselves optional are wanted only when the config says so. */
function wantedIn(section: TemplateSection, policy: SectionPolicy | undefined): WantedBoxes {
  if (policy !== undefined && policy.boxes !== 'auto') {
    return { wanted: policy.boxes, labels: section.boxes, inWords: false };
  }
  const needed = section.boxes.filter((label) => !saysOptional(label));
  const labels = section.wantedBoxes === 'all' ? needed : section.boxes;
  return { wanted: section.wantedBoxes, labels, inWords: section.wantedBoxes === 'at-least-one' };
}

/** A section is answered, too, in the parts that the template divides it into. */
function withNested(
  sections: readonly TemplateSection[],
  index: number,
  answers: readonly Answer[],
): Answer {
  const own = answers[index] ?? 'blank';
  const level = sections[index]?.level ?? 0;
  if (own === 'given' || level === 0) return own;
  for (let next = index + 1; (sections[next]?.level ?? 0) > level; next += 1) {
    if (answers[next] === 'given') return 'given';
  }
  return own;
}

function byKey(policies: SectionPolicies): Map<string, SectionPolicy> {
  return new Map([...policies].map(([heading, policy]) => [headingKey(heading), policy]));
}
