import type { Wire } from '../../../src/agent/wire.ts';
import { hear, startPrompt, type Heard } from './client.ts';
import { VirtualClock } from './clock.ts';
import { createFake, type Fake } from './fake.ts';
import type { Plan } from './plan.ts';

export type Simulation = {
  fake: Fake;
  wire: Wire;
  clock: VirtualClock;
  rootId: string;
  /** All that the stream has said so far, `sync` twins included. */
  heard: Heard[];
  /** What a listener to the stream has heard of one session: event types, with the status where there is one. */
  told: (sessionId: string) => string[];
};

const LONG_ENOUGH = 60 * 60 * 1000;

/** Lets a plan take its course on a virtual clock: somebody listens, the root is prompted, then comes the story. */
export async function simulate(
  plan: Plan,
  story: (simulation: Simulation) => Promise<void>,
  seed = 1,
): Promise<Simulation> {
  const clock = new VirtualClock();
  const fake = createFake({ plan, clock, seed });
  const wire = fake.wire();
  const heard: Heard[] = [];
  const over = new AbortController();
  const play = async (): Promise<Simulation> => {
    const listening = hear(wire, { signal: over.signal, now: () => clock.now() }, heard);
    listening.catch(() => {});
    await clock.sleep(10);
    const rootId = await startPrompt(wire);
    const told = (id: string): string[] => heard.filter(isAbout(id)).map(nameOf);
    const simulation = { fake, wire, clock, rootId, heard, told };
    await story(simulation);
    over.abort();
    return simulation;
  };
  return clock.run(play(), { limit: LONG_ENOUGH });
}

function isAbout(sessionId: string): (event: Heard) => boolean {
  return ({ properties }) => properties['sessionID'] === sessionId;
}

export function nameOf({ type, properties }: Pick<Heard, 'type' | 'properties'>): string {
  const status = properties['status'] as { type: string } | undefined;
  return status === undefined ? type : `${type} ${status.type}`;
}
