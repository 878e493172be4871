import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CANCELED, LOSS, lossRuns, NO_SIGNAL, VOID, winRuns } from '#engine/index.ts';

const CODES: Readonly<Record<string, number>> = { W: 0, '1': 1, H: LOSS, D: CANCELED, N: NO_SIGNAL, V: VOID };
const resultsOf = (codes: string) => [...codes].map((code) => CODES[code]!);

test.for([
  ['', [], []],
  ['W', [], [[1, 1]]],
  [
    'HHWHW1HHH',
    [
      [1, 1],
      [2, 1],
      [3, 1],
    ],
    [
      [1, 1],
      [2, 1],
    ],
  ],
  // Cycles without a result neither extend nor break a run.
  ['HDHNVHWDW', [[3, 1]], [[2, 1]]],
  ['HWHWH', [[1, 3]], [[1, 2]]],
  ['DNV', [], []],
] as const)('"%s" has runs of losses %j and of wins %j', ([codes, losses, wins]) => {
  expect([...lossRuns(resultsOf(codes))]).toEqual(losses);
  expect([...winRuns(resultsOf(codes))]).toEqual(wins);
});

test('the runs together are all losses, and all wins', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Object.keys(CODES)) }), (codes) => {
      const cyclesIn = (runs: Map<number, number>) =>
        [...runs].reduce((sum, [length, count]) => sum + length * count, 0);
      expect(cyclesIn(lossRuns(resultsOf(codes)))).toBe([...codes].filter((code) => code === 'H').length);
      expect(cyclesIn(winRuns(resultsOf(codes)))).toBe([...codes].filter((code) => 'W1'.includes(code)).length);
    }),
    { seed: 2 },
  );
});
