import { totalTokens } from '../sessions/event.ts';
import type { SessionReport } from '../sessions/outcome.ts';
import { formatCost, formatCount } from './amounts.ts';
import { clipLine } from './clip.ts';
import { formatDuration } from './duration.ts';
import { errorWords } from './log-lines.ts';
import { markdownText } from './markdown.ts';
import { mostInteresting, stateCounts } from './session-choice.ts';
import { STATE_SIGNS, STATE_WORDS } from './session-states.ts';

const MOST_ROWS = 25;
const TITLE_LENGTH = 80;
const ERROR_LENGTH = 120;
const DEEPEST = 8;

/** The session tree as a Markdown table. */
export function sessionTable(sessions: readonly SessionReport[]): string {
  const shown = mostInteresting(sessions, MOST_ROWS);
  const hidden = sessions.filter((session) => !shown.includes(session));
  return [
    '| Session | Agent | State | Duration | Tools | Tokens | Cost |',
    '| --- | --- | --- | ---: | ---: | ---: | ---: |',
    ...shown.map(row),
    ...(hidden.length === 0
      ? []
      : [
          '',
          `… and ${String(hidden.length)} more (${stateCounts(hidden)}); all are in the transcript.`,
        ]),
  ].join('\n');
}

function row(session: SessionReport): string {
  const { depth, title, agent = '', state, duration, toolCalls, tokens, cost } = session;
  const place = depth === 0 ? '' : `${'\u00A0\u00A0\u00A0'.repeat(Math.min(depth, DEEPEST) - 1)}└ `;
  const cells = [
    `${place}${text(title, TITLE_LENGTH)}`,
    text(agent, TITLE_LENGTH),
    `${STATE_SIGNS[state]} ${STATE_WORDS[state]}${errorOf(session)}`,
    formatDuration(duration),
    String(toolCalls),
    formatCount(totalTokens(tokens)),
    formatCost(cost),
  ];
  return `| ${cells.join(' | ')} |`;
}

function errorOf({ error, state }: SessionReport): string {
  if (error === undefined || state === 'aborted') return '';
  return ` (${text(errorWords(error), ERROR_LENGTH)})`;
}

function text(words: string, length: number): string {
  return markdownText(clipLine(words, length));
}
