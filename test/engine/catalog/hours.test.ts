import { describe, expect, test } from 'vitest';
import {
  CANCELED,
  type Cycle,
  DEFAULT_READING,
  evaluate,
  findStrategy,
  HOUR_MS,
  type HourCell,
  hourTable,
  LOSS,
  PENDING,
  shrink,
  slice,
} from '#engine/index.ts';
import { randomColumns } from '#test/support/random-columns.ts';

/** 2026-11-20 is a Friday. */
const FRIDAY_MS = 1_795_132_800_000;
const inSaoPaulo = () => -3 * HOUR_MS;

const cycleAt = (entryMs: number, result: number): Cycle => ({ blockMs: 0, entryMs, result, direction: 1 });
const played = (table: readonly (readonly HourCell[])[]) =>
  table.flatMap((hours, weekday) => hours.flatMap(({ wins, n }, hour) => (n > 0 ? [[weekday, hour, wins, n]] : [])));

describe('hourTable', () => {
  test('has seven days of twenty-four hours', () => {
    const table = hourTable({ cycles: [] }, { utcOffsetMsAt: inSaoPaulo });
    expect(table.map((hours) => hours.length)).toEqual(new Array(7).fill(24));
  });

  test('counts at the local hour of the entry: Friday 00:30 in Greenwich is Thursday 21:30 in São Paulo', () => {
    const cycles = [cycleAt(FRIDAY_MS + HOUR_MS / 2, 0), cycleAt(FRIDAY_MS + HOUR_MS / 2, LOSS)];
    expect(played(hourTable({ cycles }, { utcOffsetMsAt: inSaoPaulo }))).toEqual([[4, 21, 1, 2]]);
    expect(played(hourTable({ cycles }, { utcOffsetMsAt: () => 0 }))).toEqual([[5, 0, 1, 2]]);
  });

  test('the last minute of Saturday and the first of Sunday are a week apart in the table', () => {
    const sundayMs = FRIDAY_MS + 48 * HOUR_MS;
    const cycles = [cycleAt(sundayMs - 60_000, 2), cycleAt(sundayMs, LOSS)];
    expect(played(hourTable({ cycles }, { utcOffsetMsAt: () => 0 }))).toEqual([
      [0, 0, 0, 1],
      [6, 23, 1, 1],
    ]);
  });

  // New York, 2021-03-14: at 07:00 UTC the clocks go from 02:00 to 03:00. 2021-11-07: at 06:00 UTC back from 02:00 to 01:00.
  test('no hour is counted that the clocks skip, and one they repeat is counted twice', () => {
    const [springMs, autumnMs] = [1_615_705_200_000, 1_636_264_800_000];
    const utcOffsetMsAt = (atMs: number) => (atMs >= springMs && atMs < autumnMs ? -4 : -5) * HOUR_MS;
    const around = (turnMs: number) => [-2, -1, 0, 1].map((hours) => cycleAt(turnMs + hours * HOUR_MS, 0));
    expect(played(hourTable({ cycles: around(springMs) }, { utcOffsetMsAt }))).toEqual([
      [0, 0, 1, 1],
      [0, 1, 1, 1],
      [0, 3, 1, 1],
      [0, 4, 1, 1],
    ]);
    expect(played(hourTable({ cycles: around(autumnMs) }, { utcOffsetMsAt }))).toEqual([
      [0, 0, 1, 1],
      [0, 1, 2, 2],
      [0, 2, 1, 1],
    ]);
  });

  test('leaves out what was no bet or is still open', () => {
    const cycles = [cycleAt(FRIDAY_MS, CANCELED), cycleAt(FRIDAY_MS, PENDING)];
    expect(played(hourTable({ cycles }, { utcOffsetMsAt: inSaoPaulo }))).toEqual([]);
  });

  test('adds up to the catalog it was made from, also when cut at an hour in the middle of a session', () => {
    const strategy = findStrategy({ timeframe: 'M1', name: 'MHI1_MIN' })!;
    const columns = randomColumns({ seed: 9, length: 20_000, offset: 37, missingShare: 0.02 });
    const cut = slice(columns, { fromMs: columns.startMs + 1234 * 60_000, toMs: columns.startMs + 9876 * 60_000 });
    for (const candles of [columns, cut]) {
      const evaluation = evaluate(candles, { strategy, depth: 2, reading: DEFAULT_READING });
      const cells = hourTable(evaluation, { utcOffsetMsAt: inSaoPaulo }).flat();
      const { total, loss } = evaluation.counts;
      expect(cells.reduce((sum, { n }) => sum + n, 0)).toBe(total);
      expect(cells.reduce((sum, { wins }) => sum + wins, 0)).toBe(total - loss);
    }
  });
});

describe('shrink', () => {
  /** Cells of one row; the rest of the week is empty. */
  const ratiosOf = (...cells: [wins: number, n: number][]) =>
    shrink([cells.map(([wins, n]) => ({ wins, n }))])[0]!.map(({ ratio }) => ratio);

  // Worked by hand. Mean 0.5, N = 40: Σ n·(p − ½)² = 2·20·0.09 = 3.6; ρ = (3.6/0.25 − 1) / (2·½·19) = 13.4/19;
  // K = 19/13.4 − 1 = 0.41791; (16 + 0.5·K)/(20 + K) = 0.793860.
  test('cells that differ more than chance keep most of their difference', () => {
    expect(ratiosOf([16, 20], [4, 20])).toEqual([expect.closeTo(0.79386, 5), expect.closeTo(0.20614, 5)]);
  });

  // Σ n·(p − ½)² = 2·10·0.01 = 0.2; 0.2/0.25 − 1 < 0: no more than chance.
  test('cells that differ no more than chance all become the common rate', () => {
    expect(ratiosOf([6, 10], [4, 10])).toEqual([0.5, 0.5]);
  });

  // Mean 60/110, N = 110, k = 3, Σ n·(p − mean)² = 50·(0.8−m)² + 50·(0.2−m)² + 10·(1−m)² = 11.272727;
  // ρ = (45.466667 − 2) / (2·(60/110)·49 + (100/110)·9) = 43.466667/61.636364 = 0.705211; K = 0.418020.
  test('the fewer entries a cell has, the further it moves', () => {
    const [often, , seldom] = ratiosOf([40, 50], [10, 50], [10, 10]);
    expect(often).toBeCloseTo((40 + (0.41802 * 60) / 110) / 50.41802, 5);
    expect(seldom).toBeCloseTo((10 + (0.41802 * 60) / 110) / 10.41802, 5);
    expect(0.8 - often!).toBeLessThan(1 - seldom!);
  });

  test('an empty cell has no rate, and a table without entries none at all', () => {
    expect(ratiosOf([16, 20], [0, 0], [4, 20])[1]).toBeNull();
    expect(ratiosOf([0, 0], [0, 0])).toEqual([null, null]);
  });

  test('only wins, only losses and single entries are pulled all the way', () => {
    expect(ratiosOf([10, 10], [3, 3])).toEqual([1, 1]);
    expect(ratiosOf([0, 10], [0, 3])).toEqual([0, 0]);
    expect(ratiosOf([1, 1], [0, 1])).toEqual([0.5, 0.5]);
    expect(ratiosOf([7, 10])).toEqual([0.7]);
  });

  test('hours of a coin are shown as what they are: alike', () => {
    const strategy = findStrategy({ timeframe: 'M1', name: 'MHI1_MIN' })!;
    const evaluation = evaluate(randomColumns({ seed: 4, length: 43_200, dojiShare: 0 }), {
      strategy,
      depth: 0,
      reading: DEFAULT_READING,
    });
    const table = hourTable(evaluation, { utcOffsetMsAt: inSaoPaulo });
    const spread = (ratios: number[]) => Math.max(...ratios) - Math.min(...ratios);
    const [plain, pulled] = [
      table.flat().map(({ wins, n }) => wins / n),
      shrink(table)
        .flat()
        .map(({ ratio }) => ratio!),
    ];
    expect(spread(plain)).toBeGreaterThan(0.2);
    expect(spread(pulled)).toBeLessThan(0.05);
  });
});
