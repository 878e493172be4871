import { defineConfig } from 'vitest/config';

/** The engine's own tests, for runs that repeat them for every mutant: no database, and nothing that takes seconds. */
export default defineConfig({
  test: {
    include: ['test/engine/**/*.test.ts'],
    exclude: ['test/engine/oracle.test.ts', 'test/engine/worlds/**'],
    sequence: { shuffle: true, seed: 20261120 },
    testTimeout: 30_000,
  },
});
