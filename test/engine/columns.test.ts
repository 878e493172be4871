import { describe, expect, test } from 'vitest';
import { AppError, columnsFrom, coverage, DOJI, GREEN, MINUTE_MS, MISSING, RED, slice } from '#engine/index.ts';
import { BLOCK_START_MS, candlesOf, columnsOf } from '#test/support/colours.ts';

const minute = (count: number) => BLOCK_START_MS + count * MINUTE_MS;

describe('columnsFrom', () => {
  test('puts candles on their grid and leaves holes where there are none', () => {
    const columns = columnsOf('GR__D');
    expect([...columns.colours]).toEqual([GREEN, RED, MISSING, MISSING, DOJI]);
    expect([...columns.close]).toEqual([1.5, 0.5, Number.NaN, Number.NaN, 1]);
    expect(columns.startMs).toBe(BLOCK_START_MS);
  });

  test('calls only exact equality a doji', () => {
    const candle = { openMs: 0, open: 0.1 + 0.2, high: 1, low: 0, close: 0.3 };
    expect([...columnsFrom([candle], 'M1').colours]).toEqual([RED]);
    expect([...columnsFrom([{ ...candle, close: candle.open }], 'M1').colours]).toEqual([DOJI]);
  });

  test('takes candles in any order and keeps the first of two with one time', () => {
    const [first, second] = candlesOf('GR');
    const again = { ...first!, close: 0.25 };
    expect([...columnsFrom([second!, first!, again], 'M1').close]).toEqual([1.5, 0.5]);
  });

  test('refuses a time off the grid, a price that is no number, and a candle from another century', () => {
    const [candle] = candlesOf('G');
    const broken = [
      { openMs: minute(0) + 1 },
      { close: Number.NaN },
      { high: Number.POSITIVE_INFINITY },
      { openMs: Number.NaN },
    ];
    for (const wrong of broken) expect(() => columnsFrom([{ ...candle!, ...wrong }], 'M1')).toThrow(AppError);
    expect(() => columnsFrom([candle!, { ...candle!, openMs: 0 }], 'M1')).toThrow(/do not fit on one grid/);
  });
});

describe('slice', () => {
  test('cuts at the range, and at the columns where the range is larger', () => {
    const columns = columnsOf('GRGRG');
    expect([...slice(columns, { fromMs: minute(1), toMs: minute(3) }).colours]).toEqual([RED, GREEN]);
    expect(slice(columns, { fromMs: minute(1), toMs: minute(3) }).startMs).toBe(minute(1));
    expect(slice(columns, { fromMs: minute(-9), toMs: minute(99) })).toEqual(columns);
    expect(slice(columns, { fromMs: minute(7), toMs: minute(9) }).colours).toHaveLength(0);
    expect(slice(columns, { fromMs: minute(3), toMs: minute(1) }).colours).toHaveLength(0);
  });

  test('takes a candle that opens at the start and not one that opens at the end', () => {
    const half = 30_000;
    expect(slice(columnsOf('GRGRG'), { fromMs: minute(1) - half, toMs: minute(2) + half }).colours).toHaveLength(2);
  });
});

describe('coverage', () => {
  test('expects candles outside the columns too', () => {
    const columns = columnsOf('GR_RG');
    expect(coverage(columns, { fromMs: minute(0), toMs: minute(5) })).toEqual({ present: 4, expected: 5 });
    expect(coverage(columns, { fromMs: minute(-5), toMs: minute(10) })).toEqual({ present: 4, expected: 15 });
    expect(coverage(columns, { fromMs: minute(10), toMs: minute(5) })).toEqual({ present: 0, expected: 0 });
  });
});
