import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const ALL = ['test/**/*.test.ts'];

/** Whole houses, which stand on PostgreSQL alone or with Redis beside it. What has its queue in hand runs on both by itself. */
const HOUSES = [
  'test/faults/{kill-nine,faults}.test.ts',
  'test/journeys/{catalog,record,house-trouble,privacy}.test.ts',
];

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'all', include: ALL } },
      ...(hasRedis()
        ? [{ extends: true, test: { name: 'on Redis', include: HOUSES, env: { TEST_BACKEND: 'redis' } } }]
        : []),
    ],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/setup.ts'],
    // Hundreds of processes are started; most of the time that takes is for reading our own TypeScript, over and over.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('.data/compile-cache', import.meta.url)) },
    // Most of a file's time is waiting for processes to start and clocks to pass.
    maxWorkers: '100%',
    // Shuffled, so that no test lives on what another left behind; seeded, so that a failure comes back.
    sequence: { shuffle: true, seed: 20261120 },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A condition is waited for until the test's own end, however busy the machine is.
    expect: { poll: { timeout: 25_000, interval: 20 } },
    // Of the engine alone: the other rooms are tested as processes, which it cannot look into.
    coverage: {
      include: ['engine/**/*.ts'],
      reporter: ['text'],
      reportsDirectory: '.data/coverage',
      thresholds: { lines: 95, branches: 95 },
    },
  },
});

function hasRedis(): boolean {
  if (process.env.CI === 'true' || spawnSync('redis-server', ['--version']).status === 0) return true;
  console.warn('Left out: whole houses on Redis. No redis-server is installed.');
  return false;
}
