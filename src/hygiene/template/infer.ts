import type { TemplateSection } from './template.ts';

/** What a template says about one of its sections: heading, and the sentences below it, comments included. */
export type Said = { heading: string; text: string; boxes: readonly string[] };

const REQUIRED = /\b(?:required|mandatory)\b/i;
const NOT_REQUIRED = /\bnot (?:required|mandatory|needed)\b/i;
const OPTIONAL = /\boptional\b/i;
/** Not "the optional settings". */
const OPTIONAL_ANSWER =
  /^optional\b|\boptional\W*$|\((?:\w{1,20} )?optional\)|\b(?:is|are) optional\b/i;
const NOT_OPTIONAL = /(?:\bnot|n['’]t|\bnever) optional\b/i;
const IF_IT_APPLIES =
  /\b(?:if|when|where) (?:it is |they are )?(?:applicable|relevant|any|needed|necessary|appropriate|possible|available)\b/i;
const LEAVE_OUT =
  /\b(?:(?:delete|remove|skip|omit) (?:this|the) (?:section|part)|leave (?:this |it |this section )?(?:blank|empty|out))\b/i;
const CONDITION =
  /^(?:if|when|where) (?:applicable|relevant|any|needed|necessary|appropriate|possible|this|your|the|you|there)\b/i;
const THREAT = /\b(?:template|reject|rejected|closed|ignored|required)\b/i;
const EXTRAS =
  /\b(?:screen ?(?:shots?|casts?|recordings?|grabs?)|recordings?|videos?|demo|additional (?:context|notes?|information|info|comments?|details?|remarks?)|(?:further|other|any other) (?:context|notes?|information|info|comments?|details?|remarks?)|anything else|notes? (?:for|to) (?:the |my |your )?reviewers?)\b/i;

/** A section is required unless its heading or its first sentence says otherwise, or it asks for extras. */
export function isRequired({ heading, text, boxes }: Said): boolean {
  if (NOT_REQUIRED.test(heading)) return false;
  if (REQUIRED.test(heading) || NOT_OPTIONAL.test(heading)) return true;
  if (saysOptional(heading) || EXTRAS.test(heading)) return false;
  if (LEAVE_OUT.test(text)) return false;
  const first = firstSentence(text);
  if (NOT_OPTIONAL.test(text)) return true;
  if (OPTIONAL_ANSWER.test(first) || NOT_REQUIRED.test(first)) return false;
  if (boxes.length > 0) return !boxes.every(saysOptional);
  const isOnly = first.length >= text.trim().length - 1;
  const isCondition = CONDITION.test(first) || (isOnly && /\bif (?:applicable|any)$/i.test(first));
  return !isCondition || THREAT.test(first);
}

/** "(optional)", "if applicable": of a heading or a box. */
export function saysOptional(text: string): boolean {
  if (NOT_OPTIONAL.test(text)) return false;
  return OPTIONAL.test(text) || NOT_REQUIRED.test(text) || IF_IT_APPLIES.test(text);
}

const CHECKLIST =
  /\b(?:check ?-?lists?|to-?dos?|before (?:you )?(?:submit|merg|open|request)\w*|requirements?|pre-?flight|confirm\w*|declarations?|agreements?|acknowledge?ments?|self[- ]review|definition of done|dco|cla)\b/i;
const CHOICE_HEADING =
  /\b(?:types?|kinds?|categor(?:y|ies)|class|classification|scope|areas?|impact|which)\b/i;
const CHOICE_TEXT =
  /\b(?:that apply|which apply|applies|(?:if|when|where|are|is|not) (?:applicable|relevant)|(?:select|choose|pick|tick|check|mark) (?:at least |only |exactly )?one|one of)\b/i;
const STATEMENT =
  /^(?:i|i['’]ve|i['’]m|we|we['’]ve|my|our|this (?:pr|pull request|change|code|branch|commit)|th(?:e|is|ese) (?:code|changes?|title|tests?|documentation|docs|pr|branch|commits?)|all|no|new and existing|existing|tests?|docs?|documentation|changelog|code|commits?|pr|title|added|updated|tested|ran|read|followed|checked|reviewed|performed|verified|wrote|included|linked|signed|rebased|formatted|linted)\b/i;

/** A list of statements to confirm wants all of them; a list to choose from wants one; a box on its own is a switch. */
export function wantedBoxesOf({ heading, text, boxes }: Said): TemplateSection['wantedBoxes'] {
  const needed = boxes.filter((label) => !saysOptional(label));
  if (needed.length === 0) return 'none';
  if (CHOICE_TEXT.test(text)) return 'at-least-one';
  if (CHECKLIST.test(heading)) return 'all';
  const statements = needed.filter(isStatement);
  if (boxes.length === 1) return /^(?:i|we|my)\b/i.test(boxes[0] ?? '') ? 'all' : 'none';
  if (CHOICE_HEADING.test(heading)) return 'at-least-one';
  return statements.length * 2 > needed.length ? 'all' : 'at-least-one';
}

/** "I have tested it", not "Tests". */
function isStatement(label: string): boolean {
  return STATEMENT.test(label.trim()) && /\S\s+\S+\s+\S/.test(label);
}

function firstSentence(text: string): string {
  const plain = text.replace(/^[\s*_>-]+/, '').slice(0, 400);
  return (/^.*?(?=[.!?](?:[\s*_)]|$)|\n\n|$)/s.exec(plain)?.[0] ?? plain).trim();
}
