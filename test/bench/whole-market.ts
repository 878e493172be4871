import { spawnSync } from 'node:child_process';
import { isDeepStrictEqual } from 'node:util';
import {
  addCandle,
  breakEven,
  byLowerBound,
  type Columns,
  counterPlan,
  countMarket,
  DEFAULT_READING,
  emptyColumns,
  expectedPerStake,
  judge,
  lastBlocksCounter,
  MINUTE_MS,
  openCounters,
  slice,
  strategiesOf,
  type Tally,
  talliesOf,
} from '#engine/index.ts';
import { randomFrom } from '#test/support/random-colours.ts';
import type { BenchRow } from './bench-row.ts';
import { median } from './spread.ts';

const ASSETS = 200;
const CANDLES = 30 * 1440;
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
  const counted = countMarket(assets, MARKET);
  const wholeMs = timesOf(ROUNDS, () => countMarket(assets, MARKET));
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

/** A closed candle and all counters of its asset. */
function oneCandle(): BenchRow {
  const columns = seededColumns(1_000, CANDLES + STEPS);
  const known = slice(columns, { fromMs: START_MS, toMs: START_MS + CANDLES * MINUTE_MS });
  const counters = openCounters(counterPlan({ ...MARKET, windowCandles: CANDLES }), known);
  const startedMs = performance.now();
  for (let place = CANDLES; place < CANDLES + STEPS; place++) {
    addCandle(counters, { openMs: START_MS + place * MINUTE_MS, colour: columns.colours[place]! });
  }
  const microseconds = ((performance.now() - startedMs) * 1000) / STEPS;
  const after = slice(columns, {
    fromMs: START_MS + STEPS * MINUTE_MS,
    toMs: START_MS + (CANDLES + STEPS) * MINUTE_MS,
  });
  if (!isDeepStrictEqual(talliesOf(counters), countMarket([after], MARKET)[0])) {
    throw new Error('The running counters and the catalog count differently.');
  }
  return {
    name: 'market: one new candle → all counters of its asset, mean',
    value: microseconds,
    unit: 'µs',
    goal: '≤ 50',
  };
}

/** /top from warm counters, and from the candles where each strategy's own latest hundred blocks are asked for. */
function topRows(assets: readonly Columns[], counted: readonly Map<string, Tally>[]): BenchRow[] {
  const lastBlocks = lastBlocksCounter({ ...MARKET, lastBlocks: 100 });
  return [
    {
      name: `market: /top warm, ${ASSETS * STRATEGIES.length} rows with statistics, correction and order, p50`,
      value: median(timesOf(ROUNDS, () => rankAll(counted))),
      unit: 'ms',
      goal: '≤ 20',
    },
    {
      name: 'market: the counts of the latest 100 blocks of each, p50',
      value: median(timesOf(ROUNDS, () => assets.map(lastBlocks))),
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
