import { afterAll, describe, expect, test } from 'vitest';
import { drawReports } from './draw-reports.ts';
import { isOnRedis } from './fault-house.ts';
import { createHousePool } from './house-pool.ts';
import { type Report, runScenario } from './run-scenario.ts';
import { SCENARIOS } from './scenarios/index.ts';

const SEED = 20_261_120;
const pool = createHousePool();
const reports: Report[] = [];
afterAll(async () => {
  await pool.close();
  process.stdout.write(`\n${drawReports(reports)}\n`);
});

// In the order of the list: neighbours share a house, and opening one takes seconds.
describe('nothing is lost and nothing doubled', { shuffle: false }, () => {
  test.each(SCENARIOS.filter(({ isInSuite, isAboutQueue }) => isInSuite && (!isOnRedis || isAboutQueue)))(
    '$id when $title',
    async (scenario) => {
      const report = await runScenario(scenario, { pool, seed: SEED, size: 'small' });
      reports.push(report);
      expect(report.missed.join('\n'), report.notes.join('\n')).toBe('');
    },
    180_000,
  );
});
