import type { Agent } from '../agent/client.ts';
import type { Decision } from '../agent/policy.ts';
import type { Clock } from '../clock.ts';
import type { Ask } from '../sessions/event.ts';
import { apply } from '../sessions/fold.ts';
import type { Denial } from '../sessions/outcome.ts';
import { isMember, members, type SessionTree } from '../sessions/tree.ts';
import type { Progress } from './progress.ts';

/** Answers the asks of a tree by policy, each of them once. */
export interface AskAnswerer {
  /** Every permission that was refused, in order. */
  readonly denials: Denial[];
  /** Answers the ask now; one that was answered before is left alone. */
  answer(ask: Ask): void;
  /** Answers what sessions asked before they were known to belong to the tree. */
  answerKnown(): void;
  /** Answers what the server's lists hold of the tree; rejects when the server does not answer. */
  answerOpen(): Promise<void>;
}

const TRIES = 3;
const PAUSE = 500;

export function answerAsks(options: {
  tree: SessionTree;
  agent: Agent;
  answer: (ask: Ask) => Decision;
  progress: Progress;
  clock: Clock;
  signal: AbortSignal;
  /** An answer did not get through: the ask has to be found in the server's lists and answered again. */
  onFailure: () => void;
}): AskAnswerer {
  const { tree, agent, progress, clock, signal } = options;
  const denials: Denial[] = [];
  const answered = new Set<string>();
  /** An ask whose answer has to be sent again is no second one. */
  const told = new Set<string>();

  const answer = (ask: Ask): void => {
    if (answered.has(ask.id)) return;
    answered.add(ask.id);
    const decision = options.answer(ask);
    if (!told.has(ask.id)) tell(ask, decision);
    void send(ask, decision);
  };

  const tell = (ask: Ask, decision: Decision): void => {
    told.add(ask.id);
    const denial = denialOf(ask, decision, clock.now());
    if (denial !== undefined) denials.push(denial);
    progress.asked(ask, denial, tree);
  };

  const send = async (ask: Ask, decision: Decision): Promise<void> => {
    const directory = tree.sessions.get(ask.sessionId)?.info.directory ?? '';
    for (let tries = 1; tries <= TRIES && !signal.aborted; tries += 1) {
      try {
        await agent.reply(ask, decision, directory);
        return;
      } catch (error) {
        if (isNotFound(error)) return;
        await clock.sleep(tries * PAUSE, signal);
      }
    }
    answered.delete(ask.id);
    options.onFailure();
  };

  return {
    denials,
    answer,

    answerKnown() {
      for (const { asks } of members(tree)) for (const ask of asks.values()) answer(ask);
    },

    async answerOpen() {
      const directories = new Set(members(tree).map(({ info }) => info.directory));
      for (const directory of directories) {
        for (const ask of await agent.openAsks(directory)) {
          const session = tree.sessions.get(ask.sessionId);
          if (!isMember(tree, ask.sessionId) || session?.status.type === 'idle') continue;
          apply(tree, { type: 'asked', ask }, clock.now());
          answer(ask);
        }
      }
    },
  };
}

function denialOf(ask: Ask, decision: Decision, at: number): Denial | undefined {
  if (ask.kind !== 'permission' || 'answers' in decision || decision.reply === 'once') {
    return undefined;
  }
  const { sessionId, permission, patterns } = ask;
  return { sessionId, kind: 'permission', what: permission, patterns, at };
}

/** Somebody else, or an abort, has answered it. */
function isNotFound(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && error.status === 404;
}
