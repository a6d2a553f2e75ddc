import { LiveLog, type LiveLogOptions } from '../../src/action/live-log.ts';
import type { Ask } from '../../src/sessions/event.ts';
import type { Denial } from '../../src/sessions/outcome.ts';
import { pending } from '../../src/sessions/settle.ts';
import type { Story } from './tree-builder.ts';

type Note = { level: string; title: string; message: string };

/** A log that listens to a story; `lines` is what it wrote so far. */
export function listen(story: Story, options: Partial<LiveLogOptions> = {}) {
  const lines: string[] = [];
  const notes: Note[] = [];
  const log = new LiveLog({
    write: (line) => lines.push(line),
    mask: (text) => text.replaceAll('hunter2', '***'),
    level: 'full',
    groups: true,
    annotate: (level, title, message) => notes.push({ level, title, message }),
    ...options,
  });
  story.to((event, tree, now) => log.event(event, tree, now));
  const heartbeat = (): void => log.waiting(pending(story.tree, story.now), story.tree, story.now);
  return { log, lines, notes, heartbeat };
}

export function denialOf(ask: Ask): Denial {
  const what = ask.kind === 'permission' ? ask.permission : (ask.questions[0]?.question ?? '');
  return { sessionId: ask.sessionId, kind: ask.kind, what, patterns: [], at: 0 };
}
