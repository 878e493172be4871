import { describe, expect, test } from 'vitest';
import { adjust, type Correction, standsOut } from '#engine/index.ts';

/** The fifteen p-values of Benjamini and Hochberg (1995). */
const PAPER = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
];

describe('adjust', () => {
  test.for([
    ['bh', 4],
    ['by', 3],
    ['bonferroni', 3],
  ] as const)('%s rejects %i of the paper at 5 %%', ([correction, rejected]: readonly [Correction, number]) => {
    expect(adjust(PAPER, correction).filter((p) => p <= 0.05)).toHaveLength(rejected);
  });

  // scipy 1.17 and statsmodels 0.15.
  test('gives the paper its adjusted values', () => {
    const bh = [
      0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.063857, 0.063857, 0.0645, 0.0765, 0.486, 0.581182, 0.714875, 0.753231,
      0.813214, 1,
    ];
    expect(adjust(PAPER, 'bh').map((p) => p.toFixed(6))).toEqual(bh.map((p) => p.toFixed(6)));
    const by = [0.004977, 0.009954687, 0.031523, 0.118212];
    adjust(PAPER, 'by')
      .slice(0, 4)
      .forEach((p, place) => {
        expect(p).toBeCloseTo(by[place]!, 6);
      });
    expect(adjust(PAPER, 'bonferroni').slice(0, 4)).toEqual(
      [0.0015, 0.006, 0.0285, 0.1425].map((p) => expect.closeTo(p)),
    );
    expect(Math.max(...adjust(PAPER, 'by'), ...adjust(PAPER, 'bonferroni'))).toBe(1);
  });

  test('leaves what it was given as it was, in any order', () => {
    const given = PAPER.toReversed();
    const kept = [...given];
    for (const correction of ['by', 'bh', 'bonferroni'] as const) {
      expect(adjust(given, correction)).toEqual(adjust(PAPER, correction).toReversed());
    }
    expect(given).toEqual(kept);
  });

  test('one p-value alone stays itself, none stay none', () => {
    for (const correction of ['by', 'bh', 'bonferroni'] as const) {
      expect(adjust([0.03], correction)).toEqual([0.03]);
      expect(adjust([], correction)).toEqual([]);
    }
  });
});

test('the same rate stands out alone and not as the best of many', () => {
  const lucky = { wins: 60, n: 90, rate: 0.5 };
  expect(standsOut({ ...lucky, tried: 1 })).toBe(true);
  expect(standsOut({ ...lucky, tried: 50 })).toBe(false);
  expect(standsOut({ wins: 0, n: 0, rate: 0.5, tried: 1 })).toBe(false);
});
