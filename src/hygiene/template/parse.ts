import { basename } from 'node:path/posix';
import type { RepositoryFile } from '../../forge/model.ts';
import type { Block } from './blocks.ts';
import { frontMatterOf } from './front-matter.ts';
import { headingKey, wholeHeadingKey } from './heading-key.ts';
import { isRequired, wantedBoxesOf } from './infer.ts';
import { joinTwins } from './join-twins.ts';
import { linesOf } from './markdown.ts';
import { isFrame, outlineOf, saysSomething, type Part } from './outline.ts';
import { parseForm } from './parse-form.ts';
import type { Template, TemplateSection } from './template.ts';
import { withoutComments } from './without-comments.ts';
import { normalLine } from './words.ts';

/** `.yml` and `.yaml` are forms, everything else is Markdown. Never throws: what cannot be read has no sections. */
export function parseTemplate(file: RepositoryFile, { current }: { current: boolean }): Template {
  const text = linesOf(file.text);
  const name = basename(file.path).replace(/\.[^.]+$/, '');
  if (/\.ya?ml$/i.test(file.path)) return parseForm({ path: file.path, text }, name, current);
  const matter = frontMatterOf(text);
  return {
    path: file.path,
    name: matter.name ?? name,
    current,
    kind: 'markdown',
    sections: sectionsOf(matter.body),
    ...(matter.title === undefined ? {} : { titlePrefix: matter.title }),
  };
}

/** The template that a config writes down as a list of headings. */
export function templateOfHeadings(headings: readonly string[]): Template {
  const sections = headings.map((written): TemplateSection => {
    const heading = written.replace(/^[\s#]+/, '').replace(/\s+/g, ' ');
    const empty = { placeholders: [], boxes: [], wantedBoxes: 'none' } as const;
    const key = headingKey(heading);
    return { heading, key, level: 3, required: true, ...empty, skeleton: `### ${heading}` };
  });
  return { path: '', name: '', current: true, kind: 'markdown', sections: joinTwins(sections) };
}

function sectionsOf(text: string): TemplateSection[] {
  const { preamble, parts } = outlineOf(text);
  const lines = text.split('\n');
  const skeletonFrom = (line: number, next: Part | undefined): string =>
    withoutComments(lines.slice(line - 1, next && next.line - 1).join('\n'));

  const keys = keysOf(parts.map(({ heading }) => heading));
  const sections = parts.map((part, index) => ({
    ...sectionOf(part, keys[index] ?? '', !isFrame(parts, index)),
    skeleton: skeletonFrom(part.line, parts[index + 1]),
  }));
  const intro = { heading: '', level: 0, line: 1, blocks: preamble };
  const asksInIntro = preamble.some(parts.length === 0 ? saysSomething : isBox);
  if (asksInIntro) {
    const section = sectionOf(intro, '', true);
    sections.unshift({ ...section, skeleton: skeletonFrom(1, parts[0]) });
  } else if (sections[0] !== undefined) {
    // An author may leave it standing anywhere: it is the template's text wherever it is.
    sections[0].placeholders = [...placeholdersOf(preamble), ...sections[0].placeholders];
  }
  return joinTwins(sections);
}

function isBox({ kind }: Block): boolean {
  return kind === 'box';
}

type Draft = { -readonly [Name in keyof TemplateSection]: TemplateSection[Name] };

function sectionOf({ heading, level, blocks }: Part, key: string, asks: boolean): Draft {
  const boxes = blocks.flatMap((block) => (block.kind === 'box' ? [block.label] : []));
  const texts = blocks.flatMap((block) => (block.kind === 'box' ? [] : [block.text]));
  const said = { heading, text: texts.join('\n').trim(), boxes };
  return {
    heading,
    key,
    level,
    required: asks && isRequired(said),
    placeholders: placeholdersOf(blocks),
    boxes,
    wantedBoxes: wantedBoxesOf(said),
    skeleton: '',
  };
}

/**
 * Comments too: somebody may take away no more than the marks around them. A comment is one line here, because single
 * lines of it are often examples of what to write.
 */
function placeholdersOf(blocks: readonly Block[]): string[] {
  const lines: string[] = [];
  let comment: string[] = [];
  for (const block of [...blocks, undefined]) {
    if (block?.kind === 'comment') {
      comment.push(block.text);
      continue;
    }
    lines.push(comment.join(' '));
    comment = [];
    if (block !== undefined && block.kind !== 'box') lines.push(block.text);
  }
  return lines.map(normalLine).filter((line) => line !== '');
}

/** What is written in brackets counts only where headings differ in nothing else. */
function keysOf(headings: readonly string[]): string[] {
  const seen = new Map<string, number>();
  for (const key of headings.map(headingKey)) seen.set(key, (seen.get(key) ?? 0) + 1);
  return headings.map((heading) => {
    const key = headingKey(heading);
    return seen.get(key) === 1 ? key : wholeHeadingKey(heading);
  });
}
