import { describe, expect, test } from 'vitest';
import {
  cycleCode,
  emptyColumns,
  evaluate,
  findStrategy,
  maxDepth,
  type Reading,
  type Strategy,
  timeframeMs,
} from '#engine/index.ts';
import { BLOCK_START_MS } from './colours.ts';
import { randomColours } from './random-colours.ts';
import { slowCodes } from './slow-catalog.ts';

const READINGS: readonly Reading[] = (['cancel', 'ignore', 'red'] as const).flatMap((dojiRead) =>
  (['enter', 'skip'] as const).flatMap((unanimous) =>
    (['loss', 'void'] as const).map((dojiEntry) => ({ dojiRead, unanimous, dojiEntry })),
  ),
);

/** What every row of the table keeps, whatever its rule. */
export function describeStrategy(strategy: Strategy): void {
  const { id, timeframe, block, reads, levels, confirm } = strategy;
  describe(`${timeframe} ${id}`, () => {
    test('is found by its id, its name and every alias', () => {
      for (const name of [id, strategy.name, ...strategy.aliases]) {
        expect(findStrategy({ timeframe, name })).toBe(strategy);
      }
    });

    test('reads before it enters, and starts in the block it is named after', () => {
      const confirming = confirm === undefined ? null : findStrategy({ timeframe, name: confirm });
      const first = Math.min(...reads, ...(confirming?.reads ?? []));
      expect(first).toBeGreaterThanOrEqual(0);
      expect(first).toBeLessThan(block);
      expect(Math.max(...reads)).toBeLessThan(levels[0]!);
      expect(levels).toEqual([...new Set(levels)].sort((a, b) => a - b));
      expect(new Set(reads).size).toBe(reads.length);
    });

    test('starts its blocks at fixed minutes of the hour', () => {
      expect(3_600_000 % (block * timeframeMs(timeframe))).toBe(0);
    });

    test('is confirmed, if at all, by a row that enters on the same candle', () => {
      const confirming = confirm === undefined ? null : findStrategy({ timeframe, name: confirm });
      expect(confirming === null).toBe(confirm === undefined);
      if (confirming) expect([confirming.block, confirming.levels[0]]).toEqual([block, levels[0]]);
    });

    test('gives what the rules give when followed letter by letter', () => {
      const confirming = confirm === undefined ? null : findStrategy({ timeframe, name: confirm });
      for (const [seed, reading] of READINGS.entries()) {
        const colours = randomColours({ seed, length: 400, dojiShare: 0.15, missingShare: 0.02 });
        const offset = seed % block;
        for (let depth = 0; depth <= Math.min(4, maxDepth(strategy)); depth++) {
          const columns = emptyColumns({
            timeframe,
            startMs: BLOCK_START_MS + offset * timeframeMs(timeframe),
            length: 400,
          });
          columns.colours.set([...colours].map((letter) => '_GRD'.indexOf(letter)));
          const { cycles } = evaluate(columns, { strategy, depth, reading });
          const codes = cycles.map(({ result }) => cycleCode(result));
          expect(codes).toEqual(slowCodes({ colours, offset, strategy, confirming, depth, reading }));
          expect(codes.length).toBeGreaterThan(5);
        }
      }
    });
  });
}
