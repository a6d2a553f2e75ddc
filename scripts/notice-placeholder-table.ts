import { NOTICE_TEMPLATES, type NoticeTemplateName } from '../src/text/notice-view.ts';
import { PLACEHOLDERS, type Placeholder } from '../src/text/notice-placeholders.ts';

/** What docs/notices.md says about placeholders, as rows of cells. */
export function placeholderRows(): string[][] {
  return PLACEHOLDERS.map((placeholder) => [
    `\`{{${placeholder.name}}}\``,
    placeholder.means,
    templates(placeholder.in),
    condition(placeholder),
  ]);
}

function templates(names: readonly NoticeTemplateName[]): string {
  if (names.length === NOTICE_TEMPLATES.length) return 'all';
  const flagged = NOTICE_TEMPLATES.filter((name) => name.startsWith('flagged'));
  const others = names.filter((name) => !flagged.includes(name)).map((name) => `\`${name}\``);
  const all = flagged.every((name) => names.includes(name));
  const shown = all
    ? ['`flagged…`']
    : flagged.filter((name) => names.includes(name)).map((name) => `\`${name}\``);
  return [...shown, ...others].join(', ');
}

function condition({ within, onlySection, alwaysIn }: Placeholder): string {
  if (onlySection === true) return 'a condition only';
  if (within === undefined) return '';
  const except = alwaysIn === undefined ? '' : `, except in \`${alwaysIn.join('`, `')}\``;
  return `in \`{{#${within}}}\`${except}`;
}
