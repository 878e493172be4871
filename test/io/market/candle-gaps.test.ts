import { expect, test } from 'vitest';
import { MINUTE_MS, type TimeRange } from '#engine/index.ts';
import { ensureAsset } from '#io/market/assets.ts';
import { type Gap, missingRanges, recordGaps } from '#io/market/candle-gaps.ts';
import { saveCandles } from '#io/market/candle-store.ts';
import { freshDatabase } from '../../support/database.ts';

const { database: db } = await freshDatabase();
const MIDNIGHT_MS = Date.UTC(2022, 8, 21);
const at = (minute: number) => MIDNIGHT_MS + minute * MINUTE_MS;
const YEARS_LATER_MS = at(2_000_000);

let tickers = 0;
async function assetWith(minutes: readonly number[]): Promise<number> {
  tickers += 1;
  const { id } = await ensureAsset(db, { ticker: `GAP${tickers}`, category: 'forex' });
  const candles = minutes.map((minute) => ({ openMs: at(minute), open: 1, high: 1, low: 1, close: 1 }));
  await saveCandles(db, { assetId: id, timeframeSeconds: 60, candles });
  return id;
}

async function missing(assetId: number, [from, to]: [number, number], nowMs = YEARS_LATER_MS) {
  const ranges = await missingRanges(db, { assetId, fromMs: at(from), toMs: at(to), nowMs });
  return ranges.map((range: TimeRange) => [range.fromMs, range.toMs].map((ms) => (ms - MIDNIGHT_MS) / MINUTE_MS));
}

async function note(
  assetId: number,
  [from, to]: [number, number],
  { nowMs = YEARS_LATER_MS, reason = 'missing' as Gap['reason'] } = {},
) {
  await recordGaps(db, { assetId, gaps: [{ fromMs: at(from), toMs: at(to), reason }], nowMs });
}

test('all of a range is missing while nothing is known', async () => {
  expect(await missing(await assetWith([]), [-5, 3_000])).toEqual([[-5, 3_000]]);
});

test('what is stored is not missing, over the borders of days', async () => {
  const assetId = await assetWith([-1, 0, 1, 2, 5, 1_440]);
  expect(await missing(assetId, [-2, 1_442])).toEqual([
    [-2, -1],
    [3, 5],
    [6, 1_440],
    [1_441, 1_442],
  ]);
});

test('a day that is all there is not missing', async () => {
  const assetId = await assetWith([...Array(1_440).keys()]);
  expect(await missing(assetId, [0, 1_440])).toEqual([]);
  expect(await missing(assetId, [-1, 1_441])).toEqual([
    [-1, 0],
    [1_440, 1_441],
  ]);
});

test('a gap that was noted is not asked for again, in part or whole', async () => {
  const assetId = await assetWith([0, 1, 2]);
  await note(assetId, [3, 10]);
  await note(assetId, [10, 12], { reason: 'closed' });
  expect(await missing(assetId, [0, 12])).toEqual([]);
  expect(await missing(assetId, [5, 15])).toEqual([[12, 15]]);
});

test('a gap noted twice keeps the longer end', async () => {
  const assetId = await assetWith([]);
  await note(assetId, [3, 10]);
  await note(assetId, [3, 6]);
  expect(await missing(assetId, [0, 12])).toEqual([
    [0, 3],
    [10, 12],
  ]);
});

test('a hole noted within ten minutes of its end is looked at once more later, a closed market never', async () => {
  const [young, closed] = [await assetWith([]), await assetWith([])];
  await note(young, [0, 10], { nowMs: at(15) });
  await note(closed, [0, 10], { nowMs: at(15), reason: 'closed' });
  expect(await missing(young, [0, 10], at(20))).toEqual([]);
  expect(await missing(young, [0, 10], at(26))).toEqual([[0, 10]]);
  expect(await missing(closed, [0, 10], at(26))).toEqual([]);
  await note(young, [0, 10], { nowMs: at(26) });
  expect(await missing(young, [0, 10])).toEqual([]);
});

test('a range of nothing misses nothing', async () => {
  const assetId = await assetWith([]);
  expect(await missing(assetId, [5, 5])).toEqual([]);
  expect(await missing(assetId, [5, 1])).toEqual([]);
});
