import { afterAll, describe, expect, test } from 'vitest';
import { drawReports } from './draw-reports.ts';
import { isOnRedis } from './fault-house.ts';
import { createHousePool } from './house-pool.ts';
import { type Report, runScenario } from './run-scenario.ts';
import { SCENARIOS } from './scenarios/index.ts';

const SEED = 20_261_120;
/** Most scenarios wait most of their time, so two play at once, each in a house of its own. */
const pool = createHousePool({ lanes: 2 });
const reports: Report[] = [];
afterAll(async () => {
  await pool.close();
  reports.sort((a, b) => a.scenario.id.localeCompare(b.scenario.id));
  process.stdout.write(`\n${drawReports(reports)}\n`);
});

const chosen = SCENARIOS.filter(({ isInSuite, isAboutQueue }) => isInSuite && (!isOnRedis || isAboutQueue));
// One after the other inherits a house, and opening one takes seconds: those with equal needs are neighbours.
const neighbours = [...Map.groupBy(chosen, ({ needs = {} }) => JSON.stringify(needs)).values()].flat();

describe('nothing is lost and nothing doubled', { shuffle: false, concurrent: true }, () => {
  test.each(neighbours)(
    '$id when $title',
    async (scenario) => {
      const report = await runScenario(scenario, { pool, seed: SEED, size: 'small' });
      reports.push(report);
      expect(report.missed.join('\n'), report.notes.join('\n')).toBe('');
    },
    // With the time for which it waits for its turn.
    300_000,
  );
});
