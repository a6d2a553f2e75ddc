import type { Clock } from '../clock.ts';
import { groupOf, processesWith, startTimeOf } from './proc.ts';
import { signalGroup, signalProcess } from './process-group.ts';

/** The variable by which every process that a run started is recognised, its tools' background processes too. */
export const MARKER_VARIABLE = 'AGENT_RUN_ID';

/** How long a survivor may take to end after a signal; after SIGKILL it needs next to nothing. */
const PATIENCE_MS = 500;
const LOOK_AGAIN_MS = 10;
/** A survivor may start another one while we look; who does so this often is left to the end of the job. */
const ROUNDS = 5;

export type SurvivorOptions = {
  /** The run's value of MARKER_VARIABLE. */
  marker: string;
  /** A process group that was killed already: whoever of it is still dying did not survive anything. */
  killedGroup: number;
  clock: Clock;
  /** False: SIGKILL at once. */
  polite: boolean;
};

/** Ends every process that carries the marker and tells how many there were. */
export async function endSurvivors({
  marker,
  killedGroup,
  clock,
  polite,
}: SurvivorOptions): Promise<number> {
  const first = processesWith(MARKER_VARIABLE, marker);
  if (first.length === 0) return 0;
  const survivors = new Set(first.filter((pid) => groupOf(pid) !== killedGroup));
  if (polite) {
    for (const pid of survivors) signalProcess(pid, 'SIGTERM');
    await untilGone(marker, clock);
  }
  for (const pid of killSurvivors(marker)) {
    if (!first.includes(pid)) survivors.add(pid);
  }
  await untilGone(marker, clock);
  return survivors.size;
}

/** SIGKILL for every process that carries the marker. Synchronous: it also serves as the last resort at our own exit. */
export function killSurvivors(marker: string): number[] {
  const killed = new Set<number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const alive = processesWith(MARKER_VARIABLE, marker);
    if (alive.length === 0) break;
    for (const pid of alive) {
      signalProcess(pid, 'SIGKILL');
      killed.add(pid);
    }
  }
  return [...killed];
}

async function untilGone(marker: string, clock: Clock): Promise<void> {
  const end = clock.now() + PATIENCE_MS;
  while (processesWith(MARKER_VARIABLE, marker).length > 0 && clock.now() < end) {
    await clock.sleep(LOOK_AGAIN_MS);
  }
}

/** What names the processes of a run that was killed: plain data for the post step. */
export type Leftovers = {
  pid: number;
  /** Of the server's process; absent where the system does not tell. */
  startTime?: number;
  marker: string;
};

/**
 * Kills what a run left behind: its server, unless that pid meanwhile belongs to another process, and everything that
 * carries its marker. Where there is no /proc nothing can be told apart, so nothing is killed. Returns how many there were.
 */
export function killLeftovers({ pid, startTime, marker }: Leftovers): number {
  const serverLives = startTime !== undefined && startTimeOf(pid) === startTime;
  if (serverLives) signalGroup(pid, 'SIGKILL');
  const others = killSurvivors(marker).filter((other) => other !== pid);
  return others.length + (serverLives ? 1 : 0);
}
