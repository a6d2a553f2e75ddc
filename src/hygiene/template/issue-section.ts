import type { Block } from './blocks.ts';
import type { TemplateSection } from './template.ts';

const CLOSES =
  /\b(?:close[sd]?|fix(?:es|ed)?|resolve[sd]?)\b:?\s{1,9}(?:[\w./-]{0,140}#\d|gh-\d|https?:\/\/\S{1,300}\/\d)/i;
const BLANK_LINK = /^(?:close[sd]?|fix(?:es|ed)?|resolve[sd]?)(?: \S+){0,3}$/;
const ABOUT_ISSUE = /\b(?:issues?|tickets?)\b/;
const ABOUT_LINKS =
  /\b(?:clos(?:es?|ed|ing)|fix(?:e[sd]|ing)?|resolv(?:es?|ed|ing)|link(?:s|ed)?|relat(?:es?|ed)|address(?:es|ed)?|references?)\b/;
const ABOUT_MORE = /\b(?:describe|description|summary|what|why|how|steps)\b/;
const SHORT = 4;

/** The section where a template wants the issue named: by its heading, or because `Closes #` stands there to be filled in. */
export function asksForIssue({ key, placeholders }: TemplateSection): boolean {
  if (ABOUT_ISSUE.test(key)) {
    if (ABOUT_LINKS.test(key)) return true;
    return !ABOUT_MORE.test(key) && key.split(' ').length <= SHORT;
  }
  return placeholders.length > 0 && placeholders.every((line) => BLANK_LINK.test(line));
}

/**
 * Whether the description links an issue at any place, as the forges do. Which issue, and whether it counts, is for the
 * rule on linked issues to say: the two rules must not contradict each other.
 */
export function closesIssue(blocks: readonly Block[]): boolean {
  return blocks.some((block) => {
    if (block.kind === 'comment' || (block.kind === 'text' && block.code)) return false;
    return CLOSES.test(block.kind === 'box' ? block.label : block.text);
  });
}
