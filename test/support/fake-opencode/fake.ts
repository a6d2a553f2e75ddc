import type { Clock } from '../../../src/clock.ts';
import type { Wire } from '../../../src/agent/wire.ts';
import { Chance } from './chance.ts';
import { arrangeFaults } from './faults.ts';
import { listenOnLoopback, type Listening } from './http.ts';
import { Ids } from './ids.ts';
import { CALM, type Plan } from './plan.ts';
import { Stream } from './stream.ts';
import { Truth } from './truth.ts';
import { memoryWire } from './wire.ts';
import { World } from './world.ts';

/** An opencode server that does what its plan says, the same for the same plan, seed and clock. */
export type Fake = {
  /** Speaks with it in memory. */
  wire(): Wire;
  /** Opens it on a free port of loopback, with Basic auth as the real one; `password` replaces one of its own. */
  listen(password?: string): Promise<Listening>;
  /** What really goes on. */
  truth: Truth;
  /** What happened so far, a line each, for a person who looks at a failed test. */
  log(): string;
  /** The text of oh-my-opencode's marker file for a session, where there is one. */
  marker(sessionId: string): string | undefined;
  /** Ends the server as a signal does. */
  kill(): void;
};

export function createFake(of: { plan: Plan; clock: Clock; seed: number }): Fake {
  const { plan, clock } = of;
  const start = clock.now();
  const chance = new Chance(of.seed);
  const ids = new Ids(() => clock.now());
  const network = { ...CALM, ...plan.network };
  const stream = new Stream({ clock, chance, ids, network });
  const truth = new Truth(() => clock.now());
  const world = new World({ clock, chance, ids, stream, truth, plan, network });
  arrangeFaults(world);
  return {
    wire: () => memoryWire(world, start),
    listen: (password) => listenOnLoopback(world, start, password),
    truth,
    log: () => world.log.map(({ at, what }) => `${at - start} ${what}`).join('\n'),
    marker: (sessionId) => markerOf(world, sessionId),
    kill: () => world.die(),
  };
}

function markerOf(world: World, sessionID: string): string | undefined {
  const state = world.markers.get(sessionID);
  if (world.plan.markers !== true || state === undefined) return undefined;
  return JSON.stringify({ sessionID, sources: { 'background-task': { state } } });
}
