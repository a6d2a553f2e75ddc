import { readdirSync, readFileSync } from 'node:fs';

/**
 * What Linux says about processes. Everything is synchronous, because the last resort runs while our own process exits.
 * On other systems there is no /proc: nothing is found, and only the process group is left to signal.
 */

/** Clock ticks between boot and the start of the process; with the pid it names one process for good. */
export function startTimeOf(pid: number): number | undefined {
  const stat = statOf(pid);
  return stat?.state === 'Z' ? undefined : stat?.startTime;
}

/** The pid of the process that leads the group. */
export function groupOf(pid: number): number | undefined {
  return statOf(pid)?.group;
}

function statOf(pid: number): { state: string; group: number; startTime: number } | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The name in parentheses may hold anything, parentheses too: fields are counted from the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', group: Number(fields[2]), startTime: Number(fields[19]) };
}

/** The processes that hold `name=value` in the environment they were started with; never our own. */
export function processesWith(name: string, value: string): number[] {
  const wanted = `\0${name}=${value}\0`;
  return processIds().filter((pid) => {
    const environment = readText(`/proc/${pid}/environ`);
    return environment !== undefined && `\0${environment}`.includes(wanted);
  });
}

function processIds(): number[] {
  let names: string[];
  try {
    names = readdirSync('/proc');
  } catch {
    return [];
  }
  return names.map(Number).filter((pid) => pid > 0 && pid !== process.pid);
}

/** Undefined when the process is gone or belongs to somebody else. */
function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
}
