import { endOfTurn } from '../clock.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

type Source = { on: (name: (typeof SIGNALS)[number], listener: () => void) => unknown };

/**
 * Aborts, with its name as the reason, when the first signal comes; later ones change nothing. A runner sends SIGINT to this
 * process alone, SIGTERM some seconds later, and then kills. Of two that come at once the system hands over either one first,
 * each to a thread of its own: it is called after SIGINT then, because that is what was sent first.
 */
export function cancelSignal(source: Source): AbortSignal {
  const cancel = new AbortController();
  const heard = new Set<string>();
  const hear = async (name: string): Promise<void> => {
    heard.add(name);
    await endOfTurn();
    cancel.abort(SIGNALS.find((each) => heard.has(each)));
  };
  for (const name of SIGNALS) source.on(name, () => void hear(name));
  return cancel.signal;
}
