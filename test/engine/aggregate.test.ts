import { describe, expect, test } from 'vitest';
import { aggregate, columnsFrom, emptyColumns, MINUTE_MS, MISSING, RED } from '#engine/index.ts';
import { BLOCK_START_MS, columnsOf } from '#test/support/colours.ts';

const candle = (place: number, [open, high, low, close]: readonly [number, number, number, number]) => {
  return { openMs: BLOCK_START_MS + place * MINUTE_MS, open, high, low, close };
};

describe('aggregate', () => {
  test('opens with the earliest candle, closes with the latest, and spans the extremes', () => {
    const smaller = columnsFrom([candle(0, [5, 6, 4, 5.5]), candle(2, [7, 9, 3, 8]), candle(4, [2, 2.5, 1, 2])], 'M1');
    const larger = aggregate(smaller, 'M5');
    expect([larger.open[0], larger.high[0], larger.low[0], larger.close[0]]).toEqual([5, 9, 1, 2]);
    expect([...larger.colours]).toEqual([RED]);
  });

  test('makes a bucket of a single candle, and none of none', () => {
    const smaller = columnsFrom([candle(3, [1, 1, 1, 1]), candle(14, [2, 2, 2, 2])], 'M1');
    expect([...aggregate(smaller, 'M5').colours].map((colour) => colour !== MISSING)).toEqual([true, false, true]);
  });

  test('aligns buckets to the clock, not to the first candle', () => {
    const larger = aggregate(columnsOf('GGGGG', { startMs: BLOCK_START_MS + 3 * MINUTE_MS }), 'M5');
    expect(larger.startMs).toBe(BLOCK_START_MS);
    expect(larger.colours).toHaveLength(2);
  });

  test('of M15 from M1 is that of M15 from M5', () => {
    const m1 = columnsOf('GRDRG GRRGG RGGRD GRGRG G_GDR GRG');
    expect(aggregate(aggregate(m1, 'M5'), 'M15')).toEqual(aggregate(m1, 'M15'));
  });

  test('leaves its own timeframe and nothing at all alone', () => {
    const columns = columnsOf('GRG');
    expect(aggregate(columns, 'M1')).toBe(columns);
    expect(aggregate(emptyColumns({ timeframe: 'M1', startMs: 0, length: 0 }), 'M5').colours).toHaveLength(0);
  });
});
