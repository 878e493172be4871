import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Cycle,
  columnsFrom,
  DEFAULT_READING,
  evaluate,
  MINUTE_MS,
  maxDepth,
  type Strategy,
  strategiesOf,
  type TimeRange,
} from '#engine/index.ts';
import { BLOCK_START_MS, candlesOf } from '#test/support/colours.ts';

const letters = fc.string({ unit: fc.constantFrom('G', 'R', 'G', 'R', 'D', '_'), minLength: 0, maxLength: 120 });
const strategies = fc.constantFrom(...strategiesOf('M1'));
const offsets = fc.nat({ max: 9 });
const reading = DEFAULT_READING;

function cyclesOf(
  colours: string,
  asked: { strategy: Strategy; depth: number; offset?: number; range?: TimeRange },
): readonly Cycle[] {
  const { strategy, depth, offset = 0, range } = asked;
  const columns = columnsFrom(candlesOf(colours, { startMs: BLOCK_START_MS + offset * MINUTE_MS }), 'M1');
  return evaluate(columns, { strategy, depth, reading, ...(range ? { range } : {}) }).cycles;
}

describe('whatever the candles are', () => {
  test('a candle taken away changes only the cycles that use it', () => {
    fc.assert(
      fc.property(letters, strategies, fc.nat(), (colours, strategy, at) => {
        const place = colours.length === 0 ? 0 : at % colours.length;
        const holed = `${colours.slice(0, place)}_${colours.slice(place + 1)}`;
        const reach = Math.max(...strategy.levels.slice(0, 3)) * MINUTE_MS;
        const holeMs = BLOCK_START_MS + place * MINUTE_MS;
        const isFar = ({ blockMs }: Cycle) => holeMs < blockMs || holeMs > blockMs + reach;
        const [before, after] = [cyclesOf(colours, { strategy, depth: 2 }), cyclesOf(holed, { strategy, depth: 2 })];
        expect(after.filter(isFar)).toEqual(before.filter(isFar));
        const times = new Set(before.map(({ blockMs }) => blockMs));
        expect(after.every(({ blockMs }) => times.has(blockMs))).toBe(true);
      }),
    );
  });

  test('their order and their repetitions change nothing', () => {
    fc.assert(
      fc.property(letters, strategies, fc.infiniteStream(fc.nat()), (colours, strategy, keys) => {
        const candles = candlesOf(colours);
        const shuffled = [...candles, ...candles.slice(0, 7)]
          .map((candle) => ({ candle, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ candle }) => candle);
        const [sorted, mixed] = [candles, shuffled].map((list) =>
          evaluate(columnsFrom(list, 'M1'), { strategy, depth: 2, reading }),
        );
        expect(mixed).toEqual(sorted);
      }),
    );
  });

  test('what comes later never changes what was', () => {
    fc.assert(
      fc.property(letters, letters, strategies, offsets, (past, future, strategy, offset) => {
        const before = cyclesOf(past, { strategy, depth: 2, offset });
        expect(cyclesOf(past + future, { strategy, depth: 2, offset }).slice(0, before.length)).toEqual(before);
      }),
    );
  });

  test('a range gives what its candles alone would give', () => {
    fc.assert(
      fc.property(letters, strategies, fc.nat({ max: 119 }), fc.nat({ max: 119 }), (colours, strategy, a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const range = { fromMs: BLOCK_START_MS + from * MINUTE_MS, toMs: BLOCK_START_MS + to * MINUTE_MS };
        const alone = '_'.repeat(from) + colours.slice(from, to);
        expect(cyclesOf(colours, { strategy, depth: 2, range })).toEqual(cyclesOf(alone, { strategy, depth: 2 }));
      }),
    );
  });

  test('a deeper gale turns losses into later wins and touches no earlier win', () => {
    fc.assert(
      fc.property(letters, strategies, (colours, strategy) => {
        const deepest = Math.min(5, maxDepth(strategy));
        const resultAt = (depth: number) =>
          new Map(cyclesOf(colours, { strategy, depth }).map(({ blockMs, result }) => [blockMs, result]));
        const deep = resultAt(deepest);
        for (let depth = 0; depth < deepest; depth++) {
          const shallow = resultAt(depth);
          for (const [blockMs, result] of deep) {
            const isLater = result > depth && result <= deepest;
            if (isLater) expect(shallow.get(blockMs)).toBe(16);
            else expect(shallow.get(blockMs)).toBe(result);
          }
        }
      }),
    );
  });

  test('the counts add up', () => {
    fc.assert(
      fc.property(letters, strategies, offsets, (colours, strategy, offset) => {
        const columns = columnsFrom(candlesOf(colours, { startMs: BLOCK_START_MS + offset * MINUTE_MS }), 'M1');
        const { counts, cycles } = evaluate(columns, { strategy, depth: 2, reading });
        expect(counts.total).toBe(counts.win.reduce((sum, wins) => sum + wins, counts.loss));
        expect(counts.cycles).toBe(counts.total + counts.doji + counts.noSignal + counts.void);
        expect(counts.cycles).toBe(cycles.length);
      }),
    );
  });

  test('colours turned round turn every bet round and change no result', () => {
    fc.assert(
      fc.property(letters, strategies, (colours, strategy) => {
        const turned = [...colours].map((letter) => ({ G: 'R', R: 'G' })[letter] ?? letter).join('');
        const results = (text: string) => cyclesOf(text, { strategy, depth: 2 }).map(({ result }) => result);
        expect(results(turned)).toEqual(results(colours));
      }),
    );
  });
});
