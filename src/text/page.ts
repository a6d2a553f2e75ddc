import type { Denial, RunReport } from '../sessions/outcome.ts';
import { formatCost, formatTokens } from './amounts.ts';
import { clip } from './clip.ts';
import { formatDuration } from './duration.ts';
import { html, printable } from './escape.ts';
import { OUTCOME_SIGNS } from './outcome-advice.ts';
import { pageData } from './page-data.ts';
import type { PageSource } from './page-index.ts';
import { PAGE_SCRIPT } from './page-script.ts';
import { PAGE_STYLE } from './page-style.ts';
import { sessionName } from './session-name.ts';

const LONGEST_MESSAGE = 100_000;
const MOST_ITEMS = 200;

type Page = {
  source: PageSource;
  report: RunReport;
  /** SHA-256 in base64; the page allows exactly its own script and style. */
  sha256: (text: string) => string;
};

/**
 * The transcript of a run as one HTML page that needs nothing else, in pieces. `source` and `report` are masked already.
 * The page asks no server for anything and runs no script but its own, whatever the run wrote.
 */
export function* transcriptPage({ source, report, sha256 }: Page): Generator<string, undefined> {
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${sha256(PAGE_SCRIPT)}'`,
    `style-src 'sha256-${sha256(PAGE_STYLE)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>Agent run: ${html(report.outcome)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
${header(report)}
<main>
${sessionsSection()}
</main>
<noscript><p class="empty">The sessions are drawn by a script; this reader runs none.</p></noscript>
<script type="application/json" id="data">`;
  yield* pageData(source, report);
  yield `</script>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

function header(report: RunReport): string {
  const { outcome, reason, started } = report;
  return `<header class="${outcome.startsWith('completed') ? 'good' : 'bad'}">
<h1><span aria-hidden="true">${OUTCOME_SIGNS[outcome]}</span> ${html(outcome)}</h1>
<p class="reason">${html(printable(reason))}</p>
<dl class="numbers">
${numbers(report)}
<div><dt>Started</dt><dd><time data-instant="${String(started)}"></time></dd></div>
</dl>
${message(report)}${list('Refused, or answered without a person', report.denials.map(denialWords(report)))}${list('Warnings', report.warnings)}${list(
    'Changed files',
    report.changes.map(({ status, path }) => `${status} ${path}`),
  )}</header>`;
}

function numbers({ started, ended, sessions, cost, tokens, model, ...report }: RunReport): string {
  const facts = [
    ['Duration', formatDuration(ended - started)],
    ['Sessions', String(sessions.length)],
    ['Cost', formatCost(cost)],
    ['Tokens', formatTokens(tokens)],
    ...(model === undefined ? [] : [['Model', model]]),
    ...(report.opencodeVersion === undefined ? [] : [['opencode', report.opencodeVersion]]),
  ];
  return facts
    .map(
      ([name = '', value = '']) => `<div><dt>${name}</dt><dd>${html(printable(value))}</dd></div>`,
    )
    .join('\n');
}

function message({ finalMessage }: RunReport): string {
  const words = clip(printable(finalMessage).trim(), LONGEST_MESSAGE);
  if (words === '') return '';
  return `<details open><summary>Final message</summary><pre class="said">${html(words)}</pre></details>\n`;
}

function list(title: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  const shown = items.slice(0, MOST_ITEMS).map((item) => `<li>${html(printable(item))}</li>`);
  const hidden = items.length - shown.length;
  if (hidden > 0) shown.push(`<li>… and ${String(hidden)} more</li>`);
  return `<details><summary>${title} (${String(items.length)})</summary><ul>${shown.join('')}</ul></details>\n`;
}

function denialWords({ sessions }: RunReport): (denial: Denial) => string {
  const names = new Map(sessions.map((session) => [session.id, sessionName(session)]));
  return ({ sessionId, kind, what, patterns }) => {
    const who = names.get(sessionId) ?? 'a session';
    if (kind === 'question') return `${who} asked: ${what}`;
    return `${who} may not: ${what} ${patterns.join(', ')}`;
  };
}

function sessionsSection(): string {
  return `<div class="bar">
<h2>Sessions <span id="count" aria-live="polite"></span></h2>
<input id="search" type="search" placeholder="Search titles, words, tools…  ( / )" aria-label="Search the sessions">
<select id="state" aria-label="Show sessions that are"><option value="">all states</option></select>
<button type="button" id="fold">Collapse all</button>
</div>
<div class="axis" id="axis" aria-hidden="true"></div>
<div id="sessions"></div>
<p class="empty" id="none" hidden>No session matches.</p>`;
}
