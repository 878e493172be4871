import { describe, expect, test } from 'vitest';
import {
  DAY_MS,
  DEFAULT_READING,
  emptyColumns,
  evaluate,
  findStrategy,
  GREEN,
  HOUR_MS,
  MINUTE_MS,
  slice,
  strategiesOf,
  TIMEFRAMES,
  timeframeMs,
  type Window,
  windowRange,
} from '#engine/index.ts';

/** Thursday 12:03:20 UTC: inside a block and inside a candle. */
const NOW_MS = Date.UTC(2026, 10, 19, 12, 3, 20);
const MINORITY = findStrategy({ timeframe: 'M1', name: 'minority' })!;

const rangeOf = (window: Window, strategy = MINORITY) => windowRange({ window, strategy, depth: 2, nowMs: NOW_MS });

describe('windowRange', () => {
  test('ends with the last closed candle', () => {
    expect(rangeOf({ kind: 'hours', count: 1 }).toMs).toBe(Date.UTC(2026, 10, 19, 12, 3));
    const m5 = findStrategy({ timeframe: 'M5', name: 'minority' })!;
    expect(rangeOf({ kind: 'hours', count: 1 }, m5).toMs).toBe(Date.UTC(2026, 10, 19, 12, 0));
  });

  test('starts with the block that holds the first moment', () => {
    expect(rangeOf({ kind: 'hours', count: 24 }).fromMs).toBe(Date.UTC(2026, 10, 18, 12, 0));
    expect(rangeOf({ kind: 'days', count: 7 }).fromMs).toBe(Date.UTC(2026, 10, 12, 12, 0));
  });

  test('keeps to the dates asked for, but not beyond now', () => {
    const fromMs = Date.UTC(2026, 10, 1, 3);
    expect(rangeOf({ kind: 'dates', fromMs, toMs: fromMs + DAY_MS })).toEqual({ fromMs, toMs: fromMs + DAY_MS });
    expect(rangeOf({ kind: 'dates', fromMs, toMs: NOW_MS + DAY_MS }).toMs).toBe(Date.UTC(2026, 10, 19, 12, 3));
  });

  test('is empty, not backwards, for dates still to come', () => {
    const { fromMs, toMs } = rangeOf({ kind: 'dates', fromMs: NOW_MS + DAY_MS, toMs: NOW_MS + 2 * DAY_MS });
    expect(fromMs).toBe(toMs);
  });

  for (const strategy of TIMEFRAMES.flatMap((timeframe) => strategiesOf(timeframe))) {
    test(`holds enough for the blocks asked of ${strategy.timeframe} ${strategy.id}, at any minute`, () => {
      for (let minute = 0; minute < 60; minute += 7) {
        const nowMs = NOW_MS + minute * MINUTE_MS;
        const range = windowRange({ window: { kind: 'blocks', count: 10 }, strategy, depth: 2, nowMs });
        const stepMs = timeframeMs(strategy.timeframe);
        const columns = emptyColumns({ timeframe: strategy.timeframe, startMs: range.fromMs - HOUR_MS, length: 300 });
        columns.colours.fill(GREEN);
        const { counts } = evaluate(slice(columns, range), {
          strategy,
          depth: 2,
          reading: DEFAULT_READING,
          lastBlocks: 10,
        });
        expect(counts.cycles).toBe(10);
        expect(range.fromMs % (strategy.block * stepMs)).toBe(0);
      }
    });
  }
});
