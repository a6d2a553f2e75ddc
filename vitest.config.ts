import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
    // By default one processor is left alone, which with two of them would double the time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Of a file's concurrent tests: each of them is a whole server on a machine of few cores.
    maxConcurrency: 2,
    hookTimeout: 60_000,
    coverage: { provider: 'v8' },
  },
});
