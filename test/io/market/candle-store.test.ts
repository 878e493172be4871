import { describe, expect, test } from 'vitest';
import { type Candle, type Columns, DAY_MS, MINUTE_MS, MISSING } from '#engine/index.ts';
import { ensureAsset } from '#io/market/assets.ts';
import { readColumns, saveCandles } from '#io/market/candle-store.ts';
import { freshDatabase } from '../../support/database.ts';

const { database: db, openAnother } = await freshDatabase();
/** Midnight of 2022-09-21 UTC. */
const MIDNIGHT_MS = Date.UTC(2022, 8, 21);

let tickers = 0;
async function newAsset(): Promise<number> {
  tickers += 1;
  return (await ensureAsset(db, { ticker: `STORE${tickers}`, category: 'forex' })).id;
}

/** A candle whose prices tell its minute. */
function candleAt(minute: number, shift = 0): Candle {
  const open = (100_000 + minute + shift) / 1e5;
  return { openMs: MIDNIGHT_MS + minute * MINUTE_MS, open, high: open + 1, low: open - 0.5, close: open + 0.5 };
}

function candlesAt(from: number, to: number): Candle[] {
  return Array.from({ length: to - from }, (_, at) => candleAt(from + at));
}

async function read(assetId: number, [from, to]: [number, number], timeframe: Columns['timeframe'] = 'M1') {
  const at = (minute: number) => MIDNIGHT_MS + minute * MINUTE_MS;
  return await readColumns(db, { assetId, timeframe, fromMs: at(from), toMs: at(to) });
}

function candlesOf(columns: Columns): Candle[] {
  return [...columns.colours.keys()]
    .filter((place) => columns.colours[place] !== MISSING)
    .map((place) => ({
      openMs: columns.startMs + place * MINUTE_MS,
      open: columns.open[place] ?? 0,
      high: columns.high[place] ?? 0,
      low: columns.low[place] ?? 0,
      close: columns.close[place] ?? 0,
    }));
}

const save = (assetId: number, candles: readonly Candle[], revision?: number) =>
  saveCandles(db, { assetId, timeframeSeconds: 60, candles, ...(revision === undefined ? {} : { revision }) });

describe('saving and reading', () => {
  test('what was saved is read, over the borders of days', async () => {
    const assetId = await newAsset();
    const candles = candlesAt(-100, 3_000);
    expect(await save(assetId, candles)).toEqual({ added: 3_100, revised: 0 });
    expect(candlesOf(await read(assetId, [-200, 4_000]))).toEqual(candles);
  });

  test('a range inside a day gives just its places', async () => {
    const assetId = await newAsset();
    await save(assetId, candlesAt(0, 1_440));
    const columns = await read(assetId, [700, 710]);
    expect(columns.startMs).toBe(MIDNIGHT_MS + 700 * MINUTE_MS);
    expect(candlesOf(columns)).toEqual(candlesAt(700, 710));
  });

  test('missing candles are missing places', async () => {
    const assetId = await newAsset();
    await save(assetId, [candleAt(0), candleAt(3), candleAt(1_441)]);
    const columns = await read(assetId, [0, 1_443]);
    expect(columns.colours).toHaveLength(1_443);
    expect([...columns.colours.slice(0, 5)].map((colour) => colour !== MISSING)).toEqual([
      true,
      false,
      false,
      true,
      false,
    ]);
    expect(candlesOf(columns)).toHaveLength(3);
  });

  test('an asset without candles, and a range of nothing, are empty columns', async () => {
    const assetId = await newAsset();
    expect(candlesOf(await read(assetId, [0, 100]))).toEqual([]);
    expect((await read(assetId, [5, 5])).colours).toHaveLength(0);
    expect((await read(assetId, [5, 1])).colours).toHaveLength(0);
    expect((await read(assetId, [1, 4], 'M5')).colours).toHaveLength(0);
  });

  test('larger candles are made of the stored ones, and only whole ones', async () => {
    const assetId = await newAsset();
    await save(assetId, candlesAt(0, 20));
    const columns = await read(assetId, [3, 19], 'M5');
    expect(columns).toMatchObject({ timeframe: 'M5', startMs: MIDNIGHT_MS + 5 * MINUTE_MS });
    expect([...columns.open]).toEqual([candleAt(5).open, candleAt(10).open]);
    expect([...columns.close]).toEqual([candleAt(9).close, candleAt(14).close]);
  });

  test('assets do not see each other’s candles', async () => {
    const [one, other] = [await newAsset(), await newAsset()];
    await save(one, candlesAt(0, 10));
    expect(candlesOf(await read(other, [0, 10]))).toEqual([]);
  });

  test('a range of ten years is refused before it eats the memory', async () => {
    await expect(read(1, [0, (3_650 * DAY_MS) / MINUTE_MS])).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(read(1, [0, Number.NaN])).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});

describe('what brokers send', () => {
  test('out of order and doubled: the first of each time stays', async () => {
    const assetId = await newAsset();
    const saved = await save(assetId, [candleAt(5), candleAt(1), candleAt(5, 7), candleAt(0), candleAt(1)]);
    expect(saved).toEqual({ added: 3, revised: 0 });
    expect(candlesOf(await read(assetId, [0, 10]))).toEqual([candleAt(0), candleAt(1), candleAt(5)]);
  });

  test('a closed candle told differently later stays as it was', async () => {
    const assetId = await newAsset();
    await save(assetId, [candleAt(0), candleAt(1)]);
    expect(await save(assetId, [candleAt(1, 9), candleAt(2)])).toEqual({ added: 1, revised: 0 });
    expect(candlesOf(await read(assetId, [0, 10]))).toEqual(candlesAt(0, 3));
  });

  test('a newer revision takes its place, an older one does not', async () => {
    const assetId = await newAsset();
    await save(assetId, candlesAt(0, 3));
    expect(await save(assetId, [candleAt(1, 9)], 2)).toEqual({ added: 0, revised: 1 });
    expect(await save(assetId, [candleAt(1, 5), candleAt(3)], 1)).toEqual({ added: 1, revised: 0 });
    expect(await save(assetId, [candleAt(1, 5)], 2)).toEqual({ added: 0, revised: 0 });
    expect(candlesOf(await read(assetId, [0, 10]))).toEqual([candleAt(0), candleAt(1, 9), candleAt(2), candleAt(3)]);
  });

  test('the first of two revised candles with one time counts, even when it changes nothing', async () => {
    const assetId = await newAsset();
    await save(assetId, candlesAt(0, 3));
    expect(await save(assetId, [candleAt(1), candleAt(1, 9)], 2)).toEqual({ added: 0, revised: 0 });
    expect(candlesOf(await read(assetId, [0, 10]))).toEqual(candlesAt(0, 3));
  });

  test.each([
    ['a time between two minutes', { ...candleAt(1), openMs: MIDNIGHT_MS + 1 }],
    ['a price that is no number', { ...candleAt(1), high: Number.NaN }],
    ['a price without end', { ...candleAt(1), low: Number.NEGATIVE_INFINITY }],
    ['a time before all time', { ...candleAt(1), openMs: -60_000 }],
  ])('%s is refused, and its neighbours are not saved', async (_, broken) => {
    const assetId = await newAsset();
    await expect(save(assetId, [candleAt(0), broken])).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(candlesOf(await read(assetId, [0, 10]))).toEqual([]);
  });

  test('nothing to save is no error', async () => {
    expect(await save(await newAsset(), [])).toEqual({ added: 0, revised: 0 });
  });
});

test('savers of the same days from two processes lose nothing', async () => {
  const assetId = await newAsset();
  const pools = [db, openAnother()];
  const candles = candlesAt(-720, 2_160);
  // Each of 24 savers has every 24th candle of all three days, half of them from the newest backwards.
  const saves = Array.from({ length: 24 }, (_, saver) => {
    const mine = candles.filter((_, at) => at % 24 === saver);
    const ordered = saver % 2 === 0 ? mine : mine.toReversed();
    return saveCandles(pools[saver % 2] ?? db, { assetId, timeframeSeconds: 60, candles: ordered });
  });
  const saved = await Promise.all(saves);
  expect(saved.reduce((sum, { added }) => sum + added, 0)).toBe(candles.length);
  expect(candlesOf(await read(assetId, [-720, 2_160]))).toEqual(candles);
});

test('a save takes part in the transaction of its caller', async () => {
  const assetId = await newAsset();
  const failing = db.transaction().execute(async (transaction) => {
    await saveCandles(transaction, { assetId, timeframeSeconds: 60, candles: candlesAt(0, 5) });
    throw new Error('The caller changed its mind.');
  });
  await expect(failing).rejects.toThrow('changed its mind');
  expect(candlesOf(await read(assetId, [0, 10]))).toEqual([]);
});
