import type { RepositoryFile } from '../../forge/model.ts';
import type { TemplateProblem } from '../../text/template-problems.ts';
import { blocksOf, type Block } from './blocks.ts';
import { frontMatterOf, readYaml } from './front-matter.ts';
import { wholeHeadingKey } from './heading-key.ts';
import { outlineOf } from './outline.ts';
import { linesOf } from './markdown.ts';
import { parseTemplate } from './parse.ts';

/** What keeps a template from being followed or checked; lines from 1, as in the file. */
export function lintTemplate(file: RepositoryFile): TemplateProblem[] {
  const text = linesOf(file.text);
  if (/\.ya?ml$/i.test(file.path)) return lintForm({ path: file.path, text });
  const { body, lines } = frontMatterOf(text);
  const blocks = blocksOf(body);
  return [...contentProblems(body, blocks), ...boxProblems(blocks), ...twins(body)].map((problem) =>
    'line' in problem ? { ...problem, line: problem.line + lines } : problem,
  );
}

function contentProblems(body: string, blocks: readonly Block[]): TemplateProblem[] {
  const visible = blocks.filter(
    (block) => block.kind === 'box' || (block.kind !== 'comment' && block.text.trim() !== ''),
  );
  if (visible.length === 0) {
    return [{ kind: body.trim() === '' ? 'empty' : 'only-comments' }];
  }
  return outlineOf(body).parts.length === 0 ? [{ kind: 'no-headings' }] : [];
}

/** Looks like a box, but no forge makes one of it. */
const ALMOST_BOX = /^(?:[-*+]|\d{1,9}[.)])?[ \t]*\[[ \t]*[xX]?[ \t]*\]/;

function boxProblems(blocks: readonly Block[]): TemplateProblem[] {
  return blocks.flatMap((block): TemplateProblem[] =>
    block.kind === 'text' && ALMOST_BOX.test(block.text.trim())
      ? [{ kind: 'box-not-tickable', text: block.text.trim(), line: block.line }]
      : [],
  );
}

function twins(body: string): TemplateProblem[] {
  const seen = new Set<string>();
  return outlineOf(body).parts.flatMap(({ heading, line }): TemplateProblem[] => {
    const key = wholeHeadingKey(heading);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ kind: 'duplicate-heading', heading, line }];
  });
}

function lintForm(file: RepositoryFile): TemplateProblem[] {
  if (readYaml(file.text) === undefined) return [{ kind: 'not-yaml' }];
  const { sections } = parseTemplate(file, { current: true });
  return sections.length === 0 ? [{ kind: 'empty' }] : [];
}
