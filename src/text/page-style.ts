/** The style of the transcript page. */
export const PAGE_STYLE = `
:root {
  --ground: #f6f7f9; --sheet: #fff; --ink: #1b2430; --faint: #5c6875; --line: #dde2e8; --hover: #eef2f7;
  --accent: #2f5fd0; --good: #1a7f4b; --bad: #c4342d; --warn: #a86400; --code: #f3f5f8; --bar: #7d9be6;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #10141a; --sheet: #181e26; --ink: #e3e8ee; --faint: #98a4b1; --line: #2b333e; --hover: #202833;
    --accent: #86a9ff; --good: #4cc38a; --bad: #ff7b72; --warn: #e0a23c; --code: #11161d; --bar: #4d6fc4;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 1280px; padding: 20px; background: var(--ground); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;
}
h1 { margin: 0; font-size: 24px; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 0; font-size: 18px; }
h2 span { color: var(--faint); font-size: 14px; font-weight: 400; }
header {
  background: var(--sheet); border: 1px solid var(--line); border-top: 4px solid var(--good); border-radius: 10px;
  padding: 20px 24px; margin-bottom: 24px;
}
header.bad { border-top-color: var(--bad); }
.good h1 { color: var(--good); }
.bad h1 { color: var(--bad); }
.reason { margin: 6px 0 16px; max-width: 75ch; overflow-wrap: anywhere; white-space: pre-line; }
.numbers { display: flex; flex-wrap: wrap; gap: 10px 32px; margin: 0 0 8px; }
.numbers dt { color: var(--faint); font-size: 12px; }
.numbers dd { margin: 0; font-weight: 600; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
header details { border-top: 1px solid var(--line); padding-top: 8px; margin-top: 10px; }
summary { cursor: pointer; font-weight: 600; }
header ul { margin: 6px 0; padding-left: 22px; overflow-wrap: anywhere; }
pre {
  margin: 6px 0; padding: 10px 12px; background: var(--code); border-radius: 6px; overflow: auto; max-height: 420px;
  font: 13px/1.45 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4;
}
pre.said { font: inherit; }
.bar {
  position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: 10px; align-items: center;
  padding: 10px 0; background: var(--ground);
}
.bar h2 { margin-right: auto; }
input, select, .bar button {
  font: inherit; color: inherit; background: var(--sheet); border: 1px solid var(--line); border-radius: 6px;
  padding: 5px 10px; min-height: 36px;
}
#search { width: 300px; }
.bar button { cursor: pointer; }
.bar button:hover { background: var(--hover); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.axis, .row { display: grid; grid-template-columns: minmax(260px, 38%) 1fr; gap: 16px; padding: 0 12px; }
.axis { height: 22px; color: var(--faint); font-size: 12px; font-variant-numeric: tabular-nums; }
.axis .track { grid-column: 2; }
.axis .track span { position: absolute; transform: translateX(-50%); white-space: nowrap; }
.axis .track span:first-child { transform: none; }
.axis .track span:last-child { transform: translateX(-100%); }
.session { background: var(--sheet); border: 1px solid var(--line); border-bottom-width: 0; content-visibility: auto;
  contain-intrinsic-size: auto 53px; }
.session:first-child { border-radius: 10px 10px 0 0; }
.session.last { border-bottom-width: 1px; border-radius: 0 0 10px 10px; }
.session.aside > .row { opacity: .55; }
.row {
  width: 100%; padding: 7px 12px; border: 0; background: none; color: inherit; font: inherit; text-align: left;
  cursor: pointer; align-items: center;
}
.row:hover { background: var(--hover); }
.row:focus-visible { outline-offset: -2px; }
.name { display: block; min-width: 0; }
.name .line { display: flex; gap: 8px; align-items: baseline; min-width: 0; }
.title { font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.agent { flex: none; max-width: 40%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap;
  color: var(--accent); font: 12px var(--mono); }
.facts { display: block; color: var(--faint); font-size: 12px; font-variant-numeric: tabular-nums; }
.mark { flex: none; width: 9px; height: 9px; border-radius: 50%; background: var(--faint); align-self: center; }
.completed .mark { background: var(--good); }
.failed .mark { background: var(--bad); }
.aborted .mark, .deleted .mark, .working .mark, .waiting .mark { background: var(--warn); }
.state { font-weight: 600; }
.completed .state { font-weight: 400; }
.failed .state { color: var(--bad); }
.aborted .state, .deleted .state, .working .state, .waiting .state { color: var(--warn); }
.track { position: relative; display: block; height: 22px; min-width: 0; }
.row .track { background: linear-gradient(to right, var(--line) 1px, transparent 1px) 0 0 / 25% 100%;
  border-right: 1px solid var(--line); }
.track i { position: absolute; top: 4px; height: 14px; min-width: 3px; border-radius: 3px; background: var(--bar); }
.failed .track i { background: var(--bad); }
.aborted .track i, .deleted .track i, .working .track i, .waiting .track i { background: var(--warn); }
.turns { border-top: 1px solid var(--line); padding: 8px 16px 14px; }
.problem { color: var(--bad); overflow-wrap: anywhere; margin: 6px 0; }
.turn { padding: 10px 0 4px 14px; border-left: 3px solid var(--line); margin: 8px 0; }
.turn.model { border-left-color: var(--bar); }
.turn.prompt { border-left-color: var(--accent); }
.turn > h3 { display: flex; flex-wrap: wrap; gap: 2px 10px; margin: 0 0 4px; font-size: 13px; align-items: baseline; }
.turn > h3 span { color: var(--faint); font-weight: 400; font-size: 12px; font-variant-numeric: tabular-nums; }
.turn > p { margin: 4px 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.turn details { margin: 3px 0; }
.turn summary { font-weight: 400; overflow-wrap: anywhere; padding: 2px 0; }
.turn summary b { font: 600 13px var(--mono); }
.turn summary code { font: 13px var(--mono); color: var(--faint); }
.turn summary span { color: var(--faint); font-size: 12px; }
.turn summary .ok { color: var(--good); }
.turn summary .wrong { color: var(--bad); }
.turn h4 { margin: 6px 0 0; font-size: 12px; color: var(--faint); font-weight: 400; }
.hit { background: color-mix(in srgb, var(--warn) 18%, transparent); border-radius: 4px; }
.empty { color: var(--faint); text-align: center; padding: 24px; }
[hidden] { display: none !important; }
@media (max-width: 700px) {
  body { padding: 10px; }
  header { padding: 14px 16px; }
  .axis, .row { grid-template-columns: minmax(0, 1fr); gap: 4px; }
  .axis .track { grid-column: 1; }
  .bar h2 { width: 100%; }
  #search { flex: 1 1 100%; width: auto; }
  .bar select { flex: 1; min-width: 0; }
  .turns { padding: 6px 10px 12px; }
}
@media print { .bar { position: static; } .session { content-visibility: visible; } }
`;
