import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Candle, DAY_MS, MINUTE_MS } from '#engine/index.ts';
import { ensureAsset } from '#io/market/assets.ts';
import { readCandleFile } from '#io/market/candle-file.ts';
import { saveCandles } from '#io/market/candle-store.ts';
import { freshDatabase } from '../support/database.ts';

const { database: db, url } = await freshDatabase();
const MAIN = new URL('../../ops/main.ts', import.meta.url).pathname;
/** Midnight of 2022-09-21 UTC. */
const MIDNIGHT_MS = Date.UTC(2022, 8, 21);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catalogador-export-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  await db.deleteFrom('asset').execute();
});

function run(...words: string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const options = { cwd: folder, env: { ...process.env, DATABASE_URL: url } };
    execFile(process.execPath, [MAIN, ...words], options, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

/** Prices of every kind: plain, of seventeen digits, very small. */
function candleAt(minute: number): Candle {
  const open = [1.08731, 0.1 + 0.2, 1.5e-7, 65_000.123_456_78][minute % 4] ?? 1;
  return { openMs: MIDNIGHT_MS + minute * MINUTE_MS, open, high: open * 1.5, low: open / 3, close: open };
}

async function store(ticker: string, minutes: readonly number[]): Promise<readonly Candle[]> {
  const { id: assetId } = await ensureAsset(db, { ticker, category: 'forex' });
  const candles = minutes.map(candleAt);
  await saveCandles(db, { assetId, timeframeSeconds: 60, candles });
  return candles;
}

/** With a hole, over the borders of days and of the parts that are read at once. */
const MINUTES = [...Array(200).keys(), ...Array.from({ length: 3_000 }, (_, at) => 40 * 1_440 + at)];

test.each(['candles.csv', 'candles.csv.gz'])(
  'what is written to %s is imported again, price for price',
  async (name) => {
    const candles = await store('EURUSD-OTC', MINUTES);
    const path = join(folder, name);
    const { exitCode, stdout, stderr } = await run('export', '--asset', 'eurusd-otc', '--out', path);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toBe(`3200 candles of EURUSD-OTC written to ${path}\n`);
    expect((await readCandleFile(path)).candles).toEqual(candles);

    const again = await run('import', '--asset', 'COPY-OTC', '--file', path);
    expect(again.stdout).toMatch(/Stored +3200 new/);
    const chunks = await db
      .selectFrom('candle_chunk')
      .innerJoin('asset', 'asset.id', 'candle_chunk.asset_id')
      .select(['ticker', 'data'])
      .orderBy('day')
      .execute();
    const bytesOf = (ticker: string) => chunks.filter((row) => row.ticker === ticker).map((row) => row.data);
    expect(bytesOf('COPY-OTC')).toEqual(bytesOf('EURUSD-OTC'));
  },
);

test('a range and a larger timeframe', async () => {
  await store('EURUSD', [...Array(1_500).keys()]);
  const path = join(folder, 'm5.csv');
  const day = new Date(MIDNIGHT_MS + DAY_MS).toISOString().slice(0, 10);
  const words = ['export', '--asset', 'EURUSD', '--out', path, '--timeframe', 'm5'];
  await run(...words, '--from', '2022-09-21T23:30', '--to', day);
  const lines = (await readFile(path, 'utf8')).trim().split('\n');
  expect(lines[0]).toBe('time,open,high,low,close');
  expect(lines).toHaveLength(1 + 6);
  expect(lines[1]).toMatch(new RegExp(`^${MIDNIGHT_MS / 1_000 + 23.5 * 3_600},`));
});

test.each([
  [['--asset', 'NOBODY', '--out', 'x.csv'], 'There are no candles of "NOBODY".'],
  [['--asset', 'EURUSD', '--out', 'x.csv', '--timeframe', 'M2'], '"M2" is no timeframe.'],
  [['--asset', 'EURUSD', '--out', 'x.csv', '--from', '20/11/2026'], '"20/11/2026" is no time.'],
  [['--asset', 'EURUSD', '--out', 'x.csv', '--from', '2026-02-31'], '"2026-02-31" is no time.'],
  [['--asset', 'EURUSD', '--out', 'x.csv', '--from', '2026-02-02', '--to', '2026-02-01'], 'is not before'],
  [['--asset', 'EURUSD', '--out', 'x.csv', '--from', '2026-02-01'], 'from 2022-09-21 to before 2022-09-22'],
  [['--asset', 'EURUSD', '--out', 'nowhere/x.csv'], '"nowhere/x.csv" cannot be written'],
])('%j is refused with a reason, and nothing is left behind', async (words, reason) => {
  await store('EURUSD', [0, 1, 2]);
  await writeFile(join(folder, 'x.csv'), 'mine');
  const { exitCode, stderr } = await run('export', ...words);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(reason);
  expect(await readFile(join(folder, 'x.csv'), 'utf8')).toBe('mine');
  expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
});
