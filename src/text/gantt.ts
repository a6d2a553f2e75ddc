import type { SessionReport } from '../sessions/outcome.ts';
import { clipLine } from './clip.ts';
import { formatDuration } from './duration.ts';
import { mermaidLabel } from './escape.ts';
import { mostInteresting } from './session-choice.ts';
import { sessionName } from './session-name.ts';

/** Rows that can be told apart; Mermaid itself refuses diagrams of more than 50,000 characters. */
const MOST_SESSIONS = 20;
const MOST_SPANS = 4;
const LABEL_LENGTH = 40;
/** In pixels, with some to spare. */
const LETTER_WIDTH = 7;

/** Gaps shorter than this share of the run cannot be seen. */
const VISIBLE = 0.01;

/** When each session worked, as the text of a Mermaid Gantt chart; empty when none ever did. */
export function gantt(sessions: readonly SessionReport[], ended: number): string {
  const worked = sessions.filter(({ busy }) => busy.length > 0);
  if (worked.length === 0) return '';
  const began = Math.min(...worked.map(({ busy }) => busy[0]?.from ?? ended));
  const gap = (ended - began) * VISIBLE;
  const shown = mostInteresting(worked, MOST_SESSIONS);
  const labels = distinct(
    shown.map((session) => mermaidLabel(clipLine(sessionName(session), LABEL_LENGTH))),
  );
  const widest = Math.max(...labels.map((label) => label.length));
  return [
    // By itself Mermaid leaves room for a dozen letters and draws the bars over the others.
    `%%{init: {"gantt": {"leftPadding": ${String(widest * LETTER_WIDTH)}}}}%%`,
    'gantt',
    '  dateFormat x',
    '  axisFormat %H:%M:%S',
    '  todayMarker off',
    ...shown.flatMap((session, index) => [
      `  section ${labels[index] ?? ''}`,
      ...visibleSpans(session.busy, gap, ended).map(
        ({ from, to }) =>
          `  ${formatDuration(to - from)} :${TAGS[session.state]}, ${String(from)}, ${String(to)}`,
      ),
    ]),
  ].join('\n');
}

const TAGS: Readonly<Record<SessionReport['state'], string>> = {
  completed: 'done',
  failed: 'crit',
  aborted: 'crit',
  deleted: 'crit',
  working: 'active',
  waiting: 'active',
};

/** Mermaid takes sections of the same name for one, wherever they stand. */
function distinct(labels: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return labels.map((label) => {
    const count = (seen.get(label) ?? 0) + 1;
    seen.set(label, count);
    return count === 1 ? label : `${label} (${String(count)})`;
  });
}

type Span = { from: number; to: number };

/** Spans with no visible gap become one; of too many the later ones become one. */
function visibleSpans(busy: SessionReport['busy'], gap: number, ended: number): Span[] {
  const spans: Span[] = [];
  for (const { from, to = ended } of busy) {
    const last = spans.at(-1);
    if (last !== undefined && (from - last.to <= gap || spans.length === MOST_SPANS)) last.to = to;
    else spans.push({ from, to });
  }
  return spans;
}
