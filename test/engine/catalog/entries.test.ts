import { expect, test } from 'vitest';
import { cycleCode, DEFAULT_READING, entries, evaluate, findStrategy, GREEN, MINUTE_MS, RED } from '#engine/index.ts';
import { BLOCK_START_MS, columnsOf } from '#test/support/colours.ts';

const strategy = findStrategy({ timeframe: 'M1', name: 'MHI1_MIN' })!;

// strategies.md §4: the third example, worked by hand: D G2 H D.
test('every bet is listed in order, and nothing that was no bet', () => {
  const evaluation = evaluate(columnsOf('RRGGD GGRRG RDGRG GGGGD RRRGG'), {
    strategy,
    depth: 2,
    reading: DEFAULT_READING,
  });
  expect(entries(evaluation).map((entry) => ({ ...entry, result: cycleCode(entry.result) }))).toEqual([
    { entryMs: BLOCK_START_MS + 10 * MINUTE_MS, direction: GREEN, result: 'G2' },
    { entryMs: BLOCK_START_MS + 15 * MINUTE_MS, direction: RED, result: 'H' },
  ]);
});

test('a bet still open is not listed, one ended by a doji is', () => {
  const columns = columnsOf('GGGRG D');
  const reading = { ...DEFAULT_READING, dojiEntry: 'void' } as const;
  const live = evaluate(columns, { strategy, depth: 1, reading, live: true });
  expect(live.cycles.map(({ result }) => cycleCode(result))).toEqual(['…']);
  expect(entries(live)).toEqual([]);
  expect(entries(evaluate(columns, { strategy, depth: 0, reading })).map(({ result }) => cycleCode(result))).toEqual([
    'V',
  ]);
});
