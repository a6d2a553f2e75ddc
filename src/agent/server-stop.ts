import { TIMED_OUT, within, type Clock } from '../clock.ts';
import type { ProcessGroup } from './process-group.ts';
import { endSurvivors } from './survivors.ts';

/** `orderly`: the agent may put its things away; `hurried`: somebody is about to kill us; `at-once`: there is nothing to put away. */
export type StopPace = 'orderly' | 'hurried' | 'at-once';

export type StopReport = {
  /** What it took: the request to dispose and one SIGTERM, SIGTERM alone, or SIGKILL. */
  how: 'disposed' | 'terminated' | 'killed';
  /** Processes that had outlived the server and were ended. */
  survivors: number;
};

/** Milliseconds that each step may take. Two SIGTERMs, because opencode swallows the first one while npm works for it. */
const PACES = {
  orderly: { dispose: 5000, terminate: [2000, 3000] },
  hurried: { dispose: 3000, terminate: [1000] },
  'at-once': { dispose: 0, terminate: [] },
} as const satisfies Record<StopPace, { dispose: number; terminate: readonly number[] }>;

type StopOptions = {
  group: ProcessGroup;
  /** Absent while it does not listen yet. */
  url: string | undefined;
  password: string;
  marker: string;
  clock: Clock;
  pace: StopPace;
};

/** Politely first, then firmly; tells which it took. Afterwards no process of the server or its tools is left. */
export async function stopServer(options: StopOptions): Promise<StopReport> {
  const { group, marker, clock, pace } = options;
  const how = await end(options);
  // The leader is gone; what it started beside its tools (MCP servers, language servers) shares its group.
  group.kill();
  const polite = pace === 'orderly';
  const survivors = await endSurvivors({ marker, killedGroup: group.pid, clock, polite });
  return { how, survivors };
}

async function end({ group, url, password, clock, pace }: StopOptions): Promise<StopReport['how']> {
  const limits = PACES[pace];
  const disposed = url !== undefined && (await dispose(url, password, clock, limits.dispose));
  for (const patience of limits.terminate) {
    group.signal('SIGTERM');
    if ((await within(clock, patience, group.exited)) === TIMED_OUT) continue;
    return disposed ? 'disposed' : 'terminated';
  }
  group.kill();
  await group.exited;
  return 'killed';
}

/** Sessions are aborted and running tools ended; a plain signal would leave the tools behind as orphans. */
export async function dispose(
  url: string,
  password: string,
  clock: Clock,
  patience: number,
): Promise<boolean> {
  if (patience === 0) return false;
  const over = new AbortController();
  const credentials = Buffer.from(`opencode:${password}`).toString('base64');
  const request = fetch(`${url}/global/dispose`, {
    method: 'POST',
    headers: { authorization: `Basic ${credentials}` },
    signal: over.signal,
  }).then(
    (response) => response.ok,
    () => false,
  );
  const answer = await within(clock, patience, request);
  over.abort();
  return answer === true;
}
