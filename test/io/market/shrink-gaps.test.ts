import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MINUTE_MS } from '#engine/index.ts';
import { ensureAsset } from '#io/market/assets.ts';
import { recordGaps } from '#io/market/candle-gaps.ts';
import { saveCandles } from '#io/market/candle-store.ts';
import { freshDatabase } from '../../support/database.ts';

const { database: db } = await freshDatabase();
/** Some minutes before a midnight, so that gaps lie over it. */
const START_MS = Date.UTC(2026, 10, 20) - 20 * MINUTE_MS;
const at = (minute: number) => START_MS + minute * MINUTE_MS;

let assets = 0;
async function newAsset(): Promise<number> {
  assets += 1;
  return (await ensureAsset(db, { ticker: `GAP${assets}`, category: 'forex' })).id;
}

type GapAt = [from: number, to: number, reason: 'closed' | 'missing'];

async function note(assetId: number, gaps: readonly GapAt[]): Promise<void> {
  const rows = gaps.map(([from, to, reason]) => ({ fromMs: at(from), toMs: at(to), reason }));
  await recordGaps(db, { assetId, gaps: rows, nowMs: at(10_000) });
}

async function save(assetId: number, minutes: readonly number[]): Promise<void> {
  const candles = minutes.map((minute) => ({ openMs: at(minute), open: 1, high: 1, low: 1, close: 1 }));
  await saveCandles(db, { assetId, timeframeSeconds: 60, candles });
}

async function gapsOf(assetId: number): Promise<GapAt[]> {
  const rows = await db
    .selectFrom('candle_gap')
    .selectAll()
    .where('asset_id', '=', assetId)
    .orderBy('from_ms')
    .execute();
  const minute = (ms: number) => (ms - START_MS) / MINUTE_MS;
  return rows.map((row) => [minute(row.from_ms), minute(row.to_ms), row.reason as GapAt[2]]);
}

test.each<[string, number[], GapAt[]]>([
  ['at its start', [0, 1], [[2, 40, 'missing']]],
  ['at its end', [39], [[0, 39, 'missing']]],
  [
    'in the middle',
    [10, 25],
    [
      [0, 10, 'missing'],
      [11, 25, 'missing'],
      [26, 40, 'missing'],
    ],
  ],
  ['outside', [-1, 40], [[0, 40, 'missing']]],
  ['all over', Array.from({ length: 40 }, (_, minute) => minute), []],
])('candles %s leave what is empty still', async (_, minutes, left) => {
  const assetId = await newAsset();
  await note(assetId, [[0, 40, 'missing']]);
  await save(assetId, minutes);
  expect(await gapsOf(assetId)).toEqual(left);
});

test('each keeps its reason', async () => {
  const assetId = await newAsset();
  await note(assetId, [
    [0, 10, 'closed'],
    [10, 20, 'missing'],
  ]);
  await save(assetId, [9, 10]);
  expect(await gapsOf(assetId)).toEqual([
    [0, 9, 'closed'],
    [11, 20, 'missing'],
  ]);
});

test('a longer note takes the place of those inside it', async () => {
  const assetId = await newAsset();
  await note(assetId, [
    [5, 6, 'missing'],
    [8, 12, 'missing'],
  ]);
  await note(assetId, [[2, 12, 'closed']]);
  expect(await gapsOf(assetId)).toEqual([[2, 12, 'closed']]);
});

test('no minute has both a candle and a note, whatever comes in which order', async () => {
  const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 20 });
  const spans = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 })), { maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(spans, fc.array(minutes, { maxLength: 4 }), async (holes, arrivals) => {
      const assetId = await newAsset();
      await note(
        assetId,
        holes.map(([from, length]) => [from, from + length, 'missing']),
      );
      const came = new Set<number>();
      for (const candles of arrivals) {
        await save(assetId, candles);
        for (const minute of candles) came.add(minute);
      }
      for (const [from, to] of await gapsOf(assetId)) {
        for (let minute = from; minute < to; minute += 1) expect(came.has(minute)).toBe(false);
      }
    }),
    { numRuns: 40 },
  );
});
