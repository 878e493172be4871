import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    // Shuffled, so that no test lives on what another left behind; seeded, so that a failure comes back.
    sequence: { shuffle: true, seed: 20261120 },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
