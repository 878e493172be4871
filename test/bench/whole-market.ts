import { spawnSync } from 'node:child_process';
import { isDeepStrictEqual } from 'node:util';
import {
  breakEven,
  byLowerBound,
  type Columns,
  DEFAULT_READING,
  emptyColumns,
  expectedPerStake,
  judge,
  MINUTE_MS,
  rowCounter,
  slice,
  strategiesOf,
  type Tally,
  tableCounter,
} from '#engine/index.ts';
import { randomFrom } from '#test/support/random-colours.ts';
import type { BenchRow } from './bench-row.ts';
import { median } from './spread.ts';

const ASSETS = 200;
const DAY = 1440;
const CANDLES = 30 * DAY;
const START_MS = 1_700_000_040_000;
const STRATEGIES = strategiesOf('M1').slice(0, 20);
const MARKET = { timeframe: 'M1', depth: 2, reading: DEFAULT_READING, strategies: STRATEGIES } as const;
const ROUNDS = 9;
const NUMPY_ROUNDS = 3;
const STEPS = 20_000;
const PAYOUT = 0.87;

/** Everything /top is made of: all counts from cold columns and by numpy, one candle more, and the list itself. */
export function benchWholeMarket(): BenchRow[] {
  const assets = Array.from({ length: ASSETS }, (_, seed) => seededColumns(seed, CANDLES));
  const counted = assets.map(tableCounter(MARKET));
  const wholeMs = timesOf(ROUNDS, () => assets.map(tableCounter(MARKET)));
  const numpy = runNumpy(assets);
  if (numpy && !isDeepStrictEqual(numpy.counts, counted.map(plainCounts))) {
    throw new Error('The engine and numpy count the market differently.');
  }
  const numpyMs = numpy && Math.min(...numpy.seconds) * 1000;
  return [
    {
      name: `market: ${ASSETS} assets, 30 days of M1, ${STRATEGIES.length} strategies, two gales, p50`,
      value: median(wholeMs),
      unit: 'ms',
      goal: '≤ 100',
      peer: numpyMs
        ? `× ${(numpyMs / median(wholeMs)).toFixed(1)} numpy (≥ 3)`
        : 'numpy left out: python3 cannot import it',
    },
    ...(numpyMs ? [{ name: 'market: the same with numpy, best', value: numpyMs, unit: 'ms' }] : []),
    oneCandle(),
    ...topRows(assets, counted),
  ];
}

/** A candle closes, and every strategy of its asset is counted over the day that ends with it. */
function oneCandle(): BenchRow {
  const { strategies: _, ...whole } = MARKET;
  const columns = seededColumns(1_000, DAY + STEPS);
  const count = tableCounter(whole);
  const dayUntil = (place: number) =>
    slice(columns, { fromMs: START_MS + (place - DAY) * MINUTE_MS, toMs: START_MS + place * MINUTE_MS });
  const startedMs = performance.now();
  for (let place = DAY; place < DAY + STEPS; place++) count(dayUntil(place));
  const microseconds = ((performance.now() - startedMs) * 1000) / STEPS;
  return {
    name: `market: one new candle → ${count(dayUntil(DAY)).size} strategies counted over its day, mean`,
    value: microseconds,
    unit: 'µs',
    goal: '≤ 50',
  };
}

/** /top from counts that stand ready, and from the candles where each strategy's own latest hundred blocks are asked for. */
function topRows(assets: readonly Columns[], counted: readonly Map<string, Tally>[]): BenchRow[] {
  const count = rowCounter(MARKET);
  return [
    {
      name: `market: /top warm, ${ASSETS * STRATEGIES.length} rows with statistics, correction and order, p50`,
      value: median(timesOf(ROUNDS, () => rankAll(counted))),
      unit: 'ms',
      goal: '≤ 20',
    },
    {
      name: 'market: the rows of the latest 100 blocks of 30 days, with their runs of losses, p50',
      value: median(timesOf(ROUNDS, () => assets.map((columns) => count(columns, { lastBlocks: 100 })))),
      unit: 'ms',
    },
  ];
}

function rankAll(counted: readonly Map<string, Tally>[]) {
  const breakEvenRatio = breakEven({ payoutRatio: PAYOUT, depth: MARKET.depth });
  const rows = counted.flatMap((asset, place) =>
    [...asset].map(([strategyId, counts]) => ({
      ticker: `A${place}`,
      strategyId,
      counts,
      lowRatio: expectedPerStake({ counts, payoutRatio: PAYOUT })?.lowRatio ?? null,
    })),
  );
  const judged = judge(
    rows.map(({ counts }) => ({ wins: counts.total - counts.loss, n: counts.total, breakEvenRatio })),
  );
  return rows.map((row, place) => ({ ...row, ...judged[place]! })).sort(byLowerBound);
}

function seededColumns(seed: number, length: number): Columns {
  const next = randomFrom(seed);
  const columns = emptyColumns({ timeframe: 'M1', startMs: START_MS, length });
  for (let place = 0; place < length; place++) {
    const drawn = next();
    columns.colours[place] = drawn < 0.001 ? 0 : drawn < 0.05 ? 3 : drawn < 0.525 ? 1 : 2;
  }
  return columns;
}

function plainCounts(asset: Map<string, Tally>): Record<string, number[]> {
  return Object.fromEntries(
    [...asset].map(([id, { win, loss, doji, noSignal }]) => [id, [...win, loss, doji, noSignal]]),
  );
}

function runNumpy(assets: readonly Columns[]): { seconds: number[]; counts: Record<string, number[]>[] } | null {
  if (spawnSync('python3', ['-c', 'import numpy']).status !== 0) return null;
  const task = {
    start: START_MS / MINUTE_MS,
    depth: MARKET.depth,
    rounds: NUMPY_ROUNDS,
    rows: STRATEGIES,
    assets: ASSETS,
  };
  const input = Buffer.concat([Buffer.from(`${JSON.stringify(task)}\n`), ...assets.map(({ colours }) => colours)]);
  const program = new URL('whole_market_numpy.py', import.meta.url).pathname;
  const { stdout, stderr, status } = spawnSync('python3', ['-B', program], { input, maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`numpy program: ${stderr}`);
  return JSON.parse(stdout.toString());
}

function timesOf(rounds: number, act: () => unknown): number[] {
  act();
  return Array.from({ length: rounds }, () => {
    const startedMs = performance.now();
    act();
    return performance.now() - startedMs;
  });
}
