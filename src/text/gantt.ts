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

/** Gaps shorter than this share of the run cannot be seen. */
const VISIBLE = 0.01;

/** When each session worked, as the text of a Mermaid Gantt chart; empty when none ever did. */
export function gantt(sessions: readonly SessionReport[], ended: number): string {
  const worked = sessions.filter(({ busy }) => busy.length > 0);
  if (worked.length === 0) return '';
  const began = Math.min(...worked.map(({ busy }) => busy[0]?.from ?? ended));
  const gap = (ended - began) * VISIBLE;
  return [
    'gantt',
    '  dateFormat x',
    '  axisFormat %H:%M:%S',
    '  todayMarker off',
    ...mostInteresting(worked, MOST_SESSIONS).flatMap((session) => [
      `  section ${mermaidLabel(clipLine(sessionName(session), LABEL_LENGTH))}`,
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
