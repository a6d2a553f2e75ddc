import { nearest } from './nearest.ts';
import { mustShow, PLACEHOLDERS, type Placeholder } from './notice-placeholders.ts';
import { readTags, type Tag, type TagProblem } from './notice-tags.ts';
import * as say from './notice-template-problems.ts';
import { NOTICE_TEMPLATES, type NoticeTemplateName, type NoticeTemplates } from './notice-view.ts';

export type NoticeTemplateProblem = { name: string; message: string };

const LONGEST_TEMPLATE = 16_000;
const MOST_TAGS = 200;

/**
 * Our templates with the repository's own in their place. A value of undefined stands for a file that is not there. An
 * own one with a problem is named and not used.
 */
export function mergeNoticeTemplates(
  builtIn: NoticeTemplates,
  own: ReadonlyMap<string, string | undefined>,
): { templates: NoticeTemplates; problems: readonly NoticeTemplateProblem[] } {
  const templates = { ...builtIn };
  const problems: NoticeTemplateProblem[] = [];
  for (const [name, text] of own) {
    if (!isTemplateName(name)) {
      const message = say.unknownTemplate(
        name,
        NOTICE_TEMPLATES,
        nearest(name.slice(0, 80), NOTICE_TEMPLATES),
      );
      problems.push({ name, message });
      continue;
    }
    const found = text === undefined ? [say.templateNotFound()] : checkNoticeTemplate(name, text);
    if (found.length === 0) templates[name] = text ?? '';
    else problems.push(...found.map((message) => ({ name, message: say.fallsBack(message) })));
  }
  return { templates, problems };
}

/** Sentences about what is wrong with the template; none when it can be used. */
export function checkNoticeTemplate(name: NoticeTemplateName, text: string): string[] {
  if (text.trim() === '') return [say.templateEmpty()];
  if (text.length > LONGEST_TEMPLATE) return [say.templateTooLong(text.length, LONGEST_TEMPLATE)];
  const { tags, problems } = readTags(text);
  if (tags.length > MOST_TAGS) return [say.tooManyTags(tags.length, MOST_TAGS)];
  return [
    ...new Set([
      ...(text.includes('<!--') ? [say.htmlComment()] : []),
      ...problems.map(aboutTag),
      ...tags.flatMap((tag) => problemsOfUse(name, tag)),
      ...missing(name, tags),
    ]),
  ];
}

function problemsOfUse(template: NoticeTemplateName, tag: Tag): string[] {
  const placeholder = PLACEHOLDERS.find(({ name }) => name === tag.name);
  if (placeholder === undefined) {
    const known = placeholdersOf(template).map(({ name }) => name);
    return [say.unknownPlaceholder(tag.name, nearest(tag.name.slice(0, 80), known))];
  }
  const { name, within, onlySection } = placeholder;
  if (!placeholder.in.includes(template)) return [say.placeholderElsewhere(name, placeholder.in)];
  if (tag.kind !== 'value') return [];
  if (onlySection === true) return [say.placeholderOnlySection(name)];
  const isAlways = within === undefined || placeholder.alwaysIn?.includes(template) === true;
  return isAlways || tag.within.includes(within) ? [] : [say.placeholderOutside(name, within)];
}

/** What has to be shown may stand in a section that asks for the very value, and in no other. */
function missing(template: NoticeTemplateName, tags: readonly Tag[]): string[] {
  return mustShow(template).flatMap((names) => {
    const isShown = tags.some(
      ({ kind, name, within }) =>
        kind === 'value' && names.includes(name) && within.every((section) => section === name),
    );
    const section = PLACEHOLDERS.find(({ name }) => name === names[0])?.within;
    return isShown ? [] : [say.placeholderMissing(names, section)];
  });
}

function placeholdersOf(template: NoticeTemplateName): Placeholder[] {
  return PLACEHOLDERS.filter((placeholder) => placeholder.in.includes(template));
}

function isTemplateName(name: string): name is NoticeTemplateName {
  return NOTICE_TEMPLATES.some((known) => known === name);
}

function aboutTag(problem: TagProblem): string {
  switch (problem.kind) {
    case 'unclosed-tag':
      return say.unclosedTag();
    case 'unclosed-section':
      return say.unclosedSection(problem.name);
    case 'unopened-section':
      return say.unopenedSection(problem.name);
    case 'refused':
      return say.refusedTag(problem.tag, problem.why);
  }
}
