import type { Repository } from '../forge/model.ts';
import { type SimulatedRow, caveat, summaryLines, summaryOf, told } from './cli-simulate.ts';
import { html, oneLine } from './escape.ts';
import { linkTarget } from './pen.ts';

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8884; padding: .3rem .6rem; text-align: left; vertical-align: top; }
.closed { color: #c62828; } .flagged { color: #b26a00; } .merged { color: #7048c6; }
pre { font: inherit; white-space: pre-wrap; }`;

/** The report as a page that needs nothing else, no script and no network. Titles and names are strangers' texts. */
export function simulatedPage({
  reading: { repository },
  rows,
  left,
}: {
  reading: { repository: Repository };
  rows: readonly SimulatedRow[];
  /** How many were not read. */
  left: number;
}): string {
  const name = html(`${repository.owner}/${repository.name}`);
  const missing = left === 0 ? '' : `<p>Not complete: ${String(left)} were not read.</p>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>What the config would have done in ${name}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>What the config would have done in ${name}</h1>
<pre>${html(summaryLines(summaryOf(rows)).join('\n'))}</pre>
<p>${html(caveat())}</p>
${missing}
<table>
<thead><tr><th>Number</th><th>Would have been</th><th>Was</th><th>Author</th><th>Title</th><th>Why</th></tr></thead>
<tbody>
${told(rows).map(rowHtml).join('\n')}
</tbody>
</table>
</body>
</html>
`;
}

function rowHtml(row: SimulatedRow): string {
  const target = linkTarget(row.url);
  const number = `#${String(row.number)}`;
  const shown = target === undefined ? number : `<a href="${html(target)}">${number}</a>`;
  const cells = [
    shown,
    `<span class="${row.fate}">${row.fate}</span>`,
    `<span class="${row.state}">${row.state}</span>`,
    ...[row.author, row.title, row.why].map((text) => html(oneLine(text))),
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}
