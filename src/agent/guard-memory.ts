/** The number of PR_SET_DUMPABLE in Linux' prctl. */
const SET_DUMPABLE = 4;

type Library = { symbols: { prctl(option: number, value: bigint): number } };
type ForeignFunctions = {
  dlopen(name: string, symbols: Record<string, { args: string[]; returns: string }>): Library;
};

/**
 * Makes the server's environment and memory unreadable for other processes of the same user (`/proc/<pid>/environ`,
 * `/proc/<pid>/mem`, debuggers), unless they may trace any process, as root usually may. Only Linux knows this, and only
 * the engine inside of opencode can call it; where it fails, the run goes on without.
 */
export async function closeProcess(): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const engine = 'bun:ffi';
  for (const name of ['libc.so.6', 'libc.so']) {
    try {
      const foreign = (await import(engine)) as ForeignFunctions;
      const { symbols } = foreign.dlopen(name, { prctl: { args: ['i32', 'u64'], returns: 'i32' } });
      return symbols.prctl(SET_DUMPABLE, 0n) === 0;
    } catch {
      continue;
    }
  }
  return false;
}
