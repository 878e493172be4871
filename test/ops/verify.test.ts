import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { DAY_MS } from '#engine/index.ts';
import { lastList } from '#io/db/lists.ts';
import { createLog } from '#io/log.ts';
import { scoreLists } from '#jobs/handlers/score-lists.ts';
import { snapshotLists } from '#jobs/handlers/snapshot-lists.ts';
import { freshDatabase } from '../support/database.ts';
import { saveFairMarket } from '../support/fair-market.ts';

const { database: db, url } = await freshDatabase();
const MAIN = new URL('../../ops/main.ts', import.meta.url).pathname;
/** 2026-11-10 00:00 UTC. */
const START_MS = 1_794_268_800_000;

function runVerify(...words: string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const options = { cwd: tmpdir(), env: { ...process.env, DATABASE_URL: url } };
    execFile(process.execPath, [MAIN, 'verify', ...words], options, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

test('an operator reads that all is well, and after a change where it is not', async () => {
  expect(await runVerify()).toMatchObject({
    exitCode: 0,
    stdout: 'OK: 0 lists and 0 scores are as they were written; 0 scores are still to come.\n',
  });

  await saveFairMarket(db, { assets: ['EURUSD-OTC', 'GBPUSD-OTC'], fromMs: START_MS, minutes: 3 * 1440 });
  const log = createLog({ level: 'silent', environment: 'test', room: 'test' });
  const nowMs = START_MS + DAY_MS + 1_000_000;
  await snapshotLists({ db, nowMs: () => nowMs }, { log });
  await scoreLists({ db, desk: null, nowMs: () => nowMs + 1.5 * DAY_MS }, { log });
  const seal = (await lastList(db))?.hash;
  const well = await runVerify('--from', '2');
  expect(well).toMatchObject({ exitCode: 0, stderr: '' });
  expect(well.stdout).toMatch(/^OK: 3 lists and \d+ scores are as they were written; 0 scores are still to come\.\n/);
  expect(well.stdout).toContain(`The seal of list 4 is ${seal}.`);

  await sql`alter table list disable trigger written_once`.execute(db);
  await sql`update list set created_at = created_at - interval '1 minute' where seq = 3`.execute(db);
  const broken = await runVerify();
  expect(broken.exitCode).toBe(1);
  expect(broken.stdout).toMatch(/^BROKEN at list 3: it is not what was sealed\.\nBefore it, 2 lists/);
});

test.each(['0', 'x', '-1', '1.5', '9'.repeat(40)])('a start of "%s" is refused with an example', async (from) => {
  const { exitCode, stdout, stderr } = await runVerify('--from', from);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toMatch(/is no list[\s\S]*--from 120/);
});
