/**
 * The script of the transcript page, as the browser gets it: plain JavaScript, because the page needs nothing else. It
 * sets texts and never HTML. The turns of a session are drawn when it is opened for the first time.
 */
export const PAGE_SCRIPT = String.raw`
'use strict';
const { sessions, ticks } = JSON.parse(document.getElementById('data').textContent);
const INDENT = 18;
const DEEPEST = 8;
const search = document.getElementById('search');
const stateFilter = document.getElementById('state');

function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

function place(node, from, length) {
  node.style.left = from * 100 + '%';
  if (length !== undefined) node.style.width = length * 100 + '%';
  return node;
}

// --- Rows -----------------------------------------------------------------------------------------------------------

const rows = sessions.map((session, index) => {
  const name = element('span', 'name',
    element('span', 'line',
      element('span', 'mark'),
      element('span', 'title', session.title || session.id),
      element('span', 'agent', session.agent)),
    element('span', 'facts', element('span', 'state', session.stateWords), ' · ' + session.facts));
  name.style.paddingLeft = Math.min(session.depth, DEEPEST) * INDENT + 'px';
  const track = element('span', 'track', ...session.bars.map((bar) => {
    const made = place(element('i'), bar.from, bar.length);
    made.title = bar.label;
    return made;
  }));
  const button = element('button', 'row', name, track);
  button.type = 'button';
  const box = element('section', 'session ' + session.state, button);
  const row = { session, index, button, box, turns: undefined, items: [] };
  setOpen(row, false);
  button.addEventListener('click', () => setOpen(row, row.button.ariaExpanded !== 'true'));
  return row;
});

function setOpen(row, open) {
  row.button.setAttribute('aria-expanded', String(open));
  if (open && row.turns === undefined) {
    row.turns = drawTurns(row);
    row.box.append(row.turns);
    markHits(row);
  }
  if (row.turns) row.turns.hidden = !open;
}

// --- Turns ----------------------------------------------------------------------------------------------------------

const WHO = { prompt: 'Prompt', notice: 'Told by the server', model: 'Model' };

function drawTurns(row) {
  const { session } = row;
  const box = element('div', 'turns');
  if (session.error) box.append(element('p', 'problem', session.error));
  if (session.turns.length === 0) box.append(element('p', 'empty', 'Nothing was said in this session.'));
  for (const turn of session.turns) {
    const head = element('h3', '', WHO[turn.who], element('span', '', turn.at), element('span', '', turn.facts));
    const drawn = element('article', 'turn ' + turn.who, head);
    for (const item of turn.items) {
      const node = item.kind === 'tool' ? drawTool(item) : item.kind === 'text'
        ? element('p', '', item.text)
        : drawFolded(['Reasoning'], () => [element('pre', 'said', item.text)]);
      row.items.push({ node, words: Object.values(item).join('\n').toLowerCase() });
      drawn.append(node);
    }
    if (turn.error) drawn.append(element('p', 'problem', turn.error));
    box.append(drawn);
  }
  return box;
}

function drawTool(item) {
  const signs = { completed: ['ok', '✓'], error: ['wrong', '✗'], running: ['', '…'], pending: ['', '…'] };
  const [className, sign] = signs[item.state];
  const head = [element('span', className, sign), ' ', element('b', '', item.name), ' ',
    element('code', '', item.label), ' ', element('span', '', item.took)];
  return drawFolded(head, () =>
    [['Input', item.input], ['Output', item.output], ['Error', item.error]].flatMap(([title, text]) =>
      text ? [element('h4', '', title), element('pre', '', text)] : []));
}

function drawFolded(head, draw) {
  const details = element('details', '', element('summary', '', ...head));
  details.addEventListener('toggle', () => details.append(...draw()), { once: true });
  return details;
}

// --- Search and filter ----------------------------------------------------------------------------------------------

function wordsOf(row) {
  const { title, agent, error, id, turns } = row.session;
  row.words ??= [title, agent, error, id, JSON.stringify(turns)].join('\n').toLowerCase();
  return row.words;
}

function wanted() {
  return search.value.trim().toLowerCase();
}

function markHits(row) {
  const words = wanted();
  for (const { node, words: own } of row.items) node.classList.toggle('hit', words !== '' && own.includes(words));
}

function filter() {
  // The words of turns are searched as JSON, where a quotation mark or a backslash is written with a backslash.
  const plain = wanted();
  const asJson = JSON.stringify(plain).slice(1, -1);
  const state = stateFilter.value;
  const isActive = plain !== '' || state !== '';
  const hits = rows.filter((row) =>
    (state === '' || row.session.state === state) &&
    (plain === '' || wordsOf(row).includes(asJson) || wordsOf(row).includes(plain)));
  const shown = new Set(hits.flatMap(withAncestors));
  let last;
  for (const row of rows) {
    row.box.hidden = !shown.has(row);
    row.box.classList.remove('last');
    row.box.classList.toggle('aside', isActive && shown.has(row) && !hits.includes(row));
    if (shown.has(row)) last = row;
    markHits(row);
  }
  last?.box.classList.add('last');
  document.getElementById('none').hidden = shown.size > 0;
  document.getElementById('count').textContent =
    isActive ? hits.length + ' of ' + rows.length : String(rows.length);
}

function withAncestors(row) {
  const line = [row];
  for (let index = row.index - 1, depth = row.session.depth; index >= 0 && depth > 0; index -= 1) {
    if (rows[index].session.depth >= depth) continue;
    depth = rows[index].session.depth;
    line.push(rows[index]);
  }
  return line;
}

search.addEventListener('input', filter);
stateFilter.addEventListener('change', filter);
document.getElementById('fold').addEventListener('click', () => rows.forEach((row) => setOpen(row, false)));

// --- Keyboard -------------------------------------------------------------------------------------------------------

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '/' && document.activeElement !== search) {
    event.preventDefault();
    search.focus();
    return;
  }
  const shown = rows.filter((row) => !row.box.hidden);
  const at = shown.findIndex((row) => row.button === document.activeElement);
  if (at === -1) return;
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1 }[event.key];
  if (next !== undefined) {
    event.preventDefault();
    shown[Math.max(0, Math.min(next, shown.length - 1))].button.focus();
  } else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
    event.preventDefault();
    setOpen(shown[at], event.key === 'ArrowRight');
  }
});

// --- The page -------------------------------------------------------------------------------------------------------

for (const time of document.querySelectorAll('time')) {
  const instant = new Date(Number(time.dataset.instant));
  time.dateTime = instant.toISOString();
  time.textContent = instant.toLocaleString();
}
const track = element('div', 'track', ...ticks.map((tick) => place(element('span', '', tick.label), tick.at)));
document.getElementById('axis').append(track);
for (const state of new Set(sessions.map((session) => session.state))) {
  const words = sessions.find((session) => session.state === state).stateWords;
  const option = element('option', '', words);
  option.value = state;
  stateFilter.append(option);
}
document.getElementById('sessions').append(...rows.map((row) => row.box));
if (rows.length === 1) setOpen(rows[0], true);
filter();
`;
