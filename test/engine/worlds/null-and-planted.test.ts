import { expect, test } from 'vitest';
import {
  breakEven,
  type Columns,
  chanceOfAtLeast,
  DEFAULT_READING,
  emptyColumns,
  judge,
  strategiesOf,
  type Tally,
  type Tried,
  tableCounter,
} from '#engine/index.ts';
import { BLOCK_START_MS } from '#test/support/colours.ts';
import { randomFrom } from '#test/support/random-colours.ts';

const ASSETS = 200;
const STRATEGIES = strategiesOf('M1').slice(0, 20);
const SEEDS = 100;

/** A day of fair coins for every asset, without dojis: the hardest case, since each doji is a bet lost. */
function coins(seed: number): Columns[] {
  const next = randomFrom(seed);
  return Array.from({ length: ASSETS }, () => {
    const columns = emptyColumns({ timeframe: 'M1', startMs: BLOCK_START_MS, length: 1440 });
    for (let place = 0; place < 1440; place++) columns.colours[place] = next() < 0.5 ? 1 : 2;
    return columns;
  });
}

function triedAt({ loss, total, win }: Tally, payoutRatio: number): Tried {
  return { wins: total - loss, n: total, breakEvenRatio: breakEven({ payoutRatio, depth: win.length - 1 }) };
}

// A payout of 1 makes the coin's own rate the break-even: then nothing but the correction stands between luck and a badge.
test.for([
  [0, 1],
  [2, 1],
  [2, 0.87],
] as const)(
  'in at most 7 of 100 worlds of coins any of 4,000 rows has a badge, at %i gales and a payout of %f',
  { timeout: 120_000 },
  ([depth, payoutRatio]) => {
    const count = tableCounter({ timeframe: 'M1', depth, reading: DEFAULT_READING, strategies: STRATEGIES });
    let [worlds, luckyAlone] = [0, 0];
    for (let seed = 0; seed < SEEDS; seed++) {
      const counts = coins(seed).map(count);
      const judged = judge(counts.flatMap((asset) => [...asset.values()].map((tally) => triedAt(tally, payoutRatio))));
      expect(judged).toHaveLength(ASSETS * STRATEGIES.length);
      if (judged.some(({ beats }) => beats)) worlds++;
      luckyAlone += judged.filter(({ p }) => p <= 0.05).length;
    }
    expect(worlds).toBeLessThanOrEqual(7);
    // Without the correction these worlds are full of winners, or the test would prove nothing.
    if (payoutRatio === 1) expect(luckyAlone).toBeGreaterThan(100 * SEEDS);
  },
);

/** Wins of n fair coins, 32 tosses a number. */
function coinWins(n: number, next: () => number): number {
  let wins = 0;
  for (let left = n; left > 0; left -= 32) {
    let word = Math.floor(next() * 2 ** 32) >>> 0;
    if (left < 32) word >>>= 32 - left;
    for (; word !== 0; word &= word - 1) wins++;
  }
  return wins;
}

const PAYOUT = 0.87;
const breakEvenRatio = breakEven({ payoutRatio: PAYOUT, depth: 0 });

/** In how many of these worlds one row of a true 60 % among 3,999 coins is found. */
function foundIn(seeds: number, n: number): number {
  let found = 0;
  for (let seed = 0; seed < seeds; seed++) {
    const next = randomFrom(1_000 * n + seed);
    let wins = 0;
    for (let tried = 0; tried < n; tried++) if (next() < 0.6) wins++;
    const coinRows = Array.from({ length: 3_999 }, () => ({ wins: coinWins(n, next), n, breakEvenRatio }));
    if (judge([{ wins, n, breakEvenRatio }, ...coinRows])[0]!.beats) found++;
  }
  return found;
}

/** Chance that the planted row alone passes: the least wins that do, then the tail from there at a true 60 %. */
function power(n: number): number {
  const rows = Array.from({ length: 3_999 }, () => ({ wins: 0, n, breakEvenRatio }));
  let wins = Math.floor(n * breakEvenRatio);
  while (!judge([{ wins, n, breakEvenRatio }, ...rows])[0]!.beats) wins++;
  return chanceOfAtLeast({ wins, n, rate: 0.6 });
}

test('a true 60 % over 3,000 entries among 4,000 rows is found in 95 of 100 worlds', { timeout: 120_000 }, () => {
  expect(power(3_000)).toBeGreaterThan(0.985);
  expect(foundIn(SEEDS, 3_000)).toBeGreaterThanOrEqual(95);
});

test('over 1,000 entries it is found as often as theory gives, and no more', { timeout: 120_000 }, () => {
  const chance = power(1_000);
  expect(chance).toBeCloseTo(0.29, 1);
  const found = foundIn(SEEDS, 1_000);
  const spread = Math.sqrt(SEEDS * chance * (1 - chance));
  expect(Math.abs(found - SEEDS * chance)).toBeLessThan(3 * spread);
});
