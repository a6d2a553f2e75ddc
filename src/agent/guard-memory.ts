/** The number of PR_SET_DUMPABLE in Linux' prctl. */
const SET_DUMPABLE = 4;

/** How the C library is called by glibc, and by musl on either architecture. */
const LIBRARIES = ['libc.so.6', 'libc.musl-x86_64.so.1', 'libc.musl-aarch64.so.1'];

const FUNCTIONS = {
  prctl: { args: ['i32', 'u64'], returns: 'i32' },
  getenv: { args: ['ptr'], returns: 'ptr' },
  memset: { args: ['ptr', 'i32', 'u64'], returns: 'ptr' },
};

/** A pointer is null when there is nothing to point to. */
type Pointer = number | null;

type Library = {
  symbols: {
    prctl: (option: number, value: bigint) => number;
    getenv: (name: Buffer) => Pointer;
    memset: (start: Pointer, value: number, length: bigint) => Pointer;
  };
};

type ForeignFunctions = { dlopen: (name: string, functions: typeof FUNCTIONS) => Library };

/**
 * Keeps what the server knows from other processes of its user. Its memory and environment become unreadable for them
 * (`/proc/<pid>/environ`, `/proc/<pid>/mem`, debuggers), unless they are root; and the given variables are erased from the
 * environment that it was started with, which root could read as well. Call it once JavaScript has copies of their values.
 * Only Linux knows this, and only the engine inside of opencode can call it; where it fails, the run goes on without.
 */
export async function closeMemory(erased: readonly string[]): Promise<void> {
  if (process.platform !== 'linux') return;
  const engine = 'bun:ffi';
  for (const name of LIBRARIES) {
    try {
      const foreign = (await import(engine)) as ForeignFunctions;
      const { symbols } = foreign.dlopen(name, FUNCTIONS);
      for (const variable of erased) erase(symbols, variable);
      symbols.prctl(SET_DUMPABLE, 0n);
      return;
    } catch {
      continue;
    }
  }
}

function erase({ getenv, memset }: Library['symbols'], variable: string): void {
  const start = getenv(Buffer.from(`${variable}\0`));
  const length = Buffer.byteLength(process.env[variable] ?? '');
  if (start !== null) memset(start, 0, BigInt(length));
}
