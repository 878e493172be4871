import { describe, expect, test } from 'vitest';
import { HOUR_MS, type JudgedRow, trackRecord, wilson } from '#engine/index.ts';

const row = (facts: Partial<JudgedRow> = {}): JudgedRow => ({
  ...{ ticker: 'EURUSD-OTC', strategyId: 'MINORIA(5)', fromMs: 0, toMs: 24 * HOUR_MS },
  ...{ predictedRatio: 0.9, coinRatio: 0.875, breakEvenRatio: 0.8993, beats: false, wins: 80, n: 100 },
  ...facts,
});

describe('a track record', () => {
  test('of one row is that row', () => {
    const known = trackRecord([row()]);
    expect(known).toMatchObject({
      rows: 1,
      toldRatio: 0.9,
      coinRatio: 0.875,
      came: { wins: 80, n: 100 },
      above: { count: 0, of: 1 },
    });
    expect([known.came.low, known.came.high]).toEqual(wilson({ wins: 80, n: 100 }));
    // By hand: 0.8 · 0.1² + 0.2 · 0.9² and 0.8 · 0.125² + 0.2 · 0.875².
    expect(known.brier).toBeCloseTo(0.17, 12);
    expect(known.coinBrier).toBeCloseTo(0.165625, 12);
  });

  test('is not made more certain by a list that counts the same candles again', () => {
    const once = trackRecord([row()]);
    expect(trackRecord([row(), row(), row()]).came.n).toBeCloseTo(once.came.n, 9);
    // Twelve hours in common: of 48 judged hours 36 are new.
    const half = trackRecord([row(), row({ fromMs: 12 * HOUR_MS, toMs: 36 * HOUR_MS })]);
    expect(half.came.n).toBeCloseTo(150, 9);
  });

  test('grows with other assets, other strategies and other days', () => {
    const others = [{ ticker: 'GBPUSD-OTC' }, { strategyId: 'MHI1_MIN' }, { fromMs: 24 * HOUR_MS, toMs: 48 * HOUR_MS }];
    for (const other of others) expect(trackRecord([row(), row(other)]).came.n).toBe(200);
  });

  test('counts rows above the break-even of their own list, and the marked ones apart', () => {
    const { above, markedAbove } = trackRecord([
      row({ wins: 95 }),
      row({ wins: 89, beats: true }),
      row({ wins: 92, beats: true }),
      row({ wins: 99, breakEvenRatio: null, beats: true }),
      row({ wins: 0, n: 0 }),
    ]);
    expect([above, markedAbove]).toEqual([
      { count: 2, of: 3 },
      { count: 1, of: 2 },
    ]);
  });

  test('of nothing says nothing', () => {
    for (const rows of [[], [row({ wins: 0, n: 0 })]]) {
      expect(trackRecord(rows)).toMatchObject({
        rows: 0,
        toldRatio: null,
        coinRatio: null,
        brier: null,
        coinBrier: null,
      });
      expect(trackRecord(rows).came).toEqual({ wins: 0, n: 0, low: 0, high: 1 });
    }
  });

  test('of a forecaster who is right lies on the diagonal, of one who brags under it', () => {
    const rows = (came: number) =>
      [0.82, 0.87, 0.92].map((predictedRatio, at) =>
        row({ ticker: `A${at}`, predictedRatio, wins: Math.round(1e5 * (predictedRatio - came)), n: 1e5 }),
      );
    expect(trackRecord(rows(0)).calibration.errorRatio).toBeLessThan(1e-9);
    expect(trackRecord(rows(0.05)).calibration.errorRatio).toBeCloseTo(0.05, 9);
    for (const bin of trackRecord(rows(0.05)).calibration.bins) {
      if (bin.toldRatio !== null) expect(bin.came.high).toBeLessThan(bin.toldRatio);
    }
  });
});
