/** Where this process writes to. */
export type Output = { on(event: 'error', listener: (error: Error) => void): unknown };

const CLOSED: ReadonlySet<unknown> = new Set(['EPIPE', 'ERR_STREAM_DESTROYED']);

/**
 * Whoever reads our output may have seen enough, as `head` does: what is said from then on is lost, the work goes on, and
 * the exit code tells how it ended. Any other failure of an output, such as a full disk, is for `fail`.
 */
export function bearClosedPipes(outputs: readonly Output[], fail: (error: Error) => void): void {
  for (const output of outputs) {
    output.on('error', (error) => {
      const isClosed = 'code' in error && CLOSED.has(error.code);
      if (!isClosed) fail(error);
    });
  }
}
