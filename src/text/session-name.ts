import type { SessionId } from '../sessions/event.ts';
import { members, type SessionTree } from '../sessions/tree.ts';
import { clipLine } from './clip.ts';
import { oneLine } from './escape.ts';

const TITLE_LENGTH = 60;

/** `explore · find TODOs`; only the title or the agent where the other is missing. One line, not escaped. */
export function sessionName({ agent, title }: { agent?: string; title: string }): string {
  const words = [agent ?? '', title].map((text) => clipLine(oneLine(text), TITLE_LENGTH));
  return words.filter((text) => text !== '').join(' · ') || 'session';
}

/** The name of a session of the tree: its agent where that is enough to tell it from the others. */
export function shortName(tree: SessionTree, id: SessionId): string {
  const info = tree.sessions.get(id)?.info;
  if (info === undefined) return 'session';
  const { agent } = info;
  if (agent === undefined) return sessionName(info);
  const alike = members(tree).filter((other) => other.info.agent === agent);
  return alike.length === 1 ? clipLine(oneLine(agent), TITLE_LENGTH) : sessionName(info);
}
