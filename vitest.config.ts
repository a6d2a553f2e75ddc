import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
    // Of a file's concurrent tests: each of them is a whole server on a machine of few cores.
    maxConcurrency: 2,
    hookTimeout: 60_000,
    coverage: { provider: 'v8' },
  },
});
