import { parseArgs } from 'node:util';
import { drawReports } from './draw-reports.ts';
import { createHousePool } from './house-pool.ts';
import { type Report, runScenario } from './run-scenario.ts';
import { SCENARIOS } from './scenarios/index.ts';

/**
 * `npm run faults -- [--only F13,F14] [--seeds 20] [--seed 7] [--small]`: every fault for real, with 20 seeds from 7 on; ends with 1
 * when a goal is missed.
 * With `TEST_BACKEND=redis` all houses stand on Redis.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seeds: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    small: { type: 'boolean', default: false },
  },
});
const first = Number(values.seed);
const wanted = values.only?.toUpperCase().split(',');
const chosen = SCENARIOS.filter(({ id }) => wanted === undefined || wanted.includes(id));
if (chosen.length === 0) throw new Error(`No scenario is called "${values.only}".`);

const pool = createHousePool();
const reports: Report[] = [];
for (const scenario of chosen) {
  for (let seed = first; seed < first + Number(values.seeds); seed += 1) {
    process.stderr.write(`${scenario.id} seed ${seed}: ${scenario.title}\n`);
    const report = await runScenario(scenario, { pool, seed, size: values.small ? 'small' : 'full' });
    for (const line of [...report.missed, ...report.notes]) process.stderr.write(`  ${line}\n`);
    reports.push(withTime(report));
    if (report.unable !== null) break;
  }
}
await pool.close();
process.stdout.write(`${drawReports(reports)}\n`);
process.exitCode = reports.some(({ missed }) => missed.length > 0) ? 1 : 0;

/** Seconds count here, where nothing else runs; among other tests they would measure those. */
function withTime(report: Report): Report {
  const { recoverSeconds } = report.scenario;
  if (recoverSeconds === null || report.recoveredSeconds <= recoverSeconds) return report;
  const late = `recovered after ${report.recoveredSeconds.toFixed(1)} s, the goal is ${recoverSeconds} s`;
  return { ...report, missed: [...report.missed, late] };
}
