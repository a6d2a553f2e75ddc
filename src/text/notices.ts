import mustache from 'mustache';
import type { Phase } from '../hygiene/record.ts';
import { clipBytes } from './clip.ts';
import { renderHelp } from './commands-help.ts';
import { renderExplanation } from './explanation.ts';
import { noticeValues, type NoticeValues } from './notice-values.ts';
import type { NoticeTemplateName, NoticeTemplates, NoticeView } from './notice-view.ts';

/** Forges take comments of 64 KB; the marker and whatever else a caller adds need some of that. */
const MOST_BYTES = 56_000;

/** The notice as Markdown, without its marker, which belongs in front. The same view gives the same bytes. */
export function renderNotice(view: NoticeView, templates: NoticeTemplates): string {
  const text = filledIn(templates[templateOf(view)], noticeValues(view));
  const summary = SUMMARIES[view.record.phase];
  const shown = view.foldsItself && summary !== undefined ? folded(text, summary) : text;
  const { record, commandPrefix, explanation } = view;
  const answers = [
    ...(record.help === undefined ? [] : [renderHelp(record.help, commandPrefix)]),
    ...(explanation === undefined ? [] : [renderExplanation(explanation)]),
  ];
  return clipBytes([shown, ...answers].join('\n\n'), MOST_BYTES);
}

/** The comment that thanks for a fix, beside or in place of a resolved notice. */
export function renderThanks(view: NoticeView, templates: NoticeTemplates): string {
  return clipBytes(filledIn(templates.thanks, noticeValues(view)), MOST_BYTES);
}

function templateOf({ kind, record }: NoticeView): NoticeTemplateName {
  if (record.phase === 'closed' && record.sealed !== undefined) return 'sealed';
  if (record.phase !== 'flagged') return record.phase;
  if (record.attended !== undefined) return 'attended';
  return kind === 'all' ? 'flagged' : `flagged-${kind}`;
}

/** What a notice that nobody has to read any more shows where the forge cannot fold it. */
const SUMMARIES: Partial<Record<Phase, string>> = {
  resolved: 'All set, thank you',
  done: 'Nothing left to do here',
};

function folded(text: string, summary: string): string {
  return `<details><summary>${summary}</summary>\n\n${text}\n\n</details>`;
}

/** Its cache would keep every template of every repository for ever. */
const writer = Object.assign(new mustache.Writer(), { templateCache: undefined });

/** Values are Markdown already: there is nothing to escape. */
function filledIn(template: string, values: NoticeValues): string {
  return writer.render(template, nested(values), undefined, { escape: String }).trim();
}

/** `links.template` is looked up as a `template` within `links`. */
function nested(values: NoticeValues): Record<string, unknown> {
  const tree: Record<string, Record<string, unknown>> = {};
  const flat: NoticeValues = {};
  for (const [name, value] of Object.entries(values)) {
    const [first = '', second] = name.split('.');
    if (second === undefined) flat[first] = value;
    else (tree[first] ??= {})[second] = value;
  }
  return { ...flat, ...tree };
}
