import { endOfTurn } from '../../clock.ts';

/** Runs all operations in one transaction, in order; throws when nothing of it was stored. */
export type Transaction = (operations: () => void) => void;

export interface GroupCommit {
  /** Resolves with the operation's result once it is durable. */
  add<T>(operation: () => T): Promise<T>;
  /** Commits what waits. */
  flush(): void;
}

type Waiting = { run: () => void; settle: (failure: Failure | undefined) => void };
type Failure = { error: unknown };

/**
 * Operations that arrive in one turn of the event loop share a transaction, and so one wait for the disk. A commit
 * blocks the loop: what arrives meanwhile is the next group. When a commit fails nothing of the group is stored, and
 * each of its operations rejects.
 */
export function groupCommit(transaction: Transaction): GroupCommit {
  let group: Waiting[] = [];

  const flush = (): void => {
    const due = group;
    group = [];
    if (due.length === 0) return;
    const failure = failureOf(() => {
      transaction(() => {
        for (const { run } of due) run();
      });
    });
    for (const { settle } of due) settle(failure);
  };

  return {
    flush,
    add: (operation) => {
      const { promise, resolve, reject } = Promise.withResolvers<ReturnType<typeof operation>>();
      let result: ReturnType<typeof operation>;
      if (group.length === 0) void endOfTurn().then(flush);
      group.push({
        run: () => {
          result = operation();
        },
        settle: (failure) => {
          if (failure === undefined) resolve(result);
          else reject(failure.error);
        },
      });
      return promise;
    },
  };
}

function failureOf(work: () => void): Failure | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return { error };
  }
}
