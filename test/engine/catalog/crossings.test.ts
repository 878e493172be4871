import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  CANCELED,
  type Cycle,
  countCrossings,
  DEFAULT_READING,
  evaluate,
  findStrategy,
  HOUR_MS,
  isBeyond,
  LOSS,
  MINUTE_MS,
  rateTrace,
  type Window,
} from '#engine/index.ts';
import { randomColumns } from '#test/support/random-columns.ts';

const BLOCK_MS = 5 * MINUTE_MS;

/** W a win, H a loss, D a doji; one block after the other. */
function cyclesOf(letters: string): Cycle[] {
  return [...letters].map((letter, at) => {
    const result = { W: 0, H: LOSS, D: CANCELED }[letter] ?? 0;
    return { blockMs: at * BLOCK_MS, entryMs: (at + 1) * BLOCK_MS, result, direction: 1 };
  });
}

function ratesOf(letters: string, window: Window, fromMs = 0): number[] {
  return rateTrace(cyclesOf(letters), { window, fromMs }).map(({ rateRatio }) => rateRatio);
}

test('a window of three blocks moves on block by block', () => {
  expect(ratesOf('WHWWHH', { kind: 'blocks', count: 3 })).toEqual([1, 1 / 2, 2 / 3, 2 / 3, 2 / 3, 1 / 3]);
});

test('a doji takes a place in the window and has no result', () => {
  expect(ratesOf('WDHD', { kind: 'blocks', count: 2 })).toEqual([1, 1, 0, 0]);
  expect(ratesOf('DDD', { kind: 'blocks', count: 2 })).toEqual([]);
});

test('an hour holds twelve blocks of five minutes', () => {
  const letters = `${'W'.repeat(12)}${'H'.repeat(12)}`;
  const rates = ratesOf(letters, { kind: 'hours', count: 1 });
  expect(rates.at(-1)).toBe(0);
  expect(rates[12]).toBe(11 / 12);
});

test('points before the moment asked for are left out, what they counted is not', () => {
  expect(ratesOf('WWWH', { kind: 'blocks', count: 4 }, 3 * BLOCK_MS)).toEqual([3 / 4]);
});

test('a window of dates does not move', () => {
  expect(ratesOf('WHW', { kind: 'dates', fromMs: 0, toMs: HOUR_MS })).toEqual([]);
});

test.each([
  ['above', 0.5, [0.4, 0.6, 0.6, 0.5, 0.7], 2],
  ['below', 0.5, [0.4, 0.6, 0.6, 0.5, 0.7], 0],
  ['below', 0.5, [0.6, 0.4, 0.6, 0.4], 2],
  ['above', 0.1, [0.4, 0.6, 0.6], 0],
] as const)(
  '%s %d: a figure on the line is not beyond it, and staying there is no crossing',
  (side, lineRatio, rates, times) => {
    const trace = rates.map((rateRatio) => ({ rateRatio }));
    expect(countCrossings(trace, { side, lineRatio })).toBe(times);
    expect(isBeyond(lineRatio, { side, lineRatio })).toBe(false);
  },
);

test('each point is what a catalog of that moment would have said', () => {
  const strategy = findStrategy({ timeframe: 'M1', name: 'MINORIA(5)' })!;
  const plan = { strategy, depth: 2, reading: DEFAULT_READING };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 30 }), (seed, count) => {
      const columns = randomColumns({ seed, length: 600 });
      const { cycles } = evaluate(columns, plan);
      const trace = rateTrace(cycles, { window: { kind: 'blocks', count }, fromMs: 0 });
      for (const { blockMs, rateRatio } of trace.filter((_, at) => at % 7 === 0)) {
        const range = { fromMs: columns.startMs, toMs: blockMs + (strategy.levels[2]! + 1) * MINUTE_MS };
        const { counts } = evaluate(columns, { ...plan, range, lastBlocks: count });
        expect(rateRatio).toBe((counts.total - counts.loss) / counts.total);
      }
    }),
    { numRuns: 40 },
  );
});
