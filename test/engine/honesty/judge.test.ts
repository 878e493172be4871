import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breakEven, exactP, judge, rateOf, type Tried, verdictOf } from '#engine/index.ts';

const wonAtLeast = (wins: number, n = 1000, payoutRatio = 0.87): Tried => ({
  wins,
  n,
  breakEvenRatio: breakEven({ payoutRatio, depth: 0 }),
});

describe('exactP', () => {
  test('asks for more than break-even, not for more than a coin', () => {
    expect(exactP(wonAtLeast(540))).toBeCloseTo(0.382142, 6);
    expect(exactP({ ...wonAtLeast(540), breakEvenRatio: 0.5 })).toBeCloseTo(0.006222, 6);
  });

  test('says nothing where nothing was played or no payout is known', () => {
    expect(exactP({ wins: 0, n: 0, breakEvenRatio: 0.5 })).toBe(1);
    expect(exactP({ wins: 10, n: 10, breakEvenRatio: null })).toBe(1);
  });
});

describe('judge', () => {
  test('what stands out alone is luck as the best of four thousand', () => {
    const good = wonAtLeast(600);
    expect(judge([good])[0]).toMatchObject({ beats: true });
    const [found] = judge([good, ...Array.from({ length: 3999 }, () => wonAtLeast(500))]);
    expect(found).toMatchObject({ beats: false, p: exactP(good) });
  });

  // Benjamini–Yekutieli: the least of m rows pays m·(1 + ½ + … + 1/m), here 4 · 25/12.
  test('pays for rows that depend on each other', () => {
    const rows = [wonAtLeast(600), wonAtLeast(500), wonAtLeast(500), wonAtLeast(500)];
    const [found] = judge(rows);
    expect(found!.adjustedP / found!.p).toBeCloseTo((4 * 25) / 12, 9);
  });

  test('rows that cannot be tested count as tried', () => {
    const row = wonAtLeast(585);
    const [alone, among] = [
      judge([row]),
      judge([row, ...Array.from({ length: 99 }, () => ({ ...row, breakEvenRatio: null }))]),
    ];
    expect([alone[0]!.beats, among[0]!.beats]).toEqual([true, false]);
    expect(among[0]!.adjustedP).toBeGreaterThan(50 * alone[0]!.adjustedP);
  });

  const rows = fc.array(
    fc.record({ wins: fc.integer({ min: 480, max: 640 }), payoutRatio: fc.constantFrom(0.8, 0.87, 0.92) }),
    { minLength: 1, maxLength: 60 },
  );

  test('another order of the rows changes no judgement', () => {
    fc.assert(
      fc.property(rows, (facts) => {
        const tried = facts.map(({ wins, payoutRatio }) => wonAtLeast(wins, 1000, payoutRatio));
        expect(judge(tried.toReversed())).toEqual(judge(tried).toReversed());
      }),
      { seed: 5 },
    );
  });

  test('useless strategies never help anyone', () => {
    fc.assert(
      fc.property(rows, fc.array(fc.integer({ min: 400, max: 530 }), { maxLength: 60 }), (facts, useless) => {
        const tried = facts.map(({ wins, payoutRatio }) => wonAtLeast(wins, 1000, payoutRatio));
        const before = judge(tried);
        const after = judge([...tried, ...useless.map((wins) => wonAtLeast(wins))]);
        before.forEach(({ beats }, place) => {
          expect(beats || !after[place]!.beats).toBe(true);
        });
      }),
      { seed: 6 },
    );
  });
});

describe('verdictOf', () => {
  const verdictAt = (wins: number, payoutRatio: number) =>
    verdictOf({ rate: rateOf({ wins, n: 1000 }), breakEvenRatio: breakEven({ payoutRatio, depth: 0 }) });

  test('a change of payout alone flips it', () => {
    expect([0.7, 0.8, 0.87, 0.92].map((payoutRatio) => verdictAt(560, payoutRatio))).toEqual([
      'luck',
      'luck',
      'luck',
      'above',
    ]);
    expect([0.7, 0.87, 1].map((payoutRatio) => verdictAt(530, payoutRatio))).toEqual(['below', 'luck', 'luck']);
  });

  test('in a list the correction decides what is above', () => {
    const facts = { rate: rateOf({ wins: 585, n: 1000 }), breakEvenRatio: 0.5348 };
    expect(verdictOf(facts)).toBe('above');
    expect(verdictOf({ ...facts, beats: false })).toBe('luck');
    expect(verdictOf({ ...facts, rate: rateOf({ wins: 300, n: 1000 }), beats: false })).toBe('below');
  });

  test('nothing is said without a payout or a bet', () => {
    expect(verdictOf({ rate: rateOf({ wins: 9, n: 9 }), breakEvenRatio: null })).toBe('unknown');
    expect(verdictOf({ rate: rateOf({ wins: 0, n: 0 }), breakEvenRatio: 0.5, beats: false })).toBe('unknown');
  });
});
