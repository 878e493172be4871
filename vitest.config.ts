import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/setup.ts'],
    // Shuffled, so that no test lives on what another left behind; seeded, so that a failure comes back.
    sequence: { shuffle: true, seed: 20261120 },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Of the engine alone: the other rooms are tested as processes, which it cannot look into.
    coverage: {
      include: ['engine/**/*.ts'],
      reporter: ['text'],
      reportsDirectory: '.data/coverage',
      thresholds: { lines: 95, branches: 95 },
    },
  },
});
